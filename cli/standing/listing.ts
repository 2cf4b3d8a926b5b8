/** Which remediations a list shows, and how each is named so that it is found again. Pure. */
import type { ListedRemediation } from '../../providers/operator/remediations.ts';
import { beginningWith } from '../named-remediation.ts';
import type { RemediationSummary } from './summary.ts';

/** For so long Step Functions lets a failed one be redriven: https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html */
export const REDRIVABLE_MS = 14 * 24 * 60 * 60 * 1000;

/** Each costs a call or two. */
export const MOST_SHOWN = 100;

/**
 * Those that run, however old, and those that ended lately, or all; the newest first.
 *
 * @param now epoch milliseconds
 */
export function toShow(
  running: readonly ListedRemediation[],
  newest: readonly ListedRemediation[],
  { all, now }: { all: boolean; now: number },
): ListedRemediation[] {
  const known = new Set(newest.map(({ name }) => name));
  const lately = newest.filter(
    ({ stoppedAt }) => all || stoppedAt === undefined || now - Date.parse(stoppedAt) < REDRIVABLE_MS,
  );
  // The oldest of all: they are not even among the newest.
  return [...lately, ...running.filter(({ name }) => !known.has(name))];
}

/** `_` and eight hex digits tell one call from the next that asked for the same (remediation/execution-name.ts). */
const HASH = /_[0-9a-f]{8}$/;

export type Wish = Pick<RemediationSummary, 'aliases' | 'target' | 'dryRun'> & { startedAt: string };

/** All of its aliases are wanted on the same target by a newer one, so what became of this one is of no concern any more. */
export function isSuperseded({ aliases, target, startedAt }: Wish, all: readonly Wish[]): boolean {
  if (aliases.length === 0 || target === undefined) return false;
  return all.some(
    (other) =>
      other.startedAt > startedAt &&
      other.target === target &&
      !other.dryRun &&
      aliases.every((alias) => other.aliases.includes(alias)),
  );
}

/** What fits beside the other columns of 80. */
const LONGEST = 44;

/** As much of the name as it takes to be found: with the target, if there is room; with the hash only where nothing less will do. */
export function shownName(name: string, alias: string | undefined, all: readonly { name: string }[]): string {
  const beginnings = [
    name.replace(HASH, ''),
    ...(alias === undefined ? [] : [alias.replace('*', 'wildcard')]),
  ];
  const enough = beginnings.filter(
    (beginning) => name.startsWith(beginning) && beginningWith(beginning, all).length === 1,
  );
  return enough.find(({ length }) => length <= LONGEST) ?? enough.at(-1) ?? name;
}
