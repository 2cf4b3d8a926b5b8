/** The remediation that is meant: by the name of its execution, by a beginning of it that only one has, or by an alias that it is about. */
import { describeRemediation, type ListedRemediation, listed } from '../providers/operator/remediations.ts';
import { normaliseAlias } from '../remediation/alias.ts';
import { InvalidAlias } from '../remediation/errors.ts';
import { readable } from '../remediation/instant.ts';
import { beginningWith, inName, isWhole } from './beginning.ts';
import type { Stack } from './stack.ts';
import { lookAt, newestOf } from './standing/looking.ts';
import { UsageError } from './trouble.ts';

/** So many are shown where it is not clear which one is meant. */
const SHOWN = 10;
/** What our names are made of (remediation/execution-name.ts). Step Functions does not look for others, it refuses them. */
const NAME = /^[\w.+-]{1,80}$/;

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
  const beginning = inName(text);
  if (NAME.test(beginning)) {
    const exact = await describeRemediation(stack.executionArn(beginning));
    const remediation = exact && listed(exact);
    if (remediation) return { remediation, inFull: true };
  }
  const all = await newestOf(stack);
  const called = beginningWith(beginning, all);
  const meant = called.length > 0 ? called : await about(stack, text, all);
  const [only, another] = meant;
  const asked = JSON.stringify(text);
  if (!only)
    throw new UsageError(`No remediation is called ${asked}, begins with it, or is about it. ${choice(all)}`);
  if (another)
    throw new UsageError(
      `More than one remediation ${called.length > 0 ? 'begins with' : 'is about'} ${asked}. ${choice(meant)}`,
    );
  return { remediation: only, inFull: called.length === 0 || isWhole(beginning, only) };
}

/** Names tell of the first alias only, which may be one that the target has had before. */
async function about(
  stack: Stack,
  text: string,
  all: readonly ListedRemediation[],
): Promise<ListedRemediation[]> {
  const alias = aliasIn(text);
  if (alias === undefined) return [];
  const looked = await lookAt(stack, all, { all: false, now: Date.now() });
  return looked.flatMap(({ execution, summary }) => (summary.about.includes(alias) ? [execution] : []));
}

function aliasIn(text: string): string | undefined {
  try {
    return normaliseAlias(text);
  } catch (error) {
    if (error instanceof InvalidAlias) return undefined;
    throw error;
  }
}

function choice(remediations: readonly ListedRemediation[]): string {
  if (remediations.length === 0) return 'There are no remediations.';
  const lines = remediations
    .slice(0, SHOWN)
    .map(({ name, status, startedAt }) => `  ${name}  ${status}, started ${readable(startedAt)}`);
  const more = remediations.length > SHOWN ? ['  and more: cname-rescue list'] : [];
  return ['Name one of these:', ...lines, ...more].join('\n');
}
