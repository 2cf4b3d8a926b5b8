/**
 * Measured by Vitest, started by `silence.ts`: seven days in which nobody publishes, on the shipped state machine under
 * a clock that is turned, as the tests of the workflow do it.
 */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { expect, test, vi } from 'vitest';
import { incident } from '../../test/doubles/documents.ts';
import { World } from '../../test/doubles/world.ts';
import { run } from '../../test/workflow/run.ts';
import { transitions } from '../../test/workflow/transitions.ts';
import type { Silence } from './silence.ts';

const SEVEN_DAYS_MS = 7 * 86_400_000;
const LOOK = 'Check ownership proof';

const entered = (event: HistoryEvent) => event.stateEnteredEventDetails?.name;

test('seven days of silence', async ({ task }) => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T01:00:00Z') });
  const world = new World();
  const execution = run(world, incident());
  await vi.advanceTimersByTimeAsync(SEVEN_DAYS_MS);
  expect(execution.outcome().status).toBe('RUNNING');
  expect(world.calls).toEqual([]);

  const history = execution.history();
  const looks = history.flatMap((event, index) => (entered(event) === LOOK ? [index] : []));
  // The certificate's gate is long through by the last pass, so all of it belongs to this one.
  const pass = history.slice(looks.at(-2), looks.at(-1));
  const silence: Silence = {
    looks: looks.length,
    transitions: transitions(history),
    events: history.length,
    pass: { transitions: transitions(pass), events: pass.length },
  };
  task.meta.measured = silence;
});
