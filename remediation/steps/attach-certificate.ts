/**
 * `Attach certificate`: makes the certificate that was found the target's, without any alias. Looks again right before, so running it
 * twice is harmless: what is attached already is not written again.
 */
import type { Attachment, StepInput } from '../document.ts';
import { AttachRefused } from '../errors.ts';
import type { Certificates, CloudFront, Ledger, Now } from '../ports.ts';
import type { Restriction } from '../tag.ts';
import { viewerSettings } from '../viewer-settings.ts';
import { attachedBefore, lookForCertificate } from './certificate-gate.ts';
import type { AttachSettings } from './check-certificate.ts';
import { holdClaim } from './claim.ts';
import { contest, established } from './established.ts';
import { mustBeTagged } from './only-tagged.ts';

interface Ports {
  cloudfront: Pick<CloudFront, 'target' | 'managedCertificate' | 'attachCertificate' | 'tags'>;
  certificates: Pick<Certificates, 'describe' | 'list'>;
  ledger: Pick<Ledger, 'claimOf'>;
  now: Now;
}

/**
 * @throws AttachRefused when CloudFront does not take the update.
 * @throws TagMissing, TargetGone, AliasClaimed
 */
export function attachCertificate(ports: Ports, settings: AttachSettings & Restriction) {
  const { attachCertificate: mayAttach } = settings;
  return async ({ remediation, execution }: StepInput): Promise<Attachment> => {
    const { redriveCount } = execution;
    const { target } = contest(remediation);
    const wanted = established(remediation, 'certificate').candidate;
    const look = await lookForCertificate(ports, remediation, { mayAttach, redriveCount });
    const before = attachedBefore(remediation, redriveCount);
    const section = { redriveCount, certificates: before, checkedAt: new Date(ports.now()).toISOString() };
    if (look.verdict === 'covered' && look.attached?.id === wanted?.id) {
      // By an attempt of which the answer was lost, or by somebody who was as quick.
      const reason = `${wanted?.id} is attached to ${target.id}.`;
      return { ...section, verdict: 'attached', reason, certificates: withLatest(before, wanted?.id) };
    }
    const { candidate } = look;
    if (!candidate || !look.attach) {
      return { ...section, verdict: 'look-again', reason: look.reason };
    }

    await holdClaim(ports.ledger, look.away, execution.name);
    await mustBeTagged(ports.cloudfront, settings, target);
    const viewer = viewerSettings(look.resource.viewer, remediation.incident.certificate);
    const outcome = await ports.cloudfront.attachCertificate(candidate, viewer, target);
    if (!outcome.attached) throw new AttachRefused(candidate.id, target.id, outcome);
    const reason = `${candidate.id} is attached to ${target.id} now.`;
    return { ...section, verdict: 'attached', reason, certificates: withLatest(before, candidate.id) };
  };
}

function withLatest(before: readonly string[], id: string | undefined): string[] {
  return id === undefined ? [...before] : [...before.filter((each) => each !== id), id];
}
