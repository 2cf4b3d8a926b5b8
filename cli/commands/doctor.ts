/** `cname-rescue doctor`: whether the next failed call would be noticed and could be dealt with. */
import * as v from 'valibot';
import { readFunction } from '../../providers/operator/deployed-functions.ts';
import { stateMachineStatus } from '../../providers/operator/state-machine.ts';
import type { Command, Look } from '../command.ts';
import * as described from '../described.ts';
import { examine } from '../doctor/examine.ts';
import { Finding } from '../doctor/finding.ts';
import { ExitCode } from '../exit-code.ts';
import { missingStack } from '../missing-stack.ts';
import type { Stack } from '../stack.ts';
import { columns } from '../terminal/columns.ts';
import { printable } from '../terminal/printable.ts';

/** Published: docs/schemas/doctor.json. */
export const Findings = v.object({
  findings: described.list(Finding, 'In the order in which a failed call becomes a message.'),
});
type Findings = v.InferOutput<typeof Findings>;

export const doctor: Command = {
  usage: 'doctor',
  description: 'whether the next failed call would be noticed',
  options: (parser) => parser,

  async run(_, { stack: ours, report, terminal }) {
    const stack = await ours();
    if (await isMissing(stack)) throw missingStack(stack.stage, stack.account);
    const findings = await examine(stack, (left) =>
      terminal.progress(left.length > 0 ? `Looking at ${left.join(', ')} …` : ''),
    );
    report({ findings }, text);
    return exitCodeOf(findings);
  },
};

/** Where nothing of it is there. What AWS does not let us see may be: the checks say so. */
async function isMissing({ stateMachineArn, functionName }: Stack): Promise<boolean> {
  const asked = await Promise.allSettled([
    stateMachineStatus(stateMachineArn),
    readFunction(functionName('receive-failure')),
  ]);
  return asked.every((answer) => answer.status === 'fulfilled' && answer.value === undefined);
}

export function exitCodeOf(findings: readonly Finding[]): ExitCode {
  if (findings.some(({ state }) => state === 'problem')) return ExitCode.NEEDS_A_PERSON;
  return findings.some(({ state }) => state === 'unknown') ? ExitCode.REFUSED : ExitCode.FINE;
}

const GAP = 2;
const COMMAND_INDENT = ' '.repeat(4);

export function text({ findings }: Findings, look: Look): string {
  const { paint, width } = look;
  const marks = {
    ok: paint.green('✓'),
    problem: paint.red('✗'),
    unknown: paint.yellow('?'),
    'not-used': paint.dim('-'),
  };
  const wide = Math.max(...findings.map(({ check }) => check.length));
  const indent = ' '.repeat(1 + GAP + wide);
  const told = new Set<string>();
  const shown = findings.flatMap(({ check, state, says, fix, command }) => {
    const found = columns([[marks[state], check.padEnd(wide), printable(says)]], width);
    if (fix === undefined) return [found];
    const remedy = `${fix}\n${command}`;
    if (told.has(remedy)) return [found, `${indent}  →  As above.`];
    told.add(remedy);
    // A command is copied in one piece.
    return [
      found,
      columns([[indent, '→', printable(fix)]], width),
      ...(command ? [COMMAND_INDENT + printable(command)] : []),
    ];
  });
  return [...shown, '', summary(findings)].join('\n');
}

function summary(findings: readonly Finding[]): string {
  const count = (wanted: Finding['state']) => findings.filter(({ state }) => state === wanted).length;
  const [problems, unknowns] = [count('problem'), count('unknown')];
  const counted = [
    problems === 0 ? 'No problem' : problems === 1 ? '1 problem' : `${problems} problems`,
    ...(unknowns > 0 ? [`${unknowns} that could not be looked at`] : []),
  ];
  return `${counted.join(', ')}.`;
}
