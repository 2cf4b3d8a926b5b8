/** Whether remediations failed that somebody can retry. */
import { type ListedRemediation, listRemediations } from '../../providers/operator/remediations.ts';
import { REDRIVABLE_MS } from '../standing/listing.ts';
import { type Place, suggested } from '../suggested.ts';
import type { Check } from './check.ts';
import { allOr, type Judgement, problem } from './finding.ts';

/** So many of the newest are looked at: what failed before them is old. */
const LOOKED_AT = 200;

export const remediations: Check = {
  name: 'remediations',
  async look({ stack }) {
    const newest = await listRemediations(stack.stateMachineArn, { most: LOOKED_AT });
    // That the state machine is gone is said elsewhere.
    return newest ? judgeRemediations(newest, stack, Date.now()) : [];
  },
};

/** @param newest first. @param now epoch milliseconds */
export function judgeRemediations(
  newest: readonly Pick<ListedRemediation, 'name' | 'status' | 'stoppedAt'>[],
  place: Place,
  now: number,
): Judgement[] {
  const seen = new Set<string>();
  const failed = newest.filter(({ name, status, stoppedAt = '' }) => {
    // The same wish, without the hash of its incident: a later one has taken its place.
    const wish = name.replace(/_[^_]*$/, '');
    const isLatest = !seen.has(wish);
    seen.add(wish);
    const ended = status === 'FAILED' || status === 'TIMED_OUT';
    return isLatest && ended && now - Date.parse(stoppedAt) < REDRIVABLE_MS;
  });
  const running = newest.filter(({ status }) => status === 'RUNNING').length;
  return allOr(
    failed.map(({ name }) =>
      problem(`${name} failed, and waits for somebody.`, {
        fix: `See why (${suggested(place, 'status', name)}), mend that, and retry it:`,
        command: suggested(place, 'retry', name),
      }),
    ),
    running === 0
      ? 'None is open.'
      : `${running === 1 ? 'One is' : `${running} are`} open, none waits for a retry.`,
  );
}
