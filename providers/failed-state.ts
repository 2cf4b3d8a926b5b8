/** Which state failed, as the history of an execution tells: in a Parallel, another branch may have entered states since. */
import type { HistoryEvent, HistoryEventType } from '@aws-sdk/client-sfn';

/** How an attempt of a Task ends without success. */
const FAILED_ATTEMPTS: HistoryEventType[] = [
  'LambdaFunctionFailed',
  'LambdaFunctionTimedOut',
  'LambdaFunctionScheduleFailed',
  'LambdaFunctionStartFailed',
  'TaskFailed',
  'TaskTimedOut',
  'TaskStartFailed',
  'TaskSubmitFailed',
];

/**
 * The entry into the state of which the latest attempt failed. Stopped or out of time, an execution may have had attempts that failed
 * and were made up for: then it is the state that was entered last. `events`: newest first, from the end of the execution on. Events of one path follow each other by
 * `previousEventId`: https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export function failedState(events: readonly HistoryEvent[]): HistoryEvent | undefined {
  const byId = new Map(events.map((event) => [event.id, event]));
  const isEntry = (event: HistoryEvent) => event.stateEnteredEventDetails !== undefined;
  const failed = events[0]?.type === 'ExecutionFailed';
  let on = failed
    ? events.find(({ type }) => type !== undefined && FAILED_ATTEMPTS.includes(type))
    : undefined;
  while (on && !isEntry(on)) on = byId.get(on.previousEventId);
  return on ?? events.find(isEntry);
}
