/** The remediation that is meant: by the name or ARN of its execution, by an alias that it is about, or by a beginning of the name that only one has. */
import { describeRemediation, type ListedRemediation, listed } from '../providers/operator/remediations.ts';
import { isRunning } from '../providers/operator/standing.ts';
import { normaliseAlias } from '../remediation/alias.ts';
import { InvalidAlias } from '../remediation/errors.ts';
import { readable } from '../remediation/instant.ts';
import { beginningWith, inName, isWhole } from './beginning.ts';
import type { Stack } from './stack.ts';
import { type Looked, lookAt, newestOf } from './standing/looking.ts';
import { statusWords } from './standing/words.ts';
import { UsageError } from './trouble.ts';

/** So many are shown where it is not clear which one is meant. */
const SHOWN = 10;
/** What our names are made of (remediation/execution-name.ts). Step Functions does not look for others, it refuses them. */
const NAME = /^[\w.+-]{1,80}$/;

/** As the messages' commands for the AWS CLI have it, up to the name. */
const ARN = /^arn:[\w-]+:states:[\w-]+:\d+:execution:[\w-]+:/;

/** For yargs: of what is changed. */
export const TO_CHANGE = {
  type: 'string',
  demandOption: true,
  describe: 'of the remediation, or an alias that it is about',
} as const;

/** @throws UsageError that says which there are, where none or several are called like this */
export async function remediationNamed(stack: Stack, text: string): Promise<ListedRemediation> {
  return (await found(stack, text)).remediation;
}

/**
 * The same, but `example.com` is not enough for `example.com.au`, though there be no other: looking does no harm, acting does.
 *
 * @throws UsageError
 */
export async function remediationToChange(stack: Stack, text: string): Promise<ListedRemediation> {
  const { remediation, inFull } = await found(stack, text);
  if (inFull) return remediation;
  throw new UsageError(
    `Only the beginning of a name is ${JSON.stringify(text)}. To change something, more is needed. ${choice([remediation])}`,
  );
}

interface Found {
  remediation: ListedRemediation;
  /** Not by less than its name, or an alias. */
  inFull: boolean;
}

async function found(stack: Stack, text: string): Promise<Found> {
  const beginning = inName(text.replace(ARN, ''));
  if (NAME.test(beginning)) {
    const exact = await describeRemediation(stack.executionArn(beginning));
    const remediation = exact && listed(exact);
    if (remediation) return { remediation, inFull: true };
  }
  const all = await newestOf(stack);
  const alias = aliasIn(text);
  const looked = alias === undefined ? [] : await lookAt(stack, all, { all: false, now: Date.now() });
  const about =
    alias === undefined ? [] : latest(looked.filter(({ summary }) => summary.about.includes(alias)));
  const meant = about.length > 0 ? about.map(({ execution }) => execution) : beginningWith(beginning, all);
  const [only, another] = meant;
  const asked = JSON.stringify(text);
  if (!only)
    throw new UsageError(`No remediation is called ${asked}, begins with it, or is about it. ${choice(all)}`);
  if (another)
    throw new UsageError(
      `More than one remediation ${about.length > 0 ? 'is about' : 'begins with'} ${asked}. ${choice(meant)}`,
    );
  // Named after it, but its target has it already: what that is about is something else.
  const isOther = looked.some(
    ({ execution, summary }) =>
      execution.name === only.name && summary.aliases.some((each) => each === alias),
  );
  return { remediation: only, inFull: about.length > 0 || (isWhole(beginning, only) && !isOther) };
}

/** Of those about one alias, newest first, the one that has it now, or had it last. */
function latest(looked: readonly Looked[]): readonly Looked[] {
  const running = looked.filter(({ execution }) => isRunning(execution.status));
  return running.length > 0 ? running : looked.slice(0, 1);
}

/** Names of executions look like aliases, too: those are about none. */
function aliasIn(text: string): string | undefined {
  try {
    return text.includes('.') ? normaliseAlias(text) : undefined;
  } catch (error) {
    if (error instanceof InvalidAlias) return undefined;
    throw error;
  }
}

function choice(remediations: readonly ListedRemediation[]): string {
  if (remediations.length === 0) return 'There are no remediations.';
  const shown = remediations.slice(0, SHOWN);
  const longest = Math.max(...shown.map(({ name }) => name.length));
  const lines = shown.map(
    ({ name, status, startedAt }) =>
      `  ${name.padEnd(longest)}  ${statusWords(status)}, ${readable(startedAt)}`,
  );
  const more = remediations.length > SHOWN ? ['  and more: cname-rescue list'] : [];
  return ['Name one of these:', ...lines, ...more].join('\n');
}
