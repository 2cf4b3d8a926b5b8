/** `selfService=false`: no move by API, whoever holds the alias; AWS Support is asked once the proof is settled. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type MoveSettings, moveAlias } from '../../../remediation/steps/move-alias.ts';
import { proof, remediation, stepInput } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { ALIAS, World } from '../../doubles/world.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T01:20:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const OFF: MoveSettings = { ...SETTINGS, selfService: false };
const { proof: _, ...unproven } = remediation();

/** A holder of our own: by API the move would work. */
function movable(): World {
  const world = new World();
  if (world.holder) world.holder.sameAccount = true;
  world.publish();
  return world;
}

test('waits until the proof is settled, then asks AWS Support; the same world moves by API otherwise', async () => {
  const world = movable();
  const early = await moveAlias(portsOf(world), OFF)(stepInput(unproven));
  expect(early).toMatchObject({
    verdict: 'wait',
    reason: expect.stringContaining('is to be moved by AWS Support (selfService=false)'),
  });
  const settled = remediation({ proof: proof('settled') });
  expect(await moveAlias(portsOf(world), OFF)(stepInput(settled))).toMatchObject({
    verdict: 'support',
    reason: `This stack leaves moves to AWS Support (selfService=false), so it is asked to move ${ALIAS}.`,
    aliases: [{ alias: ALIAS, verdict: 'self-service-off' }],
  });
  expect(world.calls).toEqual([]);
  expect(await moveAlias(portsOf(world), SETTINGS)(stepInput(settled))).toMatchObject({ verdict: 'moved' });
});

test('what has arrived is remembered as moved', async () => {
  const world = movable();
  world.arrive();
  const document = remediation({ proof: proof('settled') });
  expect(await moveAlias(portsOf(world), OFF)(stepInput(document))).toMatchObject({ verdict: 'moved' });
  expect(world.calls).toEqual([]);
});

test('the record is wanted all the same', async () => {
  const world = movable();
  world.withdrawn.add(ALIAS);
  const document = remediation({ proof: proof('settled') });
  expect(await moveAlias(portsOf(world), OFF)(stepInput(document))).toMatchObject({
    verdict: 'back-to-gates',
  });
});
