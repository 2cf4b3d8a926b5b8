/** What follows from CloudFront's answer to the update that adds the aliases. Pure. */
import { classifyConflict } from './conflict.ts';
import { gateClock } from './deadline.ts';
import type { Addition } from './document.ts';
import { AliasRecordDeadlineExceeded, UpdateRefused } from './errors.ts';
import type { ProofSettings } from './ownership-proof.ts';
import type { AddOutcome } from './ports.ts';
import { backingOff } from './waiting.ts';
import { listed, theyAre } from './wording.ts';

export interface AdditionFindings {
  outcome: AddOutcome;
  aliases: string[];
  targetId: string;
  /** This section of the pass before. */
  previous: Addition | undefined;
  /** CloudFront said the same before, and the diagnosis that followed found nobody. */
  contradicted: boolean;
  redriveCount: number;
  /** Epoch milliseconds. */
  now: number;
  settings: ProofSettings;
}

/**
 * @throws UpdateRefused when neither waiting nor another diagnosis helps.
 * @throws AliasRecordDeadlineExceeded when CloudFront has seen the old record for all the time allowed.
 */
export function judgeAddition(findings: AdditionFindings): Omit<Addition, 'checkedAt' | 'aliases'> {
  const { outcome, aliases, targetId, previous, contradicted, redriveCount, now, settings } = findings;
  if (outcome.added) return { verdict: 'added', reason: `${theyAre(aliases)} on ${targetId} now.` };
  const refusal = outcome.message;
  switch (classifyConflict(outcome.code, outcome.message)) {
    case 'held':
      // Nothing would change by going round once more.
      if (contradicted) throw new UpdateRefused(aliases, targetId, outcome);
      return {
        verdict: 'held',
        reason: `Somebody has one of ${listed(aliases)} by now: the conflict is diagnosed anew.`,
        refusal,
      };
    case 'dns': {
      // That a gate was passed again in between does not end this wait: it would never grow, nor be over.
      const clock = gateClock(previous, redriveCount, now, settings.proofDeadlineSeconds);
      const reason = `CloudFront still sees a DNS record that leads to another distribution, though no name server has one by a CNAME. At an apex, or where an alias record stands, only the owner of the zone can tell where ${listed(aliases)} leads.`;
      if (clock.exceeded) throw new AliasRecordDeadlineExceeded(reason, clock.waitingSince);
      const wait = backingOff(clock, redriveCount, now, {
        shortestSeconds: settings.shortestCheckSeconds,
        longestSeconds: settings.longestCheckSeconds,
      });
      return { verdict: 'wait', reason, refusal, ...wait };
    }
    case 'unknown':
      throw new UpdateRefused(aliases, targetId, outcome);
  }
}
