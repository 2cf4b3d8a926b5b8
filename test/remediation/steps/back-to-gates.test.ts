/** The look right before acting found a gate closed again: what it saw is not forgotten, and nothing goes round without a pause. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Remediation } from '../../../remediation/document.ts';
import { ProofDeadlineExceeded } from '../../../remediation/errors.ts';
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
