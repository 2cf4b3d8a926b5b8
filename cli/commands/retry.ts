/** `cname-rescue retry`: a remediation that failed goes on, or is begun anew where Step Functions does not let it. */
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { redriven } from '../../providers/operator/acts.ts';
import { isRunning, type Standing } from '../../providers/operator/standing.ts';
import { runbookPage } from '../../remediation/announcements/runbook-page.ts';
import type { Incident } from '../../remediation/document.ts';
import type { Command, Look } from '../command.ts';
import { type Confirmable, confirmed, YES } from '../confirm.ts';
import * as described from '../described.ts';
import { ExitCode } from '../exit-code.ts';
import { handIn } from '../hand-in.ts';
import { remediationToChange, TO_CHANGE } from '../named-remediation.ts';
import { onlyLooks } from '../only-looks.ts';
import type { Stack } from '../stack.ts';
import { standingThere } from '../standing/there.ts';
import { suggested } from '../suggested.ts';
import { columns } from '../terminal/columns.ts';
import { printable } from '../terminal/printable.ts';
import { NotPossible } from '../trouble.ts';

export const Retried = v.object({
  remediation: described.text('Name of the one that was to be retried.'),
  outcome: described.oneOf(
    ['running', 'succeeded', 'redriven', 'started', 'joined', 'refused'],
    '`running`, `succeeded`: there is nothing to retry. `redriven`: it goes on where it failed. `started`: anew, under another name. `joined`, `refused`: another one that runs has the aliases, for the same target or for another.',
  ),
  failure: v.optional(
    v.pipe(
      v.object({
        state: v.optional(described.text('State of the state machine.')),
        error: described.text('Name of the error; empty where it was stopped.'),
        cause: described.text('In words.'),
      }),
      v.description('What it failed of.'),
    ),
  ),
  notRedrivable: v.optional(
    described.text(
      'Why Step Functions does not let it go on, in its words. With `started`, `joined` and `refused`.',
    ),
  ),
  other: v.optional(described.text('The new one, or that other one.')),
  next: described.next,
});
type Retried = v.InferOutput<typeof Retried>;

interface Options extends Confirmable {
  name: string;
}

export const retry: Command<Options> = {
  usage: 'retry <name>',
  description: 'lets a remediation go on that failed or was stopped',
  options: (parser) => parser.positional('name', TO_CHANGE).option('yes', YES),

  async run({ name, yes }, { terminal, stack: find, report }) {
    const stack = await find();
    const { arn } = await remediationToChange(stack, name);
    const standing = await standingThere(arn);
    const over = nothingToRetry(standing, stack);
    if (over) {
      report(over, text);
      return ExitCode.FINE;
    }
    const isDry = !standing.redrive?.possible && (await onlyLooks(stack));
    const circumstances = { onlyLooks: isDry, width: terminal.width };
    if (!(await confirmed(terminal, { yes }, plan(standing, circumstances), 'Retry it?')))
      return ExitCode.NEEDS_A_PERSON;
    const retried = standing.redrive?.possible ? await goOn(standing, stack) : await anew(standing, stack);
    report(retried, text);
    return retried.outcome === 'refused' ? ExitCode.NEEDS_A_PERSON : ExitCode.FINE;
  },
};

function nothingToRetry({ name, status }: Standing, stack: Stack): Retried | undefined {
  if (status === 'SUCCEEDED') return { remediation: name, outcome: 'succeeded' };
  if (isRunning(status))
    return { remediation: name, outcome: 'running', next: suggested(stack, 'watch', name) };
  return undefined;
}

async function goOn({ arn, name, failure }: Standing, stack: Stack): Promise<Retried> {
  if (await redriven(arn)) {
    const next = suggested(stack, 'watch', name);
    return { remediation: name, outcome: 'redriven', ...(failure && { failure }), next };
  }
  // Since it was looked at, somebody else was quicker, or the time was over.
  const now = await standingThere(arn);
  const over = nothingToRetry(now, stack);
  if (over) return over;
  throw new NotPossible(
    `Step Functions does not let ${name} go on: ${now.redrive?.reason ?? 'it does not say why'}. Run the command again to begin it anew.`,
  );
}

async function anew(standing: Standing, stack: Stack): Promise<Retried> {
  const { name, failure, redrive } = standing;
  const incident: Incident = incidentOf(standing);
  // Under the old id it would be the same incident, which has its execution.
  const handedIn = await handIn(stack, { ...incident, id: randomUUID() });
  const { outcome, remediation: other } = handedIn;
  return {
    remediation: name,
    outcome,
    ...(failure && { failure }),
    ...(redrive?.reason !== undefined && { notRedrivable: redrive.reason }),
    other,
    next: suggested(stack, outcome === 'refused' ? 'status' : 'watch', other),
  };
}

function incidentOf({ name, remediation }: Standing): Incident {
  if (remediation) return remediation.incident;
  throw new NotPossible(
    `What ${name} was started with is no incident. Start one by hand: cname-rescue start --help`,
  );
}

export function plan(
  standing: Pick<Standing, 'name' | 'status' | 'failure' | 'redrive' | 'remediation'>,
  { onlyLooks, width }: { onlyLooks: boolean; width: number },
): string {
  const { name, status, failure, redrive } = standing;
  const { state, error = '', cause = '' } = failure ?? {};
  const stopped = status === 'ABORTED';
  const rows = [
    ['Retry', name],
    ...(state ? [[stopped ? 'stopped in' : 'failed in', state]] : []),
    ['because', [error, cause].filter(Boolean).join(': ') || 'nothing says why'],
    ...(stopped ? [] : [['runbook', runbookPage(error)]]),
  ];
  const how = redrive?.possible
    ? 'It goes on with that state (redrive). Deadlines start anew, and nothing happens twice.'
    : `It cannot go on (${redrive?.reason ?? 'Step Functions does not say why'}): another one is started for the same aliases and target. It finds the TXT record, and the Support case if one is open.`;
  const mend = stopped ? '' : ' Mend the cause first, or it fails again.';
  return `${columns(
    rows.map((row) => row.map(printable)),
    width,
  )}\n\n${columns([[printable(how + dryness(standing, onlyLooks) + mend)]], width)}`;
}

/** What goes on stays what it was started as. What is begun anew is what the stack is by now. */
function dryness(
  { redrive, remediation }: Pick<Standing, 'redrive' | 'remediation'>,
  onlyLooks: boolean,
): string {
  const wasDry = remediation?.dryRun === true;
  if (redrive?.possible) return wasDry ? ' It is a dry run and stays one: nothing is changed.' : '';
  if (onlyLooks)
    return wasDry ? ' The new one is a dry run, too.' : ' The new one is a dry run: the stack only looks.';
  return wasDry ? ' That one was a dry run; the new one moves what it was about.' : '';
}

const OUTCOMES: Record<Retried['outcome'], (facts: Retried) => string[]> = {
  running: ({ remediation }) => [`Nothing to retry: ${remediation} is running.`],
  succeeded: ({ remediation }) => [`Nothing to retry: ${remediation} has succeeded.`],
  redriven: ({ remediation, failure }) => [
    `Redriven: ${remediation}`,
    ...(failure?.state ? [`It goes on with: ${failure.state}`] : []),
  ],
  started: ({ other, remediation }) => [`Started: ${other}`, `It takes the place of ${remediation}.`],
  joined: ({ other }) => [`Nothing was started: ${other} moves the same aliases to the same target already.`],
  refused: ({ other }) => [
    `Refused: ${other} wants one of the aliases on another target.`,
    'Let that one end, or stop it, and retry then.',
  ],
};

export function text(facts: Retried, { paint }: Pick<Look, 'paint'>): string {
  const [first = '', ...others] = OUTCOMES[facts.outcome](facts);
  const colour = facts.outcome === 'refused' ? paint.yellow : paint.green;
  return [colour(first), ...others, ...(facts.next ? [`Next: ${paint.bold(facts.next)}`] : [])].join('\n');
}
