/** The remediation that is meant: by the name of its execution, or by a beginning of it that only one has. */
import {
  describeRemediation,
  type ListedRemediation,
  listed,
  listRemediations,
} from '../providers/operator/remediations.ts';
import { readable } from '../remediation/instant.ts';
import { missingStack } from './missing-stack.ts';
import type { Stack } from './stack.ts';
import { UsageError } from './trouble.ts';

/** Among so many a beginning is looked for, by one call: ListExecutions gives no more at once. Older ones are named in full. */
export const NEWEST = 1000;
/** So many are shown where it is not clear which one is meant. */
const SHOWN = 10;
/** What our names are made of (remediation/execution-name.ts). Step Functions does not look for others, it refuses them. */
const NAME = /^[\w.+-]{1,80}$/;

/** For yargs: of what is changed. */
export const TO_CHANGE = {
  type: 'string',
  demandOption: true,
  describe: 'of the remediation, or its alias',
} as const;

/** @throws UsageError that says which there are, where none or several begin like this */
export async function remediationNamed(stack: Stack, text: string): Promise<ListedRemediation> {
  const beginning = inName(text);
  if (NAME.test(beginning)) {
    const exact = await describeRemediation(stack.executionArn(beginning));
    const found = exact && listed(exact);
    if (found) return found;
  }
  const all = await listRemediations(stack.stateMachineArn, { most: NEWEST });
  if (!all) throw missingStack(stack.stage, stack.account);
  const meant = beginningWith(beginning, all);
  const [only, another] = meant;
  const asked = JSON.stringify(text);
  if (!only) throw new UsageError(`No remediation is called ${asked}, or begins with it. ${choice(all)}`);
  if (another) throw new UsageError(`More than one remediation begins with ${asked}. ${choice(meant)}`);
  return only;
}

/**
 * The same, but `example.com` is not enough for `example.com.au`, though there be no other: looking does no harm, acting does.
 *
 * @throws UsageError
 */
export async function remediationToChange(stack: Stack, text: string): Promise<ListedRemediation> {
  const found = await remediationNamed(stack, text);
  if (isWhole(inName(text), found)) return found;
  throw new UsageError(
    `Only the beginning of a name is ${JSON.stringify(text)}. To change something, more is needed. ${choice([found])}`,
  );
}

/** A wildcard as it stands in names. */
function inName(text: string): string {
  return text.replace('*', 'wildcard');
}

/** An alias in full goes before longer ones: `example.com` does not mean `example.com.au`. */
export function beginningWith<Named extends { name: string }>(
  beginning: string,
  all: readonly Named[],
): Named[] {
  const some = all.filter(({ name }) => name.toLowerCase().startsWith(beginning.toLowerCase()));
  const whole = some.filter((each) => isWhole(beginning, each));
  return whole.length > 0 ? whole : some;
}

/** All of it, or up to where the alias or the target ends. */
function isWhole(beginning: string, { name }: { name: string }): boolean {
  return /^([_+]|$)/.test(name.slice(beginning.length));
}

function choice(remediations: readonly ListedRemediation[]): string {
  if (remediations.length === 0) return 'There are no remediations.';
  const lines = remediations
    .slice(0, SHOWN)
    .map(({ name, status, startedAt }) => `  ${name}  ${status}, started ${readable(startedAt)}`);
  const more = remediations.length > SHOWN ? ['  and more: cname-rescue list'] : [];
  return ['Name one of these:', ...lines, ...more].join('\n');
}
