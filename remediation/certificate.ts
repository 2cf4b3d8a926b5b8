/** Whether the certificate attached to the target will do for every alias it has after the move. Pure. */
import { uncoveredAliases } from './certificate-coverage.ts';
import type { CertificateDetails } from './ports.ts';

export interface CertificateFindings {
  /** The certificate attached to the target now. */
  attached: CertificateDetails | undefined;
  /** The certificate that the failed call named, when it is another one. */
  named: CertificateDetails | undefined;
  targetId: string;
  /** Every alias of the target after the move, not only the new ones. */
  aliases: string[];
  /** Epoch milliseconds. */
  now: number;
}

export interface CertificateJudgement {
  covered: boolean;
  /** What is the matter and what to do, for a person. */
  reason: string;
  uncovered: string[];
}

export function judgeCertificate(findings: CertificateFindings): CertificateJudgement {
  const { attached, aliases, targetId } = findings;
  if (!attached) {
    return {
      covered: false,
      reason: `${targetId} has no certificate of its own. ${remedy(findings)}`,
      uncovered: aliases,
    };
  }
  const problem = problemWith(attached, findings.now);
  if (problem) {
    return {
      covered: false,
      reason: `The certificate attached to ${targetId} ${problem}. ${remedy(findings)}`,
      uncovered: aliases,
    };
  }
  const uncovered = uncoveredAliases(attached.names, aliases);
  if (uncovered.length > 0) {
    return {
      covered: false,
      reason: `The certificate attached to ${targetId} (${attached.id}) does not cover ${uncovered.join(', ')}. ${remedy(findings)}`,
      uncovered,
    };
  }
  return {
    covered: true,
    reason: `${attached.id} covers ${aliases.join(', ')}${expiry(attached)}.`,
    uncovered: [],
  };
}

function problemWith(certificate: CertificateDetails, now: number): string | undefined {
  if (certificate.status !== 'ISSUED') return `is ${certificate.status}, not ISSUED (${certificate.id})`;
  if (certificate.notAfter !== undefined && certificate.notAfter <= now) {
    return `ended on ${day(certificate.notAfter)} (${certificate.id})`;
  }
  if (certificate.notBefore !== undefined && certificate.notBefore > now) {
    return `begins only on ${day(certificate.notBefore)} (${certificate.id})`;
  }
  return undefined;
}

function remedy({ named, aliases, targetId, now }: CertificateFindings): string {
  const request = `Request or import one in ACM in us-east-1 that covers ${aliases.join(', ')}, and attach it to ${targetId} without the new aliases.`;
  if (!named || uncoveredAliases(named.names, aliases).length > 0) return request;
  const problem = problemWith(named, now);
  if (!problem) {
    return `Attach ${named.id}, which the failed call named and which covers them all, to ${targetId}: update the distribution without the new aliases.`;
  }
  if (named.status === 'PENDING_VALIDATION') {
    return `The one the failed call named covers them all, but ${problem}: create its validation record, then attach it to ${targetId} without the new aliases.`;
  }
  return `The one the failed call named ${problem}. ${request}`;
}

function expiry(certificate: CertificateDetails): string {
  return certificate.notAfter === undefined ? '' : ` until ${day(certificate.notAfter)}`;
}

function day(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
