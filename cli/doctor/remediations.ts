/** Whether remediations failed that somebody can retry. */
import { listRemediations } from '../../providers/operator/remediations.ts';
import { lookAt, NEWEST } from '../standing/looking.ts';
import type { RemediationSummary } from '../standing/summary.ts';
import { type Place, suggested } from '../suggested.ts';
import type { Check } from './check.ts';
import { allOr, type Judgement, problem } from './finding.ts';

export const remediations: Check = {
  name: 'remediations',
  async look({ stack }) {
    const newest = await listRemediations(stack.stateMachineArn, { most: NEWEST });
    // That the state machine is gone is said elsewhere.
    if (!newest) return [];
    const looked = await lookAt(stack, newest, { all: false, now: Date.now() });
    return judgeRemediations(
      looked.map(({ summary }) => summary),
      stack,
    );
  },
};

export function judgeRemediations(
  summaries: readonly Pick<RemediationSummary, 'name' | 'standing' | 'status' | 'needsPerson'>[],
  place: Place,
): Judgement[] {
  const failed = summaries.filter(({ standing, needsPerson }) => standing === 'failed' && needsPerson);
  const running = summaries.filter(({ status }) => status === 'RUNNING').length;
  return allOr(
    failed.map(({ name }) =>
      problem(`${name} failed, and waits for somebody.`, {
        fix: 'See why, and what to do:',
        command: suggested(place, 'status', name),
      }),
    ),
    running === 0
      ? 'None is open.'
      : `${running === 1 ? 'One is' : `${running} are`} open, none waits for a retry.`,
  );
}
