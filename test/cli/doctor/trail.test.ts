import type { AdvancedFieldSelector } from '@aws-sdk/client-cloudtrail';
import { describe, expect, test } from 'vitest';
import { judgeTrails } from '../../../cli/doctor/trail.ts';
import { taken } from '../../../cli/doctor/trail-selectors.ts';
import type { Trail } from '../../../providers/operator/trails.ts';

const all = { basic: [{ ReadWriteType: 'All' as const, IncludeManagementEvents: true }], advanced: [] };
const trail = (more: Partial<Trail> = {}): Trail => ({
  name: 'audit',
  arn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit',
  homeRegion: 'eu-west-1',
  isMultiRegion: true,
  hasGlobalServices: true,
  isLogging: true,
  selectors: all,
  ...more,
});
const off = { isLogging: false, stoppedAt: new Date('2026-11-20T01:02:03Z') };
const ofAnother = { arn: 'arn:aws:cloudtrail:eu-west-1:444455556666:trail/audit' };

describe('a trail that logs what is changed', () => {
  test.for<[string, Trail[]]>([
    ['of every Region', [trail()]],
    ['of us-east-1 alone', [trail({ isMultiRegion: false, homeRegion: 'us-east-1' })]],
    ['beside one that is off', [trail(off), trail({ name: 'second' })]],
    ['beside one whose files S3 does not take', [trail({ deliveryError: 'AccessDenied' }), trail()]],
    ['of the organization, without selectors of its own', [trail({ ...ofAnother, selectors: all })]],
  ])('%s', ([, trails]) => {
    expect(judgeTrails(trails)).toEqual({
      state: 'ok',
      says: expect.stringMatching(/^The trail \w+ logs what is changed\.$/),
    });
  });
});

describe('no trail that does', () => {
  const update = (option: string) =>
    `aws cloudtrail update-trail --region eu-west-1 --name ${trail().arn} ${option}`;

  test.for<[Trail[], says: RegExp, remedy: RegExp]>([
    [[], /No failed call reaches the stack: the account has no CloudTrail trail/, /^Create one/],
    [
      [trail(off)],
      /the trail audit was switched off at 2026-11-20 01:02:03 UTC\.$/,
      /start-logging --region eu-west-1 --name arn:aws:cloudtrail:eu-west-1:111122223333:trail\/audit$/,
    ],
    [
      [trail({ isMultiRegion: false })],
      /is of eu-west-1 only/,
      new RegExp(update('--is-multi-region-trail')),
    ],
    [
      [trail({ hasGlobalServices: false })],
      /leaves out global services/,
      new RegExp(update('--include-global-service-events')),
    ],
    [
      [trail({ selectors: { basic: [{ ReadWriteType: 'ReadOnly' }], advanced: [] } })],
      /leaves out, by its event selectors/,
      /choose Write: https:\/\/eu-west-1\.console/,
    ],
    // What is only off is mended first, and all are named.
    [
      [trail({ name: 'other', hasGlobalServices: false }), trail(off)],
      /the trail other leaves out .*; the trail audit was switched off/,
      /start-logging/,
    ],
    [
      [trail({ deliveryError: 'AccessDenied' })],
      /logs, but S3 does not take its files: AccessDenied/,
      /policy of its bucket/,
    ],
  ])('%#: %j', ([trails, says, remedy]) => {
    const judged = judgeTrails(trails);
    expect(judged).toMatchObject({ state: 'problem', says: expect.stringMatching(says) });
    expect(`${judged.fix} ${judged.command ?? ''}`.trim()).toMatch(remedy);
  });
});

describe('where it cannot be known', () => {
  test('whose selectors only another account is told', () => {
    const { selectors: _, ...untold } = trail(ofAnother);
    expect(judgeTrails([untold])).toMatchObject({
      state: 'unknown',
      says: 'The trail audit logs, and only account 444455556666, to which it belongs, is told which events.',
      fix: expect.stringContaining('Try it out'),
    });
  });

  test('that logs the calls of some', () => {
    const FieldSelectors = [
      { Field: 'eventCategory', Equals: ['Management'] },
      { Field: 'userIdentity.arn' },
    ];
    const advanced = [{ FieldSelectors }];
    expect(judgeTrails([trail({ selectors: { basic: [], advanced } })])).toMatchObject({
      state: 'unknown',
      says: expect.stringContaining('some callers only'),
    });
  });
});

describe('advanced event selectors', () => {
  const management = { Field: 'eventCategory', Equals: ['Management'] };
  const by = (...fields: AdvancedFieldSelector[]) =>
    taken({ basic: [], advanced: [{ FieldSelectors: fields }] });

  test.for<[AdvancedFieldSelector[], string]>([
    [[management], 'all'],
    [[management, { Field: 'readOnly', Equals: ['false'] }], 'all'],
    [[management, { Field: 'readOnly', Equals: ['true'] }], 'none'],
    [[management, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }], 'all'],
    [[management, { Field: 'eventSource', NotEquals: ['cloudfront.amazonaws.com'] }], 'none'],
    [[management, { Field: 'eventName', StartsWith: ['Update'] }], 'all'],
    [[management, { Field: 'eventName', NotStartsWith: ['Update'] }], 'none'],
    [[management, { Field: 'eventName', EndsWith: ['Bucket'] }], 'none'],
    [[management, { Field: 'eventName', NotEndsWith: ['Distribution'] }], 'none'],
    [[management, { Field: 'sessionCredentialFromConsole', Equals: ['true'] }], 'some'],
    [[{ Field: 'eventCategory', Equals: ['Data'] }], 'none'],
  ])('%j: %s', ([fields, expected]) => {
    expect(by(...fields)).toBe(expected);
  });

  test('one of several is enough', () => {
    const advanced = [[{ Field: 'eventCategory', Equals: ['Data'] }], [management]].map((FieldSelectors) => ({
      FieldSelectors,
    }));
    expect(taken({ basic: [], advanced })).toBe('all');
    expect(taken({ basic: [], advanced: [] })).toBe('none');
  });
});
