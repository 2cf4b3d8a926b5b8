/** The look right before acting found a gate closed again: what it saw is not forgotten, and nothing goes round without a pause. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Remediation } from '../../../remediation/document.ts';
import { ProofDeadlineExceeded } from '../../../remediation/errors.ts';
import { addAlias } from '../../../remediation/steps/add-alias.ts';
import { checkAliasRecord } from '../../../remediation/steps/check-alias-record.ts';
import { checkOwnershipProof } from '../../../remediation/steps/check-ownership-proof.ts';
import { moveAlias } from '../../../remediation/steps/move-alias.ts';
import { openSupportCase } from '../../../remediation/steps/open-support-case.ts';
import { later } from '../../doubles/clock.ts';
import { remediation, stepInput } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { World } from '../../doubles/world.ts';

const LAGGARD = 'ns-2.dns.example';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T01:00:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const gate = (world: World, document: Remediation) =>
  checkOwnershipProof(portsOf(world), SETTINGS)(stepInput(document));
const move = (world: World, document: Remediation) =>
  moveAlias(portsOf(world), SETTINGS)(stepInput(document));

async function settled(world: World): Promise<Remediation> {
  world.publish();
  const { proof: _, ...unproven } = remediation();
  const published = { ...unproven, proof: await gate(world, unproven) };
  later(950);
  return { ...published, proof: await gate(world, published) };
}

test.each([
  ['Move alias', async (world: World, document: Remediation) => ({ move: await move(world, document) })],
  [
    'Open support case',
    async (world: World, document: Remediation) => ({
      case: await openSupportCase(portsOf(world), SETTINGS)(stepInput(document)),
    }),
  ],
])('a miss that %s saw can be cached: the gate waits for it anew', async (_, act) => {
  const world = new World();
  const document = await settled(world);
  expect(document.proof?.verdict).toBe('settled');
  world.servers[LAGGARD] = 'missing';
  const acted = { ...document, ...(await act(world, document)) };
  expect(acted.move?.verdict ?? acted.case?.verdict).toBe('back-to-gates');
  world.publish();
  later(1);
  expect(await gate(world, acted)).toMatchObject({ verdict: 'published', waitSeconds: 902 });
});

test('an old value that was seen right before acting can be cached for its TTL', async () => {
  const world = new World();
  const document = await settled(world);
  world.servers[LAGGARD] = { values: ['d222222abcdef8.cloudfront.net'], ttl: 7200 };
  const acted = { ...document, move: await move(world, document) };
  world.publish();
  later(100);
  // It may have been given until now.
  expect(await gate(world, acted)).toMatchObject({ verdict: 'published', waitSeconds: 7202 });
});

test('servers that are only silent take nothing back', async () => {
  const world = new World();
  const document = await settled(world);
  world.servers[LAGGARD] = 'unreachable';
  const acted = { ...document, move: await move(world, document) };
  expect(acted.move).toMatchObject({ verdict: 'back-to-gates' });
  expect(acted.move.relapse).toBeUndefined();
  world.publish();
  expect((await gate(world, acted)).verdict).toBe('settled');
});

test('trouble that is seen right before acting is told by the gate, which alone tells it', async () => {
  const world = new World();
  const document = await settled(world);
  world.servers[LAGGARD] = { values: ['d222222abcdef8.cloudfront.net'], ttl: 7200 };
  const acted = { ...document, move: await move(world, document) };
  expect(await gate(world, acted)).toMatchObject({ news: true, troubles: [{ kind: 'wrong-value' }] });
});

test('what was seen is forgotten once the gate has looked again', async () => {
  const world = new World();
  let document = await settled(world);
  world.servers[LAGGARD] = 'missing';
  document = { ...document, move: await move(world, document) };
  world.publish();
  for (const seconds of [1, 1000]) {
    later(seconds);
    document = { ...document, proof: await gate(world, document) };
  }
  expect(document.proof?.verdict).toBe('settled');
});

test('an alias record that leads back right before adding is waited for by the gate', async () => {
  const world = new World();
  const look = (document: Remediation) => checkAliasRecord(portsOf(world), SETTINGS)(stepInput(document));
  const document = { ...remediation(), aliasRecord: await look(remediation()) };
  expect(document.aliasRecord.verdict).toBe('clear');
  world.holder = undefined;
  world.leadsTo = { name: 'd222222abcdef8.cloudfront.net', ttl: 600 };
  const acted = { ...document, addition: await addAlias(portsOf(world), SETTINGS)(stepInput(document)) };
  expect(acted.addition).toMatchObject({ verdict: 'back-to-gates', relapse: { ttl: 600 } });
  world.leadsTo = undefined;
  later(100);
  expect(await look(acted)).toMatchObject({ verdict: 'leaving', waitSeconds: 602 });
});

test('the pause grows while it happens again and again, and has an end', async () => {
  const world = new World();
  let document = await settled(world);
  world.servers[LAGGARD] = 'missing';
  const pauses: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const result = await move(world, document);
    pauses.push(result.waitSeconds ?? 0);
    document = { ...document, move: result };
    later((result.waitSeconds ?? 0) + 1000);
  }
  expect(pauses[0]).toBe(SETTINGS.shortestCheckSeconds);
  expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
  expect(pauses.at(-1)).toBeGreaterThan(1000);
  later(SETTINGS.proofDeadlineSeconds);
  await expect(move(world, document)).rejects.toThrow(ProofDeadlineExceeded);
});

test('once AWS Support is asked it is over: what happens weeks later has its own time', async () => {
  const world = new World();
  let document = await settled(world);
  world.servers[LAGGARD] = 'missing';
  document = { ...document, move: await move(world, document) };
  expect(document.move?.verdict).toBe('back-to-gates');
  world.publish();
  later(950);
  document = { ...document, proof: await gate(world, document) };
  later(950);
  document = { ...document, proof: await gate(world, document) };
  document = { ...document, move: await move(world, document) };
  expect(document.move?.verdict).toBe('support');
  later(2 * SETTINGS.proofDeadlineSeconds);
  world.servers[LAGGARD] = 'missing';
  expect(await move(world, document)).toMatchObject({
    verdict: 'back-to-gates',
    waitSeconds: SETTINGS.shortestCheckSeconds,
  });
});
