import { expect, test, vi } from 'vitest';
import { incident } from '../doubles/documents.ts';
import { World } from '../doubles/world.ts';
import { type Run, run } from './run.ts';
import { transitions } from './transitions.ts';
import { DAY, HOUR, underVirtualTime } from './virtual-time.ts';

underVirtualTime();

function sameAccount(): World {
  const world = new World();
  if (world.holder) world.holder.sameAccount = true;
  world.publish();
  return world;
}

/** To its end, or to where it waits. */
async function played(execution: Run): Promise<Run> {
  await vi.advanceTimersByTimeAsync(HOUR);
  return execution;
}

test('every state that is entered is one, those of the branches among them', async () => {
  const execution = await played(run(sameAccount(), incident()));
  expect(execution.entered()).toContain('Check ownership proof');
  expect(transitions(execution.history())).toBe(execution.entered().length);
});

test('every retry is one more', async () => {
  const throttled = () => Object.assign(new Error('Rate exceeded'), { name: 'TransientAwsError' });
  const faults = { MoveAlias: [throttled(), throttled()], CheckCertificate: [throttled()] };
  const execution = await played(run(sameAccount(), incident(), faults));
  expect(execution.entered()).toContain('Confirm alias');
  expect(transitions(execution.history())).toBe(execution.entered().length + 3);
});

test('a redrive is one: the failed Task is attempted again without being entered', async () => {
  const denied = Object.assign(new Error('no'), { name: 'AccessDenied' });
  const execution = await played(run(sameAccount(), incident(), { MoveAlias: [denied] }));
  expect(execution.outcome().status).toBe('FAILED');
  expect(transitions(execution.history())).toBe(execution.entered().length);
  execution.redrive();
  await played(execution);
  expect(execution.entered()).toContain('Confirm alias');
  expect(transitions(execution.history())).toBe(execution.entered().length + 1);
});

test('a parked task is one, however long it is parked', async () => {
  const world = new World();
  world.publish();
  const execution = await played(run(world, incident()));
  expect(execution.entered().at(-1)).toBe('Await Support');
  const parked = transitions(execution.history());
  expect(parked).toBe(execution.entered().length);
  await vi.advanceTimersByTimeAsync(DAY);
  expect(transitions(execution.history())).toBe(execution.entered().length);
});
