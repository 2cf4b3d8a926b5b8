/** `cname-rescue start`: a remediation of which no failed call tells. */
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { createClients, targets } from '../../providers/cloudfront/cloudfront.ts';
import { missingAliases } from '../../remediation/alias.ts';
import { incidentByHand } from '../../remediation/by-hand.ts';
import type { TargetId } from '../../remediation/document.ts';
import { TargetGone } from '../../remediation/errors.ts';
import type { TargetResource } from '../../remediation/ports.ts';
import { targetInFull } from '../../remediation/target-words.ts';
import { listed, theyAre } from '../../remediation/wording.ts';
import { aliasesGiven } from '../aliases.ts';
import type { Command, Look } from '../command.ts';
import { type Confirmable, confirmed, YES } from '../confirm.ts';
import * as described from '../described.ts';
import { ExitCode } from '../exit-code.ts';
import { handIn } from '../hand-in.ts';
import { onlyLooks } from '../only-looks.ts';
import { REGION } from '../stack.ts';
import { suggested } from '../suggested.ts';
import { findTarget, missingTarget, TARGET } from '../target.ts';
import { columns } from '../terminal/columns.ts';

export const Started = v.object({
  outcome: described.oneOf(
    ['started', 'joined', 'refused', 'there'],
    '`joined`: a running remediation moves all of the aliases to this target already. `refused`: one wants an alias on another target. `there`: the target has them all.',
  ),
  target: described.text('Id of the distribution or tenant.'),
  aliases: described.list(v.string(), 'Lower case, punycode, no trailing dot.'),
  dryRun: described.flag('The stack changes nothing.'),
  remediation: v.optional(described.text('The new one, or the one that has an alias.')),
  joined: v.optional(described.text('Another one, to which some of the aliases are left.')),
  next: described.next,
});
type Started = v.InferOutput<typeof Started>;

interface Options extends Confirmable {
  alias: string[];
  target: string;
}

export const start: Command<Options> = {
  usage: 'start <alias..>',
  description: 'starts a remediation by hand',
  options: (parser) =>
    parser
      .positional('alias', { type: 'string', array: true, demandOption: true, describe: 'what is to move' })
      .option('target', TARGET)
      .option('yes', YES),

  async run({ alias, target: typed, yes }, { terminal, stack: find, report }) {
    const aliases = aliasesGiven(alias, terminal);
    const stack = await find();
    const { account, caller } = stack;
    const dryRun = await onlyLooks(stack);
    const wanted = await findTarget(typed, account);
    const target = await existing(wanted, account);
    const facts = { target: target.id, aliases, dryRun };
    const missing = missingAliases(aliases, target.aliases);
    if (missing.length === 0) {
      report({ outcome: 'there' as const, ...facts }, text);
      return ExitCode.FINE;
    }
    const shown = { aliases: missing, target, account, caller, dryRun };
    if (!(await confirmed(terminal, { yes }, plan(shown, terminal.width), 'Start it?'))) return ExitCode.FINE;
    const wish = { caller, account, region: REGION, target: wanted, aliases: missing };
    const now = { id: randomUUID(), time: new Date().toISOString() };
    const handedIn = await handIn(stack, incidentByHand({ ...wish, ...now }));
    const command = handedIn.outcome === 'refused' ? 'status' : 'watch';
    report({ ...facts, ...handedIn, next: suggested(stack, command, handedIn.remediation) }, text);
    return handedIn.outcome === 'refused' ? ExitCode.NEEDS_A_PERSON : ExitCode.FINE;
  },
};

async function existing(target: TargetId, account: string): Promise<TargetResource> {
  try {
    return await targets(createClients('look')).target(target);
  } catch (error) {
    throw error instanceof TargetGone ? missingTarget(target, account) : error;
  }
}

interface Plan {
  aliases: string[];
  target: TargetResource;
  account: string;
  caller: string;
  dryRun: boolean;
}

export function plan({ aliases, target, account, caller, dryRun }: Plan, width: number): string {
  const what = [
    ['Move', listed(aliases)],
    ['to', targetInFull({ ...target, account })],
    ['asked by', caller],
  ];
  const rules = dryRun
    ? 'This stack only looks (dryRun=true): it says what it would do, and changes nothing.'
    : 'Nothing moves before the TXT record that proves the ownership is published. Where it is already, the move follows at once.';
  return `${columns(what, width)}\n\n${columns([[rules]], width)}`;
}

const OUTCOMES: Record<Started['outcome'], (facts: Started) => string[]> = {
  started: ({ remediation, joined, dryRun }) => [
    `Started: ${remediation}`,
    ...(dryRun ? ['It is a dry run: nothing will be changed.'] : []),
    ...(joined ? [`What ${joined} moves to the same target already is left to that one.`] : []),
  ],
  joined: ({ remediation, target, aliases }) => [
    `Nothing was started: ${remediation} moves ${listed(aliases)} to ${target} already.`,
  ],
  refused: ({ remediation }) => [
    `Refused: ${remediation} wants one of the aliases on another target.`,
    'Let that one end, or stop it, and start again.',
  ],
  there: ({ aliases, target }) => [`Nothing to do: ${theyAre(aliases)} on ${target}.`],
};

export function text(facts: Started, { paint }: Pick<Look, 'paint'>): string {
  const [first = '', ...others] = OUTCOMES[facts.outcome](facts);
  const colour = facts.outcome === 'refused' ? paint.yellow : paint.green;
  return [colour(first), ...others, ...(facts.next ? [`Next: ${paint.bold(facts.next)}`] : [])].join('\n');
}
