/** The functions that EventBridge invokes: each has a dead-letter queue of its own. As in infra/listeners.cjs. */
import type { Stack } from './stack.ts';

export const LISTENERS = [
  'receive-failure',
  'receive-support-update',
  'announce-failure',
  'announce-by-sns',
  'announce-by-slack',
  'record-metrics',
  'measure-remediations',
] as const;
export type Listener = (typeof LISTENERS)[number];

export function deadLettersOf({ functionName }: Pick<Stack, 'functionName'>, listener: Listener): string {
  return `${functionName(listener)}-dead-letters`;
}
