/** What a look ahead finds is what a dry run of the same incident would say, and no look changes anything. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { STARTED_BY_HAND } from '../../../remediation/by-hand.ts';
import type { Incident, Remediation } from '../../../remediation/document.ts';
import { lookAhead, type OutlookSettings } from '../../../remediation/steps/look-ahead.ts';
import { moveAlias } from '../../../remediation/steps/move-alias.ts';
import { later } from '../../doubles/clock.ts';
import { incident as failed, HELD, stepInput } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { ALIAS, ownDistribution, TARGET, World } from '../../doubles/world.ts';

const START = Date.parse('2026-11-20T01:00:00.000Z');
const DAY = 24 * 60 * 60 * 1000;
const settings: OutlookSettings = { ...SETTINGS, wishes: SETTINGS };

let world: World;
beforeEach(() => {
  vi.useFakeTimers({ now: START });
  world = new World();
  return () => vi.useRealTimers();
});

const byHand = (...aliases: string[]): Incident => failed({ aliases, errorMessage: STARTED_BY_HAND });
const ahead = (changes: Partial<OutlookSettings> = {}) =>
  lookAhead(portsOf(world), { ...settings, ...changes });

test('what somebody holds: the record that is missing, the certificate, and what the move would be', async () => {
  const { remediation, moves, search, draft } = await ahead()(byHand(ALIAS));
  expect(remediation.diagnosis?.verdict).toBe('held-elsewhere');
  expect(remediation.proof).toMatchObject({ verdict: 'missing', waitSeconds: 30 });
  expect(remediation.certificate?.verdict).toBe('covered');
  expect(remediation.aliasRecord).toBeUndefined();
  expect(search?.resource.id).toBe(TARGET);
  expect(moves).toEqual([{ alias: ALIAS, verdict: 'would-be-tried' }]);
  expect(draft?.verdict).toBe('possible');
});

test('nothing is called that changes anything, and nothing is claimed', async () => {
  world.publish();
  const look = ahead({ attachCertificate: true });
  world.detach();
  await look(byHand(ALIAS), await look(byHand(ALIAS)));
  expect(world.calls).toEqual([]);
  expect(await world.ledger.claimOf(ALIAS)).toBeUndefined();
});

describe('once nothing is missing', () => {
  test.each<[string, (world: World) => void, Partial<OutlookSettings>]>([
    ['the holder is in another account', () => {}, {}],
    [
      'the holder is of this account',
      (world) => {
        world.holder = {
          resourceType: 'distribution',
          resourceId: '********EXAMPLE',
          accountId: '******223333',
          enabled: true,
          sameAccount: true,
        };
        world.own = [ownDistribution('E1HOLDEREXAMPLE', ALIAS)];
      },
      {},
    ],
    ['moves are left to AWS Support', () => {}, { selfService: false }],
    [
      'only the plain record is there',
      (world) => {
        world.servers = { 'ns-1.dns.example': 'missing' };
        world.plain = { values: [world.target.domainName], ttl: 60 };
      },
      {},
    ],
  ])('%s: it says what a dry run says', async (_, prepare, changes) => {
    world.publish();
    prepare(world);
    const outlook = await ahead(changes)(byHand(ALIAS));
    const document: Remediation = { ...outlook.remediation, dryRun: true };
    const dryRun = await moveAlias(portsOf(world), { ...SETTINGS, ...changes })(stepInput(document));
    expect(dryRun.verdict).toMatch(/^would-/);
    expect(outlook.rehearsal).toBe(dryRun.reason);
    expect(outlook.moves).toEqual(dryRun.aliases);
  });
});

test('each look goes on from the one before, as those of a remediation do', async () => {
  const look = ahead();
  const first = await look(byHand(ALIAS));
  later(400);
  world.publish('ns-1.dns.example');
  const second = await look(byHand(ALIAS), first);
  expect(second.remediation.proof).toMatchObject({ waitingSince: first.remediation.proof?.waitingSince });
  later(100);
  world.publish();
  const third = await look(byHand(ALIAS), second);
  const { publishedAt, settledAt } = third.remediation.proof?.aliases[0] ?? {};
  later(1000);
  const fourth = await look(byHand(ALIAS), third);
  expect(fourth.remediation.proof?.aliases[0]).toMatchObject({ verdict: 'settled', publishedAt, settledAt });
});

test('AWS Support is asked once what it offers, not at every look', async () => {
  const services = vi.spyOn(world.support, 'services');
  const look = ahead();
  await look(byHand(ALIAS), await look(byHand(ALIAS)));
  expect(services).toHaveBeenCalledTimes(1);
});

test('what nobody holds: where DNS leads it, and the update that would be made', async () => {
  world.holder = undefined;
  world.leadsTo = { name: 'd999999abcdef8.cloudfront.net', ttl: 60 };
  const { remediation, moves, rehearsal, draft } = await ahead()(byHand(ALIAS));
  expect(remediation.diagnosis?.verdict).toBe('free');
  expect(remediation.aliasRecord?.verdict).toBe('elsewhere');
  expect(remediation.proof).toBeUndefined();
  expect({ moves, draft }).toEqual({ moves: [] });
  expect(rehearsal).toMatch(
    /^UpdateDistribution would be called for E2TARGETEXAMPLE, with www\.example\.com/,
  );
});

test('some are held and others are not: both are looked at, and one certificate for all of them', async () => {
  world.free.add('shop.example.com');
  world.detach();
  const { remediation, moves } = await ahead()(byHand(ALIAS, 'shop.example.com'));
  expect(remediation.proof?.aliases.map(({ alias }) => alias)).toEqual([ALIAS, 'shop.example.com']);
  world.target = { ...world.target, certificate: { source: 'acm', id: 'attached' } };
  world.others = [
    {
      source: 'acm',
      id: 'attached',
      status: 'ISSUED',
      names: [ALIAS],
      notBefore: undefined,
      notAfter: undefined,
    },
  ];
  const told = await ahead()(byHand(ALIAS, 'shop.example.com'));
  expect(told.remediation.proof?.aliases.map(({ alias }) => alias)).toEqual([ALIAS]);
  expect(told.remediation.aliasRecord?.aliases.map(({ alias }) => alias)).toEqual(['shop.example.com']);
  expect(told.remediation.certificate).toMatchObject({
    verdict: 'attachable',
    uncovered: ['shop.example.com'],
  });
  expect(moves.map(({ verdict }) => verdict)).toEqual(['would-be-tried', 'would-be-tried']);
});

test('a tag that is missing is said, beside everything else', async () => {
  const onlyTagged = { key: 'cname-rescue', value: 'allowed' };
  const { untagged, remediation } = await ahead({ onlyTagged })(byHand(ALIAS));
  expect(untagged).toEqual([{ arn: world.target.arn, loses: [] }]);
  expect(remediation.proof?.verdict).toBe('missing');
});

test('so is that two stacks fight over it', async () => {
  const move = { from: TARGET, to: 'E1OTHEREXAMPLE', at: START - DAY, execution: 'another' };
  await world.ledger.recordMove(ALIAS, move);
  const { fights } = await ahead()(byHand(ALIAS));
  expect(fights).toMatchObject([{ alias: ALIAS, last: { to: 'E1OTHEREXAMPLE' }, until: START + 6 * DAY }]);
  // Where no stack is, nothing is remembered.
  const without = lookAhead({ ...portsOf(world), ledger: undefined }, settings);
  expect((await without(byHand(ALIAS))).fights).toEqual([]);
});

test.each([
  ['at the first look', 'already-settled'],
  ['between two looks', 'arrived'],
])('it is on the target, %s: nothing is looked at any more', async (when, verdict) => {
  const earlier = when === 'between two looks' ? await ahead()(byHand(ALIAS)) : undefined;
  world.arrive();
  const { remediation, ...rest } = await ahead()(failed({ errorMessage: HELD }), earlier);
  expect(remediation.diagnosis?.verdict).toBe(verdict);
  expect(Object.keys(remediation)).toEqual(['incident', 'diagnosis']);
  expect(rest).toEqual({ moves: [], untagged: [], fights: [] });
});
