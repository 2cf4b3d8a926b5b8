/**
 * The alias's own record, where it is all that is in the way: does it still lead to another distribution, and until when can
 * a cache say so? Nobody has the alias then, so nothing is taken from anybody and no proof of ownership is asked for.
 */
import { backOff } from './back-off.ts';
import { gateClock } from './deadline.ts';
import type { AliasRecord, Remediation } from './document.ts';
import { AliasRecordDeadlineExceeded } from './errors.ts';
import { readable } from './instant.ts';
import type { ProofSettings } from './ownership-proof.ts';
import { pointingReport } from './pointing.ts';
import type { Pointing } from './ports.ts';
import { staleUntil } from './quiet-time.ts';
import { waiting } from './waiting.ts';

export interface PointingFindings {
  pointings: readonly { alias: string; pointing: Pointing }[];
  targetDomainName: string;
  /** This section of the pass before. */
  previous: Remediation['aliasRecord'];
  redriveCount: number;
  /** Epoch milliseconds. */
  now: number;
  settings: ProofSettings;
}

type AliasPointing = AliasRecord['aliases'][number];

/** @throws AliasRecordDeadlineExceeded */
export function judgeAliasRecord(findings: PointingFindings): AliasRecord {
  const { pointings, targetDomainName, previous, redriveCount, now, settings } = findings;
  const aliases = pointings.map(({ alias, pointing }) => {
    const earlier = previous?.aliases.find((each) => each.alias === alias);
    return aliasPointing(alias, pointing, targetDomainName, earlier, now);
  });
  const facts = { checkedAt: new Date(now).toISOString(), aliases };
  const elsewhere = aliases.filter(({ verdict }) => verdict === 'elsewhere');
  if (elsewhere.length > 0) {
    const clock = gateClock(
      previous?.verdict === 'elsewhere' ? previous : undefined,
      redriveCount,
      now,
      settings.proofDeadlineSeconds,
    );
    const reason = elsewhere.map((each) => elsewhereSentence(each, targetDomainName)).join(' ');
    if (clock.exceeded) throw new AliasRecordDeadlineExceeded(reason, clock.waitingSince);
    const pause = backOff((now - Date.parse(clock.waitingSince)) / 1000, {
      shortestSeconds: settings.shortestCheckSeconds,
      longestSeconds: settings.longestCheckSeconds,
    });
    return { ...facts, verdict: 'elsewhere', reason, ...waiting(clock, redriveCount, now, pause) };
  }
  const clearAt = Math.max(...aliases.map((each) => Date.parse(each.clearAt)), 0);
  if (now >= clearAt) {
    const names = aliases.map(({ alias }) => alias).join(', ');
    return {
      ...facts,
      verdict: 'clear',
      reason: `No name server leads ${names} to another distribution, and no cache can.`,
    };
  }
  const waitSeconds = Math.max(1, Math.ceil((clearAt - now) / 1000));
  return {
    ...facts,
    verdict: 'leaving',
    reason: `No name server leads to another distribution any more. Until ${readable(new Date(clearAt).toISOString())} a cache can still do so.`,
    waitSeconds,
    nextCheckAt: new Date(now + waitSeconds * 1000).toISOString(),
  };
}

function aliasPointing(
  alias: string,
  { zone, servers: answers }: Pointing,
  targetDomainName: string,
  earlier: AliasPointing | undefined,
  now: number,
): AliasPointing {
  const servers = answers.map((answer) => pointingReport(answer, targetDomainName));
  const elsewhere = servers.filter(({ verdict }) => verdict === 'elsewhere');
  const silent = servers.every(({ verdict }) => verdict === 'unreachable' || verdict === 'refused');
  if (silent && earlier) return { ...earlier, servers };
  const oldTtl = elsewhere.length > 0 ? Math.max(...elsewhere.map(({ ttl }) => ttl ?? 0)) : undefined;
  const look = { at: now, negativeTtl: 0, oldValueTtl: oldTtl };
  const until = staleUntil(
    look,
    earlier && { negativeTtl: 0, oldValueTtl: earlier.oldTtl, staleUntil: Date.parse(earlier.clearAt) },
  );
  const left = earlier?.verdict === 'left' ? Date.parse(earlier.clearAt) : undefined;
  return {
    alias,
    zone,
    verdict: elsewhere.length > 0 ? 'elsewhere' : 'left',
    servers,
    clearAt: new Date(elsewhere.length > 0 ? until : (left ?? until)).toISOString(),
    ...(oldTtl !== undefined && { oldTtl }),
  };
}

function elsewhereSentence({ alias, zone, servers }: AliasPointing, targetDomainName: string): string {
  const reports = servers.filter(({ verdict }) => verdict === 'elsewhere');
  const names = [...new Set(reports.map(({ server }) => server))].join(', ');
  return `${alias} ${reports[0]?.detail ?? ''} at ${names} (zone ${zone}): point it at ${targetDomainName}.`;
}
