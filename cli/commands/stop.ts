/** `cname-rescue stop`: a remediation that is not wanted any more. */
import * as v from 'valibot';
import { stopRemediation } from '../../providers/operator/acts.ts';
import { isRunning, type Standing, standingOf } from '../../providers/operator/standing.ts';
import { namesInAll } from '../../remediation/announcements/names.ts';
import { remains } from '../../remediation/remains.ts';
import { listed } from '../../remediation/wording.ts';
import type { Command, Look } from '../command.ts';
import { type Confirmable, confirmed, YES } from '../confirm.ts';
import * as described from '../described.ts';
import { ExitCode } from '../exit-code.ts';
import { remediationToChange, TO_CHANGE } from '../named-remediation.ts';
import { standingThere } from '../standing/there.ts';
import { statusWords } from '../standing/words.ts';
import { suggested } from '../suggested.ts';
import { columns } from '../terminal/columns.ts';

export const Stopped = v.object({
  remediation: described.text('Its name.'),
  outcome: described.oneOf(['stopped', 'over'], '`over`: it had ended before.'),
  status: described.text('In the words of Step Functions.'),
  remains: described.list(v.string(), 'Sentences: what was done by then, and is for a person to take back.'),
  next: v.optional(described.text('The command by which it goes on after all.')),
});
type Stopped = v.InferOutput<typeof Stopped>;

interface Options extends Confirmable {
  name: string;
}

export const stop: Command<Options> = {
  usage: 'stop <name>',
  description: 'stops a remediation',
  options: (parser) => parser.positional('name', TO_CHANGE).option('yes', YES),

  async run({ name, yes }, { terminal, stack: find, report }) {
    const stack = await find();
    const { arn } = await remediationToChange(stack, name);
    const standing = await standingThere(arn);
    if (!isRunning(standing.status)) {
      report(over(standing), text);
      return ExitCode.FINE;
    }
    const shown = plan(standing, remaining(standing), terminal.width);
    if (!(await confirmed(terminal, { yes }, shown, 'Stop it?'))) return ExitCode.FINE;
    await stopRemediation(arn, `Stopped by ${stack.caller} with cname-rescue stop.`);
    // While the person was asked it may have gone further, or ended by itself. What is described may lag behind: only another end is one.
    const after = (await standingOf(arn)) ?? standing;
    if (!isRunning(after.status) && after.status !== 'ABORTED') {
      report(over(after), text);
      return ExitCode.FINE;
    }
    const { name: stopped } = standing;
    const next = suggested(stack, 'retry', stopped);
    const facts = { remediation: stopped, remains: remaining(after), next };
    report({ ...facts, outcome: 'stopped' as const, status: 'ABORTED' }, text);
    return ExitCode.FINE;
  },
};

function over(standing: Standing): Stopped {
  const { name, status } = standing;
  return { remediation: name, outcome: 'over', status, remains: remaining(standing) };
}

function remaining({ remediation, status }: Standing): string[] {
  return remediation && status !== 'SUCCEEDED' ? remains(remediation) : [];
}

export function plan(
  { name, remediation, states }: Pick<Standing, 'name' | 'remediation' | 'states'>,
  left: readonly string[],
  width: number,
): string {
  const { target } = remediation?.incident ?? {};
  const aliases = remediation ? namesInAll(remediation) : [];
  const rows = [
    ['Stop', name],
    ...(aliases.length > 0 ? [['alias', listed(aliases)]] : []),
    ...(target && 'id' in target ? [['target', target.id]] : []),
    ...(states.length > 0 ? [['is at', listed(states.map((state) => state.name))]] : []),
  ];
  return [
    columns(rows, width),
    '',
    columns(
      [...left, CAN_GO_ON].map((line) => [line]),
      width,
    ),
  ].join('\n');
}

const CAN_GO_ON = 'People are told that it was stopped. For 14 days it can go on after all.';

export function text(
  { remediation, outcome, status, remains: left, next }: Stopped,
  { paint, width }: Look,
): string {
  const what =
    outcome === 'stopped'
      ? paint.green(`Stopped: ${remediation}`)
      : paint.green(`Nothing to stop: ${remediation} is over (${statusWords(status)}).`);
  const rest =
    left.length > 0
      ? [
          columns(
            left.map((line) => [line]),
            width,
          ),
        ]
      : [];
  return [what, ...rest, ...(next ? [`To let it go on after all: ${paint.bold(next)}`] : [])].join('\n');
}
