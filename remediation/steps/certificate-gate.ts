/** Looks at the target's certificate. Shared by the gate and by whatever acts and looks again. */
import { type CertificateJudgement, judgeCertificate } from '../certificate.ts';
import type { Remediation } from '../document.ts';
import type {
  CertificateDetails,
  CertificateReference,
  Certificates,
  CloudFront,
  Distribution,
  Now,
} from '../ports.ts';
import { contest } from './established.ts';

export interface CertificateLook extends CertificateJudgement {
  distribution: Distribution;
  attached: CertificateDetails | undefined;
}

export async function lookAtCertificate(
  { cloudfront, certificates, now }: { cloudfront: CloudFront; certificates: Certificates; now: Now },
  remediation: Remediation,
): Promise<CertificateLook> {
  const { target, aliases } = contest(remediation);
  const distribution = await cloudfront.distribution(target.id);
  const reference = distribution.certificate;
  const named = remediation.incident.certificate;
  const [attached, offered] = await Promise.all([
    reference && certificates.describe(reference).then((found) => found ?? notFound(reference)),
    named && named.id !== reference?.id ? certificates.describe(named) : undefined,
  ]);
  const afterwards = [...new Set([...distribution.aliases, ...aliases.map(({ alias }) => alias)])];
  const judgement = judgeCertificate({
    attached,
    named: offered,
    targetId: target.id,
    aliases: afterwards,
    now: now(),
  });
  return { ...judgement, distribution, attached };
}

/** Attached, yet gone: that is something else than a target without a certificate. */
function notFound(reference: CertificateReference): CertificateDetails {
  return { ...reference, status: 'NOT_FOUND', names: [], notBefore: undefined, notAfter: undefined };
}
