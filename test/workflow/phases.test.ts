/** Where the shipped workflow waits, an hourly look finds it in the phase that it is in. */
import { expect, test, vi } from 'vitest';
import { parseIncident } from '../../remediation/incident.ts';
import { phaseOf } from '../../remediation/metrics/phase.ts';
import { failedUpdate } from '../doubles/documents.ts';
import { ALIAS, TARGET, World } from '../doubles/world.ts';
import { type Run, run } from './run.ts';
import { DAY, HOUR, underVirtualTime } from './virtual-time.ts';

underVirtualTime();

/** As much of the history as is looked at: the last 200 events, newest first. */
const phase = (execution: Run) =>
  phaseOf(
    execution
      .history()
      .toReversed()
      .slice(0, 200)
      .flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []),
  );

test('from the record by the certificate and AWS Support to the end', async () => {
  const world = new World();
  const { certificate, viewer } = world.target;
  world.detach();
  const execution = run(world, parseIncident(failedUpdate('1', TARGET, ALIAS)));
  // The record is looked for far more often than the certificate, and the other way round: both gates are in sight.
  for (let hours = 0; hours < 48; hours += 1) {
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(phase(execution)).toBe('ownership-proof');
  }
  world.publish();
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(phase(execution)).toBe('certificate');
  await vi.advanceTimersByTimeAsync(4 * DAY);
  expect(phase(execution)).toBe('certificate');

  world.target = { ...world.target, certificate, viewer };
  await vi.advanceTimersByTimeAsync(2 * HOUR);
  expect(phase(execution)).toBe('support');
  await vi.advanceTimersByTimeAsync(5 * DAY);
  expect(phase(execution)).toBe('support');

  world.arrive();
  await vi.advanceTimersByTimeAsync(6 * HOUR);
  expect(phase(execution)).toBe('confirmation');
});
