/** A check that is repeated until nothing is missing, at the times at which a remediation would look. */
import { DnsUnavailable, TransientAwsError } from '../../remediation/errors.ts';
import type { Surroundings } from '../command.ts';
import { ExitCode } from '../exit-code.ts';
import type { CheckFacts } from './facts.ts';
import { fingerprint, standing } from './standing.ts';
import { exitCodeOf, isReady } from './state.ts';
import { checkText } from './text.ts';

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Ends early, without an error, when the signal comes. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** After a look that did not come off. */
const AGAIN_SECONDS = 30;
const SECOND = 1000;

/** @param look how it is now: each goes on from the one before */
export async function watchUntilReady(
  look: () => Promise<CheckFacts>,
  { terminal, report }: Pick<Surroundings, 'terminal' | 'report'>,
  { json, clock }: { json: boolean; clock: Clock },
): Promise<ExitCode> {
  const interrupted = terminal.interruption();
  terminal.progress('Looking…');
  let facts = await look();
  // A person at a terminal sees it redrawn. In a log it is told once, and then what is new.
  const redrawn = terminal.interactive && !json;
  if (!redrawn) report(facts, checkText);
  while (!isReady(facts) && !interrupted.aborted) {
    const until = Date.parse(facts.nextCheckAt ?? '') || clock.now() + AGAIN_SECONDS * SECOND;
    await countDown(until);
    if (interrupted.aborted) break;
    const before = facts;
    facts = (await unlessItPasses(look)) ?? { ...before, nextCheckAt: undefined };
    if (!redrawn && fingerprint(facts) !== fingerprint(before)) report(facts, (now) => news(now, before));
  }
  terminal.progress('');
  if (redrawn) report(facts, checkText);
  if (!interrupted.aborted) return exitCodeOf(facts);
  terminal.error('No longer watched. Nothing was changed.');
  return ExitCode.INTERRUPTED;

  async function countDown(until: number): Promise<void> {
    for (let left = until - clock.now(); left > 0 && !interrupted.aborted; left = until - clock.now()) {
      const line = `Next look in ${Math.ceil(left / SECOND)} s. Ctrl-C ends it; nothing is changed.`;
      terminal.progress(redrawn ? `${line}\n\n${checkText(facts, terminal)}` : line);
      await clock.sleep(Math.min(left, SECOND), interrupted);
    }
    terminal.progress(redrawn ? `Looking…\n\n${checkText(facts, terminal)}` : 'Looking…');
  }

  /** Whoever watches for days does not want it to end by a busy AWS, or a resolver that is silent for a moment. */
  async function unlessItPasses(look: () => Promise<CheckFacts>): Promise<CheckFacts | undefined> {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof TransientAwsError) && !(error instanceof DnsUnavailable)) throw error;
      terminal.error(`${error.message} Tried again in ${AGAIN_SECONDS} s.`);
      return undefined;
    }
  }
}

/** The lines that were not there before, with the time; what to do next when nothing is missing any more. */
function news(facts: CheckFacts, before: CheckFacts): string {
  const known = standing(before);
  const { says, commands } = facts.next;
  const next = isReady(facts) ? [`Nothing is missing any more. ${[says, ...commands].join(' ')}`] : [];
  return [...standing(facts).filter((line) => !known.includes(line)), ...next]
    .map((line) => `${facts.checkedAt.slice(0, 19)}Z  ${line}`)
    .join('\n');
}
