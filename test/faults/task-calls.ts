/** What the state machine itself calls, as the history of an execution shows it: functions, and PutEvents. */
import type { Execution } from '../../sandbox/rehearsal/execution.ts';
import type { StackCall } from './cuts.ts';

export function taskCalls(execution: Execution): StackCall[] {
  const counts = new Map<string, number>();
  return tasks(execution).map((by) => {
    const nth = (counts.get(by) ?? 0) + 1;
    counts.set(by, nth);
    return isAnnouncement(by)
      ? { by, service: 'events', action: 'PutEvents', nth }
      : { by, service: 'lambda', action: 'Invoke', nth };
  });
}

export const isAnnouncement = (state: string) => state.startsWith('Announce ');

function tasks({ history }: Execution): string[] {
  return history
    .filter(({ type }) => type === 'TaskStateEntered')
    .flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
}
