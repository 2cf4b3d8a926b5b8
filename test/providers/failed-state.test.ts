import type { HistoryEvent, HistoryEventType } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { failedState } from '../../providers/failed-state.ts';

/** Written oldest first, as it happens; read newest first. */
function history(...events: [type: HistoryEventType, previous: number, state?: string][]): HistoryEvent[] {
  return events
    .map(([type, previousEventId, name]) => ({
      timestamp: new Date(0),
      type,
      id: 0,
      previousEventId,
      ...(name !== undefined && { stateEnteredEventDetails: { name, input: '{}' } }),
    }))
    .map((event, index) => ({ ...event, id: index + 1 }))
    .toReversed();
}
const nameOf = (events: HistoryEvent[]) => failedState(events)?.stateEnteredEventDetails?.name;

test('of two branches it is the one whose attempt failed, whatever the other entered since', () => {
  const events = history(
    ['ExecutionStarted', 0],
    ['ParallelStateEntered', 1, 'Gather proof'],
    ['ParallelStateStarted', 2],
    ['TaskStateEntered', 3, 'Check ownership proof'],
    ['LambdaFunctionScheduled', 4],
    ['LambdaFunctionStarted', 5],
    ['TaskStateEntered', 3, 'Check certificate'],
    ['LambdaFunctionScheduled', 7],
    ['LambdaFunctionFailed', 6],
    ['ParallelStateFailed', 9],
    ['ExecutionFailed', 10],
  );
  expect(nameOf(events)).toBe('Check ownership proof');
});

test('a Task of another service fails by other events', () => {
  const events = history(
    ['TaskStateEntered', 0, 'Announce opened'],
    ['TaskScheduled', 1],
    ['TaskTimedOut', 2],
    ['ExecutionFailed', 3],
  );
  expect(nameOf(events)).toBe('Announce opened');
});

test('stopped: the state that was entered last, whatever was made up for before', () => {
  const events = history(
    ['TaskStateEntered', 0, 'Check ownership proof'],
    ['LambdaFunctionFailed', 1],
    ['TaskStateExited', 2],
    ['WaitStateEntered', 3, 'Wait for DNS'],
    ['ExecutionAborted', 0],
  );
  expect(nameOf(events)).toBe('Wait for DNS');
});

test('where its entry is further back than what was read, it is still some state', () => {
  const events = history(
    ['WaitStateEntered', 0, 'Wait for DNS'],
    ['LambdaFunctionFailed', 99],
    ['ExecutionFailed', 2],
  );
  expect(nameOf(events)).toBe('Wait for DNS');
  expect(failedState(history(['ExecutionFailed', 0]))).toBeUndefined();
});
