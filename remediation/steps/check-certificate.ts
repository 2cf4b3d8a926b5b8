/** `Check certificate`: the second gate. Says once what is missing, then waits for it. */
import { backOff } from '../back-off.ts';
import { gateClock } from '../deadline.ts';
import type { Certificate, StepInput } from '../document.ts';
import { CertificateDeadlineExceeded } from '../errors.ts';
import type { Certificates, CloudFront, Now } from '../ports.ts';
import { waiting } from '../waiting.ts';
import { lookAtCertificate } from './certificate-gate.ts';

export interface CertificateSettings {
  shortestCheckSeconds: number;
  longestCertificateCheckSeconds: number;
  certificateDeadlineSeconds: number;
}

/** @throws CertificateDeadlineExceeded, TargetGone */
export function checkCertificate(
  ports: { cloudfront: CloudFront; certificates: Certificates; now: Now },
  settings: CertificateSettings,
) {
  return async ({ remediation, execution }: StepInput): Promise<Certificate> => {
    const look = await lookAtCertificate(ports, remediation);
    const now = ports.now();
    const facts = {
      reason: look.reason,
      uncovered: look.uncovered,
      checkedAt: new Date(now).toISOString(),
      ...(look.attached && { id: look.attached.id, status: look.attached.status }),
      ...(look.attached?.notAfter && { notAfter: new Date(look.attached.notAfter).toISOString() }),
    };
    if (look.covered) return { ...facts, verdict: 'covered', news: false };

    const previous = remediation.certificate?.verdict === 'waiting' ? remediation.certificate : undefined;
    const clock = gateClock(previous, execution.redriveCount, now, settings.certificateDeadlineSeconds);
    if (clock.exceeded) throw new CertificateDeadlineExceeded(look.reason, clock.waitingSince);
    const waitSeconds = backOff((now - Date.parse(clock.waitingSince)) / 1000, {
      shortestSeconds: settings.shortestCheckSeconds,
      longestSeconds: settings.longestCertificateCheckSeconds,
    });
    const wait = waiting(clock, execution.redriveCount, now, waitSeconds);
    return { ...facts, ...wait, verdict: 'waiting', news: previous?.reason !== look.reason };
  };
}
