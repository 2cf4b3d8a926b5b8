/**
 * The alias's own record, where it is all that is in the way: does it still lead to another distribution, and until when can
 * a cache say so? Nobody has the alias then, so nothing is taken from anybody and no proof of ownership is asked for.
 */
import { gateClock } from './deadline.ts';
import type { AliasRecord, PointingReport, Remediation } from './document.ts';
import { AliasRecordDeadlineExceeded } from './errors.ts';
import { firstOf } from './foreign-text.ts';
import { readable } from './instant.ts';
import type { ProofSettings } from './ownership-proof.ts';
import { pointingReport } from './pointing.ts';
import type { Pointing } from './ports.ts';
import { staleUntil } from './quiet-time.ts';
import { boundedPointings } from './table-size.ts';
import { backingOff, waitingUntil } from './waiting.ts';

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
  const facts = { checkedAt: new Date(now).toISOString(), redriveCount, aliases: boundedPointings(aliases) };
  // Whatever goes back and forth between `elsewhere` and `leaving` has one clock.
  const clock = gateClock(
    previous?.verdict === 'clear' ? undefined : previous,
    redriveCount,
    now,
    settings.proofDeadlineSeconds,
  );
  const elsewhere = aliases.filter(({ verdict }) => verdict !== 'left');
  if (elsewhere.length > 0) {
    const reason = reasonOf(elsewhere, targetDomainName);
    if (clock.exceeded) throw new AliasRecordDeadlineExceeded(reason, clock.waitingSince);
    const wait = backingOff(clock, redriveCount, now, {
      shortestSeconds: settings.shortestCheckSeconds,
      longestSeconds: settings.longestCheckSeconds,
    });
    return { ...facts, verdict: 'elsewhere', reason, ...wait };
  }
  const clearAt = Math.max(...aliases.map((each) => Date.parse(each.clearAt)), 0);
  const who = whoAnswers(aliases);
  if (now >= clearAt) {
    const names = firstOf(
      aliases.map(({ alias }) => alias),
      ALIASES_NAMED,
    );
    return {
      ...facts,
      verdict: 'clear',
      reason: `${who} leads ${names} to another distribution, and no cache can that asked one of them.`,
    };
  }
  return {
    ...facts,
    verdict: 'leaving',
    reason: `${who} leads to another distribution any more. Until ${readable(new Date(clearAt).toISOString())} a cache can still do so.`,
    waitingSince: clock.waitingSince,
    ...waitingUntil(clearAt, now),
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
  if (servers.every(isSilent)) {
    // Silence is no news.
    const clearAt = new Date(now).toISOString();
    return earlier ? { ...earlier, servers } : { alias, zone, verdict: 'unknown', servers, clearAt };
  }
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

function isSilent({ verdict }: PointingReport): boolean {
  return verdict === 'unreachable' || verdict === 'refused';
}

/** What is not known is not claimed: CloudFront judges by itself when the update is made. */
function whoAnswers(aliases: readonly AliasPointing[]): string {
  const silent = aliases.flatMap(({ servers }) => servers.filter(isSilent).map(({ server }) => server));
  const names = [...new Set(silent)];
  return names.length === 0
    ? 'No name server'
    : `No name server that answers (${firstOf(names, ALIASES_NAMED)} did not)`;
}

/** The execution has them all; a sentence names the first few. */
const ALIASES_NAMED = 3;

function reasonOf(aliases: readonly AliasPointing[], targetDomainName: string): string {
  const sentences = aliases.slice(0, ALIASES_NAMED).map((each) => elsewhereSentence(each, targetDomainName));
  const rest = aliases.length - sentences.length;
  if (rest > 0) sentences.push(`${rest} more likewise.`);
  return sentences.join(' ');
}

function elsewhereSentence({ alias, zone, servers }: AliasPointing, targetDomainName: string): string {
  const reports = servers.filter(({ verdict }) => verdict === 'elsewhere');
  const [first] = reports;
  if (!first) return `No name server of ${zone} says where ${alias} leads.`;
  const names = firstOf([...new Set(reports.map(({ server }) => server))], SERVERS_NAMED);
  return `${alias} ${first.detail} at ${names} (zone ${zone}): point it at ${targetDomainName}.`;
}

const SERVERS_NAMED = 6;
