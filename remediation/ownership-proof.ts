/** The first gate: where the ownership proof of all aliases stands, and when to look again. */
import { type AliasLook, aliasProof } from './alias-proof.ts';
import { backOff } from './back-off.ts';
import { gateClock } from './deadline.ts';
import type { AliasProof, Proof } from './document.ts';
import { ProofDeadlineExceeded } from './errors.ts';
import { lastVerdicts, proofReason } from './proof-reason.ts';
import { proofTroubles } from './proof-trouble.ts';
import { boundedProofs } from './table-size.ts';
import { waiting, waitingUntil } from './waiting.ts';

export interface ProofSettings {
  shortestCheckSeconds: number;
  longestCheckSeconds: number;
  proofDeadlineSeconds: number;
}

export interface ProofFindings {
  looks: readonly AliasLook[];
  targetDomainName: string;
  /** This gate's section of the pass before. */
  previous?: Proof | undefined;
  redriveCount: number;
  /** Epoch milliseconds, read after the last server answered: what a server said, it said before. */
  now: number;
  settings: ProofSettings;
}

/** @throws ProofDeadlineExceeded */
export function judgeProof(findings: ProofFindings): Proof {
  const { looks, previous, redriveCount, now } = findings;
  const aliases = looks.map((look) => {
    const earlier = previous?.aliases.find(({ alias }) => alias === look.contested.alias);
    return aliasProof(look, findings.targetDomainName, earlier, now);
  });
  const checkedAt = instant(now);
  const told = previous?.redriveCount === redriveCount ? previous.told : [];
  const facts = { checkedAt, redriveCount, aliases: boundedProofs(aliases), news: false, troubles: [] };
  const missing = aliases.filter(({ verdict }) => verdict === 'missing');
  if (missing.length > 0) {
    const wait = waitForOwner(missing, findings);
    const troubles = proofTroubles(missing, previous, now);
    const fresh = troubles.map(({ kind }) => kind).filter((kind) => !told.includes(kind));
    return {
      ...facts,
      verdict: 'missing',
      reason: proofReason(missing, wait),
      news: fresh.length > 0,
      firstSeen: false,
      troubles,
      told: [...new Set([...told, ...fresh])],
      ...wait,
    };
  }
  const seen = { firstSeen: !told.includes('seen'), told: [...new Set([...told, 'seen'])] };
  const settledAt = Math.max(...aliases.map((proof) => Date.parse(proof.settledAt ?? checkedAt)), 0);
  if (now < settledAt) {
    const wait = { ...waitingUntil(settledAt, now), settledAt: instant(settledAt) };
    const unsettled = aliases.filter(({ verdict }) => verdict === 'published');
    return { ...facts, ...seen, verdict: 'published', reason: proofReason(unsettled, wait), ...wait };
  }
  return {
    ...facts,
    ...seen,
    verdict: 'settled',
    reason: proofReason(aliases, {}),
    ...(aliases.length > 0 && { settledAt: instant(settledAt) }),
  };
}

/**
 * Nobody can tell when a person will publish: back off. When some servers have it already, the rest follow by
 * themselves as a rule, so the back-off counts from then and starts short again.
 *
 * @throws ProofDeadlineExceeded
 */
function waitForOwner(missing: AliasProof[], { previous, redriveCount, now, settings }: ProofFindings) {
  const waited = previous?.verdict === 'missing' ? previous : undefined;
  const clock = gateClock(waited, redriveCount, now, settings.proofDeadlineSeconds);
  if (clock.exceeded) throw new ProofDeadlineExceeded(lastVerdicts(missing), clock.waitingSince);
  const { shortestCheckSeconds: shortestSeconds, longestCheckSeconds: longestSeconds } = settings;
  const waits = missing.map(({ seenAt }) => {
    const since = Math.max(Date.parse(clock.waitingSince), seenAt === undefined ? 0 : Date.parse(seenAt));
    return backOff((now - since) / 1000, { shortestSeconds, longestSeconds });
  });
  return waiting(clock, redriveCount, now, Math.min(...waits));
}

function instant(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString();
}
