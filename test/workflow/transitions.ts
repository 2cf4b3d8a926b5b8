/** What Step Functions bills of a Standard execution. */
import type { HistoryEvent } from '@aws-sdk/client-sfn';

/**
 * Each state that was entered, and each retry: https://aws.amazon.com/step-functions/pricing/. A retry is another attempt at a
 * Task that is not entered anew, so Tasks count by their attempts.
 */
export function transitions(history: readonly HistoryEvent[]): number {
  return history.filter(({ type = '' }) => isAttempt(type) || isOtherStateEntered(type)).length;
}

const isAttempt = (type: string) => type === 'LambdaFunctionScheduled' || type === 'TaskScheduled';
const isOtherStateEntered = (type: string) => type.endsWith('StateEntered') && type !== 'TaskStateEntered';
