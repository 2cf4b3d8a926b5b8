/** Looks at a remediation until it is over: all of it only when something has happened. */

import type { LatestEvent } from '../../providers/operator/standing.ts';
import { readable } from '../../remediation/instant.ts';
import { printable } from '../terminal/printable.ts';
import type { RemediationStatus } from './facts.ts';
import { standingWords } from './words.ts';

/**
 * Between two looks at the history, seconds. The account has one quota of these calls for all who ask:
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
const BETWEEN_LOOKS = 5;

export interface Watched {
  look(): Promise<RemediationStatus>;
  /** As long as it is the same, nothing has happened. */
  latestEvent(): Promise<LatestEvent | undefined>;
  /** Something is different from what was shown. */
  changed(facts: RemediationStatus): void;
  /** Every second. */
  goesOn(facts: RemediationStatus): void;
  /** Lets one pass, or less after an interruption. */
  second(): Promise<void>;
  interruption: AbortSignal;
}

/** @returns the last that was seen: it is over, or the watching was interrupted */
export async function watching(watched: Watched): Promise<RemediationStatus> {
  let event = await watched.latestEvent();
  let facts = await watched.look();
  watched.changed(facts);
  // What is described may lag behind the history: it is over when both say so.
  while (facts.status === 'RUNNING' || event?.ends === false) {
    for (let passed = 0; passed < BETWEEN_LOOKS; passed += 1) {
      await watched.second();
      if (watched.interruption.aborted) return facts;
      watched.goesOn(facts);
    }
    const latest = await watched.latestEvent();
    const lags = (latest?.ends ?? false) === (facts.status === 'RUNNING');
    if (latest?.id === event?.id && !lags) continue;
    event = latest;
    const before = facts;
    facts = await watched.look();
    if (whatCounts(facts) !== whatCounts(before)) watched.changed(facts);
  }
  return facts;
}

/** A look that found everything as before is no change. */
function whatCounts({ standing, status, needsPerson, chain, toDo }: RemediationStatus): string {
  const links = chain.map(({ name, state, reason }) => [name, state, reason]);
  return JSON.stringify([standing, status, needsPerson, links, toDo]);
}

/** One line, for a log. */
export function changeLine(facts: RemediationStatus): string {
  const { lookedAt, chain, needsPerson } = facts;
  const reasons = chain
    .filter(({ state }) => state === 'waiting' || state === 'failed')
    .map(({ reason }) => reason);
  const words = [...reasons, ...(needsPerson ? ['A person is needed.'] : [])].join(' ');
  const line = `${readable(lookedAt)}  ${standingWords(facts)}${words && `. ${words}`}`;
  return printable(line).replace(/\s*\n\s*/g, ' ');
}
