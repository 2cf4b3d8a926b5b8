/** `cname-rescue status NAME`: where a remediation stands, from the top, and what to do. */
import type { Argv } from 'yargs';
import type { Command, Common } from '../command.ts';
import { ExitCode } from '../exit-code.ts';
import { remediationNamed } from '../named-remediation.ts';
import type { Stack } from '../stack.ts';
import { type RemediationStatus, statusOf } from '../standing/facts.ts';
import { statusText } from '../standing/text.ts';
import { standingThere } from '../standing/there.ts';

export interface Named {
  name: string;
}

export const status: Command<Named> = {
  usage: 'status <name>',
  description: 'where a remediation stands, from the top, and what to do',
  options: withName,

  async run({ name }, { stack, report }) {
    const where = await stack();
    const { arn } = await remediationNamed(where, name);
    const facts = await statusNow(where, arn);
    report(facts, statusText);
    return exitCodeOf(facts);
  },
};

export function withName(parser: Argv<Common>): Argv<Common & Named> {
  return parser.positional('name', {
    type: 'string',
    demandOption: true,
    describe: 'of the remediation, its beginning, or an alias that it is about',
  });
}

export async function statusNow(place: Stack, arn: string): Promise<RemediationStatus> {
  return statusOf(await standingThere(arn), place, Date.now());
}

export function exitCodeOf({ needsPerson }: RemediationStatus): ExitCode {
  return needsPerson ? ExitCode.NEEDS_A_PERSON : ExitCode.FINE;
}
