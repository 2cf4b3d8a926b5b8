/** `Check certificate`: the second gate. Says once what is missing, has it attached where it may, then waits for it. */
import { endsSoon } from '../certificate-expiry.ts';
import { gateClock } from '../deadline.ts';
import type { Certificate, CertificateCandidate, Remediation, StepInput } from '../document.ts';
import { CertificateDeadlineExceeded } from '../errors.ts';
import type { CertificateDetails, Certificates, CloudFront, Now } from '../ports.ts';
import { viewerSettings } from '../viewer-settings.ts';
import { backingOff } from '../waiting.ts';
import { type CertificateSearch, lookForCertificate } from './certificate-gate.ts';

export interface AttachSettings {
  /** Whether the stack may attach a certificate to the target. */
  attachCertificate: boolean;
}

export interface CertificateSettings extends AttachSettings {
  shortestCheckSeconds: number;
  longestCertificateCheckSeconds: number;
  certificateDeadlineSeconds: number;
}

/** DescribeCertificate, VALIDATION_TIMED_OUT: a request that is not validated within 72 hours has failed. */
const VALIDATION_WINDOW = 72 * 60 * 60 * 1000;

/** @throws CertificateDeadlineExceeded, TargetGone */
export function checkCertificate(
  ports: {
    cloudfront: Pick<CloudFront, 'target' | 'managedCertificate'>;
    certificates: Pick<Certificates, 'describe' | 'list'>;
    now: Now;
  },
  settings: CertificateSettings,
) {
  return async ({ remediation, execution }: StepInput): Promise<Certificate> => {
    const { redriveCount } = execution;
    const mayAttach = settings.attachCertificate;
    const look = await lookForCertificate(ports, remediation, { mayAttach, redriveCount });
    return judgeSearch(look, remediation, { redriveCount, now: ports.now(), settings });
  };
}

/**
 * The section that follows from a search. `now` in epoch milliseconds.
 *
 * @throws CertificateDeadlineExceeded
 */
export function judgeSearch(
  look: CertificateSearch,
  remediation: Remediation,
  { redriveCount, now, settings }: { redriveCount: number; now: number; settings: CertificateSettings },
): Certificate {
  const { verdict, reason, uncovered, attach, byStack, attached, candidate } = look;
  const wanted = candidate ?? (verdict === 'covered' ? attached : undefined);
  const end = wanted && endsSoon(wanted, now);
  const facts = {
    verdict,
    reason,
    uncovered,
    attach,
    ...(byStack !== undefined && { byStack }),
    checkedAt: new Date(now).toISOString(),
    ...(attached && { id: attached.id, status: attached.status }),
    ...(attached?.notAfter && { notAfter: new Date(attached.notAfter).toISOString() }),
    ...(candidate && { candidate: candidateOf(candidate, look, remediation) }),
    ...(end !== undefined && { endsSoon: new Date(end).toISOString() }),
  };
  if (verdict === 'covered') return { ...facts, news: false };

  const previous = remediation.certificate;
  const clock = gateClock(previous, redriveCount, now, settings.certificateDeadlineSeconds);
  // What can be attached now is: a deadline is for waiting.
  if (clock.exceeded && !attach && verdict !== 'would-be-attached')
    throw new CertificateDeadlineExceeded(reason, clock.waitingSince);
  const wait = backingOff(clock, redriveCount, now, {
    shortestSeconds: settings.shortestCheckSeconds,
    longestSeconds: settings.longestCertificateCheckSeconds,
  });
  return { ...facts, ...wait, news: !attach && previous?.reason !== reason };
}

function candidateOf(
  { source, id, status, notAfter, createdAt, validations = [] }: CertificateDetails,
  { resource, verdict }: CertificateSearch,
  { incident }: Remediation,
): CertificateCandidate {
  // A wildcard and the name above it have the same record.
  const records = new Map(
    validations.flatMap(({ record }) => (record ? [[record.name, record] as const] : [])),
  );
  const pending = verdict === 'pending-validation';
  return {
    source,
    id,
    status,
    viewer: viewerSettings(resource.viewer, incident.certificate),
    validation: pending ? [...records.values()] : [],
    ...(notAfter !== undefined && { notAfter: new Date(notAfter).toISOString() }),
    ...(pending &&
      createdAt !== undefined && { validateBy: new Date(createdAt + VALIDATION_WINDOW).toISOString() }),
  };
}
