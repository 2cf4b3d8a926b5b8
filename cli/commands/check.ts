/** `cname-rescue check`: where aliases stand that a target is to have, and what would happen. Only looks. */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { incidentByHand } from '../../remediation/by-hand.ts';
import type { TargetId } from '../../remediation/document.ts';
import { InvalidAlias, TargetGone } from '../../remediation/errors.ts';
import { parseIncident } from '../../remediation/incident.ts';
import { eventOf } from '../../remediation/incident-event.ts';
import { lookAhead, type Outlook } from '../../remediation/steps/look-ahead.ts';
import { aliasesGiven } from '../aliases.ts';
import type { CheckFacts } from '../check/facts.ts';
import { judgeOutlook } from '../check/judge.ts';
import { exitCodeOf } from '../check/state.ts';
import { checkText } from '../check/text.ts';
import { type Clock, watchUntilReady } from '../check/watch.ts';
import { type CheckWorld, worldOf } from '../check/world.ts';
import type { Command } from '../command.ts';
import { REGION, type Stack } from '../stack.ts';
import { findTarget, missingTarget, TARGET } from '../target.ts';
import { UsageError } from '../trouble.ts';

interface Options {
  alias: string[];
  target: string;
  watch: boolean;
}

export const check: Command<Options> = {
  usage: 'check <alias..>',
  description: 'what would have to be there for aliases to move, and what would happen',
  options: (parser) =>
    parser
      .positional('alias', { type: 'string', array: true, demandOption: true, describe: 'to be moved' })
      .option('target', TARGET)
      .option('watch', { type: 'boolean', default: false, describe: 'look again until nothing is missing' }),

  async run({ alias, target: text, watch, json }, { terminal, stack: find, report }) {
    const aliases = aliasesGiven(alias, terminal);
    const stack = await find();
    const [world, target] = await Promise.all([worldOf(stack), findTarget(text, stack.account)]);
    const look = looksAt(aliases, target, stack, world);
    if (watch) return watchUntilReady(look, { terminal, report }, { json, clock });
    terminal.progress('Looking…');
    const facts = await look();
    report(facts, checkText);
    return exitCodeOf(facts);
  },
};

const clock: Clock = {
  now: Date.now,
  async sleep(milliseconds, signal) {
    // Its only error is that of the signal.
    await setTimeout(milliseconds, undefined, { signal }).catch(() => {});
  },
};

/** Each look goes on from the one before. */
function looksAt(aliases: string[], target: TargetId, stack: Stack, world: CheckWorld) {
  const { account, caller, stage, profile, byNpx } = stack;
  const place = { stage, profile, byNpx };
  const wish = { id: randomUUID(), time: new Date().toISOString(), caller, account, region: REGION };
  const incident = parseIncident(eventOf(incidentByHand({ ...wish, target, aliases })));
  const ahead = lookAhead(world.ports, world.settings);
  let earlier: Outlook | undefined;
  return async (): Promise<CheckFacts> => {
    const [outlook, claims] = await Promise.all([
      ahead(incident, earlier).catch((error: unknown) => {
        throw asUsage(error, target, account);
      }),
      world.claims(aliases),
    ]);
    const facts = judgeOutlook(outlook, {
      ...place,
      account,
      stack: world.stack,
      onlyTagged: world.settings.onlyTagged,
      claims,
      earlier,
      now: Date.now(),
    });
    earlier = outlook;
    return facts;
  };
}

function asUsage(error: unknown, target: TargetId, account: string): unknown {
  if (error instanceof InvalidAlias) return new UsageError(error.message);
  return error instanceof TargetGone ? missingTarget(target, account) : error;
}
