/** Where each of those remediations stands that are of interest: one that runs, however old, or that ended lately. */
import { atMost } from '../../providers/at-most.ts';
import { type ListedRemediation, listRemediations } from '../../providers/operator/remediations.ts';
import { standingOf } from '../../providers/operator/standing.ts';
import { missingStack } from '../missing-stack.ts';
import type { Stack } from '../stack.ts';
import { isSuperseded, MOST_SHOWN, toShow } from './listing.ts';
import { type RemediationSummary, summaryOf } from './summary.ts';

/** So many are known by one call: ListExecutions gives no more at once. */
export const NEWEST = 1000;

/** The account has one quota of these calls for all who ask, the stack among them. */
const AT_ONCE = 5;

export interface Looked {
  execution: ListedRemediation;
  summary: RemediationSummary;
}

interface Which {
  /** Also what ended longer ago than it could be redriven. */
  all: boolean;
  /** Epoch milliseconds. */
  now: number;
  onLook?: (looked: number, of: number) => void;
}

/** @throws UsageError that there is no such stack */
export async function newestOf({ stateMachineArn, stage, account }: Stack): Promise<ListedRemediation[]> {
  const newest = await listRemediations(stateMachineArn, { most: NEWEST });
  if (!newest) throw missingStack(stage, account);
  return newest;
}

/**
 * @param newest all that is known to be there
 * @returns the newest first; what a newer one has taken the place of needs nobody
 */
export async function lookAt(
  stack: Stack,
  newest: readonly ListedRemediation[],
  { all, now, onLook = () => {} }: Which,
): Promise<Looked[]> {
  const most = { most: MOST_SHOWN, status: 'RUNNING' as const };
  const running = (await listRemediations(stack.stateMachineArn, most)) ?? [];
  const wanted = toShow(running, newest, { all, now }).slice(0, MOST_SHOWN);
  const queue = atMost(AT_ONCE);
  let count = 0;
  const looked = await Promise.all(
    wanted.map((execution) =>
      queue(async () => {
        const standing = await standingOf(execution.arn);
        count += 1;
        onLook(count, wanted.length);
        return standing ? [{ execution, summary: summaryOf(standing, stack) }] : [];
      }),
    ),
  );
  return withoutSuperseded(looked.flat());
}

function withoutSuperseded(looked: readonly Looked[]): Looked[] {
  const wishes = looked.map(({ execution: { startedAt }, summary }) => ({ ...summary, startedAt }));
  return looked.map(({ execution, summary }) => {
    const { startedAt, stoppedAt } = execution;
    const isVoid = stoppedAt !== undefined && isSuperseded({ ...summary, startedAt }, wishes);
    return { execution, summary: { ...summary, needsPerson: summary.needsPerson && !isVoid } };
  });
}
