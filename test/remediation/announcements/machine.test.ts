/** Announcements as programs get them. */
import { describe, expect, test } from 'vitest';
import { ANNOUNCEMENTS, type AnnouncementType } from '../../../remediation/announcements/announcement.ts';
import { attributesOf } from '../../../remediation/announcements/machine/attributes.ts';
import { machineForm } from '../../../remediation/announcements/machine/form.ts';
import { messageFor } from '../../../remediation/announcements/messages.ts';
import type { Remediation } from '../../../remediation/document.ts';
import { InvalidEvent } from '../../../remediation/errors.ts';
import { caseUrl, executionUrl } from '../../../remediation/links.ts';
import { announced, formOf } from '../../doubles/announced-events.ts';
import {
  contested,
  EXECUTION,
  EXECUTION_ARN,
  incident,
  proof,
  remediation,
  target,
} from '../../doubles/documents.ts';
import {
  added,
  asked,
  at,
  bare,
  certificate,
  confirmation,
  diagnosed,
  moved,
} from '../../doubles/sections.ts';
import { ALIAS, TARGET } from '../../doubles/world.ts';

const SHOP = 'shop.example.com';

test('Remediation opened: what a program needs to create the record, and nobody who called', () => {
  const form = formOf('Remediation opened', {
    remediation: { incident: incident(), diagnosis: diagnosed('held-elsewhere') },
  });
  expect(form).toEqual({
    schemaVersion: '1',
    id: '8f14e45f-ceea-4167-a5d1-0000000000aa',
    type: 'Remediation opened',
    time: '2026-11-20T01:00:01Z',
    attention: 'action',
    remediation: {
      name: EXECUTION,
      arn: EXECUTION_ARN,
      account: '111122223333',
      startedAt: '2026-11-20T01:00:00.000Z',
      dryRun: false,
      startedByHand: false,
    },
    failedCall: {
      eventId: '8f14e45f-ceea-4167-a5d1-000000000001',
      requestId: 'a123456b-c78d-90e1-23f4-000000000001',
      action: 'UpdateDistribution',
      time: '2026-11-20T01:04:05Z',
    },
    aliases: [
      {
        name: ALIAS,
        onTarget: false,
        zone: 'example.com',
        holder: { resourceType: 'distribution', resourceId: '*******EXAMPLE', accountId: '******445566' },
      },
    ],
    target: { kind: 'distribution', id: TARGET, domainName: target.domainName },
    records: [
      {
        purpose: 'ownership-proof',
        name: `_${ALIAS}`,
        type: 'TXT',
        value: target.domainName,
        zone: 'example.com',
      },
    ],
    chain: [
      { name: 'call', state: 'done' },
      { name: 'conflict', state: 'done' },
      { name: 'proof', state: 'waiting' },
      { name: 'certificate', state: 'waiting' },
      { name: 'move', state: 'ahead' },
      { name: 'confirmation', state: 'ahead' },
    ],
    message: {
      title: `${ALIAS}: create this TXT record to move it`,
      text: expect.stringContaining('as it was found'),
      links: [{ label: 'Execution', url: executionUrl(EXECUTION_ARN) }],
    },
    omitted: [],
  });
  expect(JSON.stringify(form)).not.toContain('DeployRole');
});

describe('records', () => {
  const validation = { name: `_0a1b.${ALIAS}`, type: 'CNAME', value: '_2c3d.acm-validations.aws' };
  const pending: Remediation['certificate'] = {
    ...certificate('pending-validation'),
    candidate: {
      source: 'acm',
      id: 'arn:aws:acm:us-east-1:111122223333:certificate/1',
      status: 'PENDING_VALIDATION',
      viewer: { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' },
      validation: [validation, { ...validation, name: '_4e5f.elsewhere.example' }],
    },
  };
  const two = [
    contested(ALIAS),
    contested('example.com', { record: { name: '_.example.com', type: 'TXT', value: 'd' } }),
  ];
  const incomplete = proof('missing', ALIAS, SHOP);
  const [first, second] = incomplete.aliases;
  const ofTwo = {
    ...incomplete,
    aliases: [first, second && { ...second, verdict: 'published' as const }].flatMap((each) => each ?? []),
  };

  test.each<[string, AnnouncementType, Partial<Remediation>, object[]]>([
    [
      'of several, those that are missing',
      'Ownership proof incomplete',
      { proof: ofTwo },
      [{ name: `_${ALIAS}` }],
    ],
    [
      'what validates a certificate, with its zone as far as that is known',
      'Certificate missing',
      { certificate: pending },
      [
        { ...validation, purpose: 'certificate-validation', zone: 'example.com' },
        { ...validation, purpose: 'certificate-validation', name: '_4e5f.elsewhere.example' },
      ],
    ],
    [
      "the aliases' own; no CNAME at an apex",
      'DNS record in the way',
      { diagnosis: diagnosed('dns-points-elsewhere', { aliases: two }) },
      [
        { purpose: 'alias', name: ALIAS, type: 'CNAME', value: target.domainName, zone: 'example.com' },
        {
          purpose: 'alias',
          name: 'example.com',
          type: 'ALIAS',
          value: target.domainName,
          zone: 'example.com',
        },
      ],
    ],
    [
      'what remains once it has arrived',
      'Alias confirmed',
      {
        diagnosis: diagnosed('held-elsewhere', { aliases: two }),
        confirmation: {
          ...confirmation('confirmed'),
          records: [{ alias: ALIAS, leads: 'target', detail: '' }],
        },
      },
      [{ name: 'example.com', type: 'ALIAS' }],
    ],
    ['none where nothing is asked for', 'Ownership proof seen', { proof: proof('published') }, []],
  ])('%s', (_, type, changes, expected) => {
    const { records } = formOf(type, { remediation: remediation(changes) });
    expect(records).toHaveLength(expected.length);
    expect(records).toMatchObject(expected);
  });

  test('in the end, also of what nobody held and others brought', () => {
    const document = remediation({
      confirmation: { ...confirmation('confirmed'), aliases: ['shop.example.com'] },
    });
    const free = [contested('shop.example.com', { holder: undefined })];
    const diagnosis = document.diagnosis && { ...document.diagnosis, free };
    const { records } = formOf('Alias confirmed', { remediation: { ...document, diagnosis } });
    expect(records.map(({ name }) => name)).toContain('shop.example.com');
  });
});

describe('aliases', () => {
  const names = (document: Remediation) =>
    formOf('Alias moved', { remediation: document }).aliases.map(({ name, onTarget }) => [name, onTarget]);

  test('those that this is about, then the others; which of them are on the target', () => {
    const asking = incident({
      aliases: ['there.example.com', ALIAS, SHOP, 'free.example.com', 'came.example.com'],
    });
    const diagnosis = diagnosed('held-elsewhere', {
      aliases: [contested(ALIAS), contested(SHOP)],
      free: [contested('free.example.com')],
      arrived: [contested('came.example.com')],
    });
    expect(names({ incident: asking, diagnosis, move: moved('moved', SHOP) })).toEqual([
      [ALIAS, false],
      [SHOP, true],
      ['free.example.com', false],
      ['came.example.com', true],
      ['there.example.com', true],
    ]);
  });

  test.each<[string, Partial<Remediation>, boolean]>([
    ['added', { addition: added('added') }, true],
    ['would be added', { addition: added('would-add') }, false],
    ['confirmed', { confirmation: confirmation('confirmed') }, true],
    ['not deployed yet', { confirmation: confirmation('waiting') }, false],
    [
      'moved before it was missing again',
      { diagnosis: diagnosed('held-elsewhere', { checkedAt: at(9) }), move: moved('moved') },
      false,
    ],
  ])('%s', (_, changes, onTarget) => {
    expect(names(remediation(changes))).toEqual([[ALIAS, onTarget]]);
  });

  test('nothing is known before the diagnosis, and of a create never', () => {
    expect(names(bare)).toEqual([[ALIAS, false]]);
    const create = formOf('No target', {
      remediation: {
        incident: incident({ target: { kind: 'none' } }),
        diagnosis: diagnosed('no-target', { target: undefined, aliases: [] }),
      },
    });
    expect(create.aliases).toEqual([{ name: ALIAS, onTarget: false }]);
    expect(create).not.toHaveProperty('target');
  });
});

test('of two waits the earlier look and the earlier deadline count', () => {
  const waiting = { ...proof('missing'), nextCheckAt: at(3), deadlineAt: at(8) };
  const form = formOf('Certificate missing', {
    remediation: remediation({ proof: waiting, certificate: certificate('missing') }),
  });
  expect(form).toMatchObject({ nextLookAt: at(3), deadlineAt: at(5) });
});

test('a case, once there is one', () => {
  const opened = asked('open', { status: 'opened', url: caseUrl('1234567890') });
  const form = formOf('Support case opened', { remediation: remediation({ case: opened }) });
  expect(form.case).toEqual({
    id: 'case-1',
    number: '1234567890',
    status: 'opened',
    url: caseUrl('1234567890'),
  });
  const unopened = asked('by-hand', { caseId: undefined, displayId: undefined });
  expect(
    formOf('Open the case by hand', { remediation: remediation({ case: unopened }) }),
  ).not.toHaveProperty('case');
});

test('a failure: its state, its error, what to do, and the page of the runbook', () => {
  const failure = {
    state: 'Check ownership proof',
    error: 'ProofDeadlineExceeded',
    cause: 'Publish the record.',
  };
  const form = formOf('Remediation failed', { failure });
  expect(form).toMatchObject({
    attention: 'failed',
    failure: { ...failure, runbook: 'docs/runbook/ProofDeadlineExceeded.md' },
  });
  expect(form.chain).toContainEqual({ name: 'proof', state: 'failed' });
  // Step Functions has an error for an execution that was stopped, too; nothing has failed.
  expect(formOf('Remediation stopped', { failure })).not.toHaveProperty('failure');
});

test('Alias claimed: the remediation is the one that has it, and no chain is told of what was not started', () => {
  const claim = { alias: ALIAS, target: 'E9OTHEREXAMPLE' };
  expect(formOf('Alias claimed', { claim, remediation: bare })).toMatchObject({
    claim,
    chain: [],
    target: { id: TARGET },
  });
});

test.each([
  ['no id', { ...announced('Alias moved'), id: undefined }],
  ['another source', { ...announced('Alias moved'), source: 'aws.states' }],
])('an event with %s is refused', (_, event) => {
  const message = messageFor('Alias moved', { execution: { arn: '', name: '' }, remediation: bare });
  expect(() => machineForm(event, message)).toThrow(InvalidEvent);
});

describe('attributes', () => {
  test('what is filtered by', () => {
    const form = formOf('Remediation failed', {
      remediation: remediation({ dryRun: true }, ALIAS, SHOP),
      failure: { error: 'AliasFoughtOver', cause: '' },
    });
    expect(attributesOf(form)).toEqual({
      announcement: 'Remediation failed',
      attention: 'failed',
      dryRun: 'true',
      alias: [ALIAS, SHOP],
      target: TARGET,
      error: 'AliasFoughtOver',
    });
  });

  test.each(ANNOUNCEMENTS)('%s: none is empty, whatever is missing', (type) => {
    const nothing = { incident: incident({ aliases: [], target: { kind: 'unknown' } }) };
    const failure = { error: '', cause: '' };
    const attributes = attributesOf(formOf(type, { remediation: nothing, failure }));
    expect(Object.keys(attributes).length).toBeLessThanOrEqual(10);
    for (const value of Object.values(attributes)) expect(value).not.toHaveLength(0);
  });
});
