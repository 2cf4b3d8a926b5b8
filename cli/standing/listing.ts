/** Which remediations a list shows, and how each is named so that it is found again. Pure. */
import type { ListedRemediation } from '../../providers/operator/remediations.ts';
import { beginningWith, inName, isWhole } from '../beginning.ts';
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

export type Wish = Pick<RemediationSummary, 'aliases' | 'about' | 'target' | 'dryRun' | 'standing'> & {
  startedAt: string;
};

/**
 * All that it is about is wanted on the same target by a newer one, or has arrived on another by one: what became of this one is
 * of no concern any more.
 */
export function isSuperseded({ about, target, startedAt }: Wish, all: readonly Wish[]): boolean {
  if (about.length === 0 || target === undefined) return false;
  return all.some(
    (other) =>
      other.startedAt > startedAt &&
      !other.dryRun &&
      (other.target === target || other.standing === 'arrived') &&
      about.every((alias) => other.aliases.includes(alias)),
  );
}

/** What fits beside the other columns of 80. */
const LONGEST = 44;

type Named = Pick<RemediationSummary, 'name' | 'aliases' | 'about'>;

/**
 * As much of the name as it takes to be found: with the target, if there is room; with the hash only where nothing less will do.
 *
 * @param shown beside it. @param all whose names are known
 */
export function shownName(
  { name, aliases: [alias = ''] }: Named,
  shown: readonly Named[],
  all: readonly { name: string }[],
): string {
  const about = shown.filter((each) => each.about.includes(alias));
  const isOnly = about.length === 1 && about[0]?.name === name;
  const beginnings = [name.replace(HASH, ''), ...(isOnly ? [inName(alias)] : [])];
  const enough = beginnings.filter(
    (beginning) => name.startsWith(beginning) && beginningWith(beginning, all).length === 1,
  );
  return enough.find(({ length }) => length <= LONGEST) ?? enough.at(-1) ?? name;
}

/** What it is about, where its name does not say all of that. As many aliases as fit below the name, and how many more. */
export function aliasesBeside({ name, about }: Pick<RemediationSummary, 'name' | 'about'>): string {
  const [first, ...others] = about;
  if (first === undefined) return '';
  if (others.length === 0 && isWhole(inName(first), { name })) return '';
  const shown = [first.length > LONGEST ? `${first.slice(0, LONGEST - 1)}…` : first];
  for (const alias of others) {
    if ([...shown, alias].join(', ').length > LONGEST) break;
    shown.push(alias);
  }
  const left = about.length - shown.length;
  return `${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
