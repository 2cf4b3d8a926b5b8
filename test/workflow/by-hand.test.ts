/** A remediation that a person started: no words of CloudFront's tell what is in the way. */
import { expect, test, vi } from 'vitest';
import { STARTED_BY_HAND } from '../../remediation/by-hand.ts';
import { incident } from '../doubles/documents.ts';
import { ALIAS, HELD, World } from '../doubles/world.ts';
import { run } from './run.ts';
import { announced, DAY, HOUR, underVirtualTime } from './virtual-time.ts';

underVirtualTime();

const byHand = incident({ errorMessage: STARTED_BY_HAND });

function worldOf(changes: Partial<World> = {}): World {
  const world = Object.assign(new World(), changes);
  const { target } = world.cloudfront;
  world.cloudfront.target = async (wanted) => ({ ...(await target(wanted)), status: 'Deployed' });
  return world;
}

test('somebody has the alias: the usual way', async () => {
  const world = worldOf();
  if (world.holder) world.holder.sameAccount = true;
  const execution = run(world, byHand);
  world.publish();
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.outcome()).toEqual({ status: 'SUCCEEDED' });
  expect(world.calls.map(({ action }) => action)).toEqual(['moveAlias']);
});

test('nobody has it: the update is made, once no record leads elsewhere', async () => {
  const world = worldOf({ holder: undefined, leadsTo: { name: 'd222222abcdef8.cloudfront.net', ttl: 300 } });
  const execution = run(world, byHand);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(world.calls).toEqual([]);
  world.leadsTo = undefined;
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.outcome()).toEqual({ status: 'SUCCEEDED' });
  expect(announced(world)).toEqual(['Alias free', 'Alias added', 'Alias confirmed']);
});

test('nobody is listed, but CloudFront refuses the update: its word counts, and AWS Support is asked', async () => {
  const world = worldOf({ holder: undefined });
  world.additionRefusals.push({ added: false, code: 'CNAMEAlreadyExists', message: HELD });
  const refusal = { moved: false, code: 'IllegalUpdate', message: 'source distribution is enabled' } as const;
  world.refusals.set(ALIAS, [refusal, refusal]);
  const execution = run(world, byHand);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(announced(world)).toEqual(['Alias free', 'Remediation opened']);
  world.publish();
  await vi.advanceTimersByTimeAsync(DAY);
  const calls = new Set(world.calls.map(({ action }) => action));
  expect([...calls]).toEqual(['addAliases', 'moveAlias', 'createCase']);
  expect(execution.entered().at(-1)).toBe('Await Support');
});
