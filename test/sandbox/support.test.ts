import { beforeEach, describe, expect, test } from 'vitest';
import type { AwsEvent, EventBuses } from '../../sandbox/parts.ts';
import { createSupport, type SupportOptions } from '../../sandbox/services/support/support.ts';
import { refusal, them, us } from './cloudfront/world.ts';

const start = Date.parse('2027-01-01T00:00:00Z');

function createWorld(options: Partial<SupportOptions> = {}) {
  const clock = { at: start };
  const events: Parameters<EventBuses['put']>[0][] = [];
  const buses: EventBuses = { put: (event) => void events.push(event) };
  const support = createSupport({ buses, now: () => clock.at, ...options });
  const api = support.operations;
  return {
    clock,
    events,
    support,
    api,
    details: () => events.map(({ detail }) => detail),
    open: (more: object = {}, caller = us) => api.CreateCase({ ...wish, ...more }, caller).caseId ?? '',
    only: (input: object = {}, caller = us) => api.DescribeCases(input, caller).cases?.[0],
  };
}

const wish = {
  subject: 'Move www.example.com',
  communicationBody: 'Please move it.',
  serviceCode: 'amazon-cloudfront',
  categoryCode: 'general-guidance',
  severityCode: 'low',
};

let world = createWorld();
beforeEach(() => {
  world = createWorld();
});

const textOf = (length: number) => 'x'.repeat(length);

describe('CreateCase', () => {
  test('opens a case that can be read back', () => {
    const caseId = world.open({ ccEmailAddresses: ['ops@example.com'], language: 'ja' });
    expect(caseId).toMatch(/^case-111122223333-exen-2027-[0-9a-f]{16}$/);
    const found = world.only();
    expect(found).toMatchObject({
      ...{ caseId, status: 'opened', subject: wish.subject, serviceCode: 'amazon-cloudfront' },
      ...{ categoryCode: 'general-guidance', severityCode: 'low', language: 'ja' },
      ...{ ccEmailAddresses: ['ops@example.com'], timeCreated: '2027-01-01T00:00:00.000Z' },
      recentCommunications: { communications: [{ caseId, body: 'Please move it.' }] },
    });
    expect(found?.displayId).toMatch(/^\d{10,}$/);
    expect(found?.submittedBy).toContain('web-admin');
  });

  test.each([
    ['no subject', { subject: '' }, 'ValidationException 400'],
    ['no body', { communicationBody: '' }, 'ValidationException 400'],
    ['8,001 characters', { communicationBody: textOf(8001) }, 'ValidationException 400'],
    ['eleven addresses', { ccEmailAddresses: Array(11).fill('a@example.com') }, 'ValidationException 400'],
    ['an unknown service', { serviceCode: 'cloudfront' }, 'InvalidParameterValueException 400'],
    [
      'a category of another service',
      { categoryCode: 'dns-resolution' },
      'InvalidParameterValueException 400',
    ],
    ['no category for a service', { categoryCode: undefined }, 'InvalidParameterValueException 400'],
    ['an unknown severity', { severityCode: 'very' }, 'InvalidParameterValueException 400'],
    ['an unknown language', { language: 'xx' }, 'InvalidParameterValueException 400'],
    ['a language for accounts only', { language: 'tr' }, 'InvalidParameterValueException 400'],
    ['an unknown issue type', { issueType: 'other' }, 'InvalidParameterValueException 400'],
    ['an unknown attachment set', { attachmentSetId: 'none' }, 'AttachmentSetIdNotFound 400'],
  ])('refuses %s, and opens nothing', async (_, wrong, expected) => {
    expect((await refusal(() => world.open(wrong))).what).toBe(expected);
    expect(world.only()).toBeUndefined();
    expect(world.events).toEqual([]);
  });

  test('says which code is wrong', async () => {
    expect((await refusal(() => world.open({ categoryCode: 'x' }))).message).toBe('Invalid category code');
  });

  test('takes 8,000 characters, and a case about nothing in particular', () => {
    world.open({ communicationBody: textOf(8000) });
    world.api.CreateCase({ subject: 'Hello', communicationBody: 'x' }, us);
    expect(world.only()).toMatchObject({ serviceCode: 'general-info', severityCode: 'low', language: 'en' });
  });

  test('has no memory: the same case twice is two cases', () => {
    expect(world.open()).not.toBe(world.open());
  });

  test('stops at the limit of open cases, and goes on when one is resolved', async () => {
    world = createWorld({ openCaseLimit: 2 });
    const caseId = world.open();
    world.open();
    world.open({}, them);
    expect((await refusal(() => world.open())).what).toBe('CaseCreationLimitExceeded 400');
    world.api.ResolveCase({ caseId }, us);
    expect(world.open()).toBeTruthy();
  });
});

describe('a plan', () => {
  test('that is none answers every call the same way, before anything else', async () => {
    const caseId = world.open();
    world.support.setPlan(us.account, 'none');
    for (const operation of Object.values(world.api)) {
      // The inputs are as wrong as can be: nothing is looked at.
      const call = () =>
        (operation as (input: object, caller: typeof us) => unknown)({ caseId, dryRun: true }, us);
      expect(await refusal(call)).toEqual({
        what: 'SubscriptionRequiredException 400',
        message: 'Amazon Web Services Premium Support Subscription is required to use this service.',
      });
    }
    expect(world.open({}, them)).toBeTruthy();
  });

  test.each([
    ['business', ['low', 'normal', 'high', 'urgent'], 'InvalidParameterValueException 400'],
    ['business-support-plus', ['low', 'normal', 'high', 'urgent', 'critical'], undefined],
  ] as const)('%s allows %s', async (plan, codes, refused) => {
    world = createWorld({ plan });
    const { severityLevels } = world.api.DescribeSeverityLevels({}, us);
    expect(severityLevels?.map(({ code }) => code)).toEqual(codes);
    const call = () => world.open({ severityCode: 'critical' });
    if (refused === undefined) expect(call()).toBeTruthy();
    else expect((await refusal(call)).what).toBe(refused);
  });
});

describe('a dry run', () => {
  test('ends in DryRunOperationException and changes nothing', async () => {
    const caseId = world.open();
    const before = structuredClone([world.only(), world.events]);
    const calls = [
      () => world.api.CreateCase({ ...wish, dryRun: true }, us),
      () => world.api.AddCommunicationToCase({ caseId, communicationBody: 'x', dryRun: true }, us),
      () => world.api.ResolveCase({ caseId, dryRun: true }, us),
      () => world.api.DescribeCases({ dryRun: true }, us),
      () => world.api.DescribeServices({ dryRun: true }, us),
    ];
    for (const call of calls) expect((await refusal(call)).what).toBe('DryRunOperationException 400');
    expect([world.only(), world.events]).toEqual(before);
  });

  test('finds what is wrong first', async () => {
    const call = () => world.api.CreateCase({ ...wish, severityCode: 'x', dryRun: true }, us);
    expect((await refusal(call)).what).toBe('InvalidParameterValueException 400');
  });
});

describe('what a case may be about', () => {
  test('CloudFront is among the services, by code or alone', () => {
    const { services } = world.api.DescribeServices({}, us);
    const cloudFront = services?.find(({ code }) => code === 'amazon-cloudfront');
    expect(cloudFront?.categories).toContainEqual({ code: 'general-guidance', name: 'General Guidance' });
    expect(services?.length).toBeGreaterThan(3);
    expect(world.api.DescribeServices({ serviceCodeList: ['amazon-cloudfront'] }, us).services).toEqual([
      cloudFront,
    ]);
  });

  test('every service and category that is described can be used', () => {
    for (const { code: serviceCode, categories } of world.api.DescribeServices({}, us).services ?? []) {
      for (const { code: categoryCode } of categories ?? []) {
        expect(world.open({ serviceCode, categoryCode })).toBeTruthy();
      }
    }
  });

  test('languages and channels by issue type', async () => {
    const about = { serviceCode: 'amazon-cloudfront', categoryCode: 'general-guidance' };
    const languages = (issueType: string) =>
      world.api
        .DescribeSupportedLanguages({ ...about, issueType }, us)
        .supportedLanguages?.map(({ code }) => code);
    expect(languages('technical')).toEqual(['en', 'ja', 'zh', 'ko']);
    expect(languages('customer-service')).toContain('tr');
    const options = (language: string) =>
      world.api.DescribeCreateCaseOptions({ ...about, issueType: 'technical', language }, us);
    expect(options('ja').languageAvailability).toBe('available');
    expect(options('fr')).toEqual({ languageAvailability: 'unavailable', communicationTypes: [] });
    const wrong = () =>
      world.api.DescribeSupportedLanguages({ ...about, categoryCode: 'x', issueType: 'technical' }, us);
    expect((await refusal(wrong)).message).toBe('Invalid category code');
  });
});

describe('DescribeCases', () => {
  const ids = (input: object = {}, caller = us) =>
    world.api.DescribeCases(input, caller).cases?.map(({ caseId }) => caseId);

  test('has the open cases of the account, newest first; resolved ones when asked', () => {
    const [first, second] = [world.open(), world.open()];
    world.open({}, them);
    expect(ids()).toEqual([second, first]);
    world.api.ResolveCase({ caseId: first }, us);
    expect(ids()).toEqual([second]);
    expect(ids({ caseIdList: [first] })).toEqual([]);
    expect(ids({ includeResolvedCases: true })).toEqual([second, first]);
  });

  test('filters by ids, display id, language and time', async () => {
    const first = world.open({ language: 'ja' });
    world.clock.at += 60_000;
    const second = world.open();
    const displayId = world.only({ caseIdList: [second] })?.displayId;
    expect(ids({ displayId })).toEqual([second]);
    expect(ids({ language: 'ja' })).toEqual([first]);
    expect(ids({ caseIdList: [first] })).toEqual([first]);
    expect(ids({ afterTime: '2027-01-01T00:00:30Z' })).toEqual([second]);
    expect(ids({ beforeTime: '2027-01-01T00:00:30Z' })).toEqual([first]);
    const foreign = () => world.api.DescribeCases({ caseIdList: [first] }, them);
    expect((await refusal(foreign)).what).toBe('CaseIdNotFound 400');
    const when = () => world.api.DescribeCases({ afterTime: 'yesterday' }, us);
    expect((await refusal(when)).what).toBe('InvalidParameterValueException 400');
  });

  test('comes in pages of ten to a hundred', async () => {
    for (let index = 0; index < 13; index += 1) world.open();
    const first = world.api.DescribeCases({ maxResults: 10 }, us);
    const rest = world.api.DescribeCases({ maxResults: 10, nextToken: first.nextToken }, us);
    expect([first.cases?.length, rest.cases?.length, rest.nextToken]).toEqual([10, 3, undefined]);
    for (const maxResults of [9, 101]) {
      const call = () => world.api.DescribeCases({ maxResults }, us);
      expect((await refusal(call)).what).toBe('ValidationException 400');
    }
  });

  test('shows the five latest communications, or none; the rest comes with the token', () => {
    const caseId = world.open({ communicationBody: 'word 0' });
    for (let index = 1; index < 7; index += 1) {
      world.api.AddCommunicationToCase({ caseId, communicationBody: `word ${index}` }, us);
    }
    const recent = world.only()?.recentCommunications;
    const bodies = (list: { body?: string | undefined }[] | undefined) => list?.map(({ body }) => body);
    expect(bodies(recent?.communications)).toEqual(['word 6', 'word 5', 'word 4', 'word 3', 'word 2']);
    const rest = world.api.DescribeCommunications({ caseId, nextToken: recent?.nextToken }, us);
    expect(bodies(rest.communications)).toEqual(['word 1', 'word 0']);
    expect(world.api.DescribeCommunications({ caseId }, us).communications).toHaveLength(7);
    expect(world.only({ includeCommunications: false })?.recentCommunications).toBeUndefined();
  });
});

describe('talking', () => {
  test('a reply of AWS, an answer, a resolution and a reopening, each with its event', () => {
    const caseId = world.open();
    const displayId = world.only()?.displayId;
    const [ours] = world.support.desk.openCases();
    if (!ours) throw new Error('no open case');
    world.support.desk.reply(ours, 'Are you sure?', 'pending-customer-action');
    expect(world.only()?.status).toBe('pending-customer-action');
    world.api.AddCommunicationToCase({ caseId, communicationBody: 'Yes.' }, us);
    expect(world.only()?.status).toBe('customer-action-completed');
    world.support.desk.resolve(ours);
    world.support.desk.resolve(ours);
    expect(world.support.desk.openCases()).toEqual([]);
    world.api.AddCommunicationToCase({ caseId, communicationBody: 'It did not arrive.' }, us);
    expect(world.only()?.status).toBe('reopened');
    expect(world.api.ResolveCase({ caseId }, us)).toEqual({
      initialCaseStatus: 'reopened',
      finalCaseStatus: 'resolved',
    });

    const from = { 'case-id': caseId, 'display-id': displayId };
    const said = {
      ...from,
      'communication-id': expect.stringMatching(/.+/),
      'event-name': 'AddCommunicationToCase',
    };
    const silent = { ...from, 'communication-id': '' };
    expect(world.details()).toEqual([
      { ...silent, 'event-name': 'CreateCase' },
      { ...said, origin: 'AWS' },
      { ...said, origin: 'CUSTOMER' },
      { ...silent, 'event-name': 'ResolveCase' },
      { ...said, origin: 'CUSTOMER' },
      { ...silent, 'event-name': 'ReopenCase' },
      { ...silent, 'event-name': 'ResolveCase' },
    ]);
    const event: Partial<AwsEvent> = {
      source: 'aws.support',
      'detail-type': 'Support Case Update',
      account: '111122223333',
      region: 'us-east-1',
    };
    for (const put of world.events) expect(put).toMatchObject(event);
    const { communications } = world.api.DescribeCommunications({ caseId }, us);
    expect(communications?.map(({ submittedBy }) => submittedBy === 'Amazon Web Services')).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  test.each([
    ['an unknown case', 'case-none', 'x', 'CaseIdNotFound 400'],
    ['nothing', undefined, '', 'ValidationException 400'],
    ['too much', undefined, textOf(8001), 'ValidationException 400'],
  ])('about %s', async (_, id, communicationBody, expected) => {
    const caseId = id ?? world.open();
    const call = () => world.api.AddCommunicationToCase({ caseId, communicationBody }, us);
    expect((await refusal(call)).what).toBe(expected);
  });
});

describe('attachments', () => {
  const file = (fileName: string, size = 3) => ({ fileName, data: new Uint8Array(size).fill(7) });

  test('are gathered in a set, and shown and read with the case', () => {
    const { attachmentSetId, expiryTime } = world.api.AddAttachmentsToSet(
      { attachments: [file('a.txt')] },
      us,
    );
    expect(expiryTime).toBe('2027-01-01T01:00:00.000Z');
    world.api.AddAttachmentsToSet({ attachmentSetId, attachments: [file('b.txt')] }, us);
    world.open({ attachmentSetId });
    const shown = world.only()?.recentCommunications?.communications?.[0]?.attachmentSet;
    expect(shown?.map(({ fileName }) => fileName)).toEqual(['a.txt', 'b.txt']);
    const attachmentId = shown?.[1]?.attachmentId;
    expect(world.api.DescribeAttachment({ attachmentId }, us).attachment).toEqual(file('b.txt'));
  });

  test('have limits, an end, and an owner', async () => {
    const add = (attachments: ReturnType<typeof file>[], attachmentSetId?: string) => () =>
      world.api.AddAttachmentsToSet({ attachments, attachmentSetId }, us);
    const { attachmentSetId } = add([file('a'), file('b')])();
    expect((await refusal(add([file('c'), file('d')], attachmentSetId))).what).toBe(
      'AttachmentLimitExceeded 400',
    );
    const large = file('e', 5 * 1024 * 1024 + 1);
    expect((await refusal(add([large]))).what).toBe('AttachmentSetSizeLimitExceeded 400');
    expect((await refusal(() => world.open({ attachmentSetId }, them))).what).toBe(
      'AttachmentSetIdNotFound 400',
    );
    world.clock.at += 60 * 60 * 1000 + 1;
    expect((await refusal(() => world.open({ attachmentSetId }))).what).toBe('AttachmentSetExpired 400');
    const read = () => world.api.DescribeAttachment({ attachmentId: 'none' }, us);
    expect((await refusal(read)).what).toBe('AttachmentIdNotFound 400');
  });
});
