/**
 * The ownership proof as the name servers show it, and what to do about it. Two levels: `published`, every server has
 * it, so nobody who asks from now on can miss it; `settled`, besides no cache can hold an earlier miss or value.
 */
import { backOff } from './back-off.ts';
import { gateClock } from './deadline.ts';
import type { AliasProof, DnsRecord, Proof } from './document.ts';
import { ProofDeadlineExceeded } from './errors.ts';
import type { Survey } from './ports.ts';
import { lastVerdicts, proofReason } from './proof-reason.ts';
import { type EarlierLook, negativeTtl, staleUntil } from './quiet-time.ts';
import { isPublished, serverReport } from './server-report.ts';
import { waiting } from './waiting.ts';

export interface ProofSettings {
  shortestCheckSeconds: number;
  longestCheckSeconds: number;
  proofDeadlineSeconds: number;
}

export interface ProofFindings {
  surveys: readonly { contested: { alias: string; record: DnsRecord }; survey: Survey }[];
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
  const { surveys, previous, now } = findings;
  const aliases = surveys.map(({ contested, survey }) => {
    const earlier = previous?.aliases.find(({ alias }) => alias === contested.alias);
    return aliasProof(contested, survey, findings.targetDomainName, earlier, now);
  });
  const checkedAt = instant(now);
  const missing = aliases.filter(({ verdict }) => verdict === 'missing');
  if (missing.length > 0) {
    const wait = waitForOwner(missing, findings);
    return { verdict: 'missing', reason: proofReason(missing, wait), checkedAt, aliases, ...wait };
  }
  const settledAt = Math.max(...aliases.map((proof) => Date.parse(proof.settledAt ?? checkedAt)), 0);
  if (now < settledAt) {
    const waitSeconds = wholeSeconds(settledAt - now);
    const wait = {
      waitSeconds,
      nextCheckAt: instant(now + waitSeconds * 1000),
      settledAt: instant(settledAt),
    };
    const unsettled = aliases.filter(({ verdict }) => verdict === 'published');
    return { verdict: 'published', reason: proofReason(unsettled, wait), checkedAt, aliases, ...wait };
  }
  return {
    verdict: 'settled',
    reason: proofReason(aliases, {}),
    checkedAt,
    aliases,
    ...(aliases.length > 0 && { settledAt: instant(settledAt) }),
  };
}

function aliasProof(
  { alias, record }: { alias: string; record: DnsRecord },
  { zone, servers: answers }: Survey,
  targetDomainName: string,
  earlier: AliasProof | undefined,
  now: number,
): AliasProof {
  const servers = answers.map((answer) => serverReport(answer, targetDomainName));
  const instead = servers.filter(({ verdict, ttl }) => verdict !== 'match' && ttl !== undefined);
  const look = {
    at: now,
    negativeTtl: negativeTtl(zone),
    oldValueTtl: instead.length > 0 ? Math.max(...instead.map(({ ttl }) => ttl ?? 0)) : undefined,
  };
  const seen = servers.some(({ verdict }) => verdict === 'match');
  const facts = {
    alias,
    zone: zone.name,
    record,
    servers,
    negativeTtl: look.negativeTtl,
    ...(look.oldValueTtl !== undefined && { oldValueTtl: look.oldValueTtl }),
    ...(seen && { seenAt: earlier?.seenAt ?? instant(now) }),
  };
  if (!isPublished(servers)) {
    return { ...facts, verdict: 'missing', staleUntil: instant(staleUntil(look, earlierLook(earlier))) };
  }
  const publishedAt = earlier?.publishedAt ?? instant(now);
  const settledAt =
    (earlier?.publishedAt && earlier.settledAt) || instant(staleUntil(look, earlierLook(earlier)));
  return {
    ...facts,
    verdict: now >= Date.parse(settledAt) ? 'settled' : 'published',
    publishedAt,
    settledAt,
  };
}

function earlierLook(earlier: AliasProof | undefined): EarlierLook | undefined {
  if (!earlier) return undefined;
  // After a relapse, what was to be waited for before is still to be waited for.
  const until = earlier.staleUntil ?? earlier.settledAt;
  return {
    negativeTtl: earlier.negativeTtl,
    oldValueTtl: earlier.oldValueTtl,
    staleUntil: until === undefined ? 0 : Date.parse(until),
  };
}

/**
 * Nobody can tell when a person will publish: back off. When some servers have it already, the rest follow by
 * themselves as a rule, so the back-off counts from then and starts short again.
 *
 * @throws ProofDeadlineExceeded
 */
function waitForOwner(missing: AliasProof[], { previous, redriveCount, now, settings }: ProofFindings) {
  const before = previous?.verdict === 'missing' ? previous : undefined;
  const clock = gateClock(before, redriveCount, now, settings.proofDeadlineSeconds);
  if (clock.exceeded) throw new ProofDeadlineExceeded(lastVerdicts(missing), clock.waitingSince);
  const { shortestCheckSeconds: shortestSeconds, longestCheckSeconds: longestSeconds } = settings;
  const waits = missing.map(({ seenAt }) => {
    const since = Math.max(Date.parse(clock.waitingSince), seenAt === undefined ? 0 : Date.parse(seenAt));
    return backOff((now - since) / 1000, { shortestSeconds, longestSeconds });
  });
  const left = wholeSeconds(Date.parse(clock.deadlineAt) - now);
  return waiting(clock, redriveCount, now, Math.min(left, ...waits));
}

function wholeSeconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}

function instant(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString();
}
