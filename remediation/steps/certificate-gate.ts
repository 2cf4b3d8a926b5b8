/** Looks at the target's certificate. Shared by the gate and by whatever acts and looks again. */
import {
  type AttachedFindings,
  type CertificateJudgement,
  judgeAttached,
  judgeCertificate,
} from '../certificate.ts';
import { shortlist } from '../certificate-preference.ts';
import type { ContestedAlias, Remediation } from '../document.ts';
import type {
  CertificateDetails,
  CertificateReference,
  Certificates,
  CloudFront,
  Now,
  TargetResource,
} from '../ports.ts';
import { contest } from './established.ts';

interface Look {
  cloudfront: Pick<CloudFront, 'target'>;
  certificates: Pick<Certificates, 'describe'>;
  now: Now;
}

interface Search extends Look {
  cloudfront: Pick<CloudFront, 'target' | 'managedCertificate'>;
  certificates: Pick<Certificates, 'describe' | 'list'>;
}

export interface CertificateLook {
  covered: boolean;
  /** How it is with the attached one, for a person. */
  reason: string;
  uncovered: string[];
  resource: TargetResource;
  /** Contested aliases that the target does not have. */
  away: ContestedAlias[];
  attached: CertificateDetails | undefined;
}

export interface CertificateSearch extends CertificateJudgement {
  /** How it is, and what to do. */
  reason: string;
  resource: TargetResource;
  /** Contested aliases that the target does not have. */
  away: ContestedAlias[];
  attached: CertificateDetails | undefined;
}

/** Does the attached certificate do? For whoever acts, and sends the remediation back to the gate where it does not. */
export async function lookAtCertificate(ports: Look, remediation: Remediation): Promise<CertificateLook> {
  const { resource, away, findings } = await findingsOf(ports, remediation);
  const { covered, problem, uncovered } = judgeAttached(findings);
  const look = { resource, away };
  const assumed = covered ? undefined : await wouldBeAttached(ports.certificates, remediation, findings);
  if (assumed)
    return { ...look, covered: true, reason: assumed.problem, uncovered: [], attached: assumed.certificate };
  return { ...look, covered, reason: problem, uncovered, attached: findings.attached };
}

/** The one as if attached with which the gate let a dry run go on, if it would still do. */
async function wouldBeAttached(
  certificates: Pick<Certificates, 'describe'>,
  { certificate }: Remediation,
  findings: AttachedFindings,
) {
  if (certificate?.verdict !== 'would-be-attached' || !certificate.candidate) return undefined;
  const candidate = await lookUp(certificates, certificate.candidate);
  const { covered, problem } = judgeAttached({ ...findings, attached: candidate });
  return covered ? { certificate: candidate, problem } : undefined;
}

/** Where the attached certificate does not do: looks for one that does. The failed call's first, then what ACM has. */
export async function lookForCertificate(
  ports: Search,
  remediation: Remediation,
  { mayAttach, redriveCount }: { mayAttach: boolean; redriveCount: number },
): Promise<CertificateSearch> {
  const { certificates, cloudfront } = ports;
  const { resource, away, findings } = await findingsOf(ports, remediation);
  const { attached, aliases } = findings;
  const { certificate: reference } = remediation.incident;
  const named =
    reference && reference.id !== attached?.id ? await lookUp(certificates, reference) : undefined;
  const known = {
    ...findings,
    named,
    mayAttach,
    attachedBefore: attachedBefore(remediation, redriveCount),
    dryRun: remediation.dryRun ?? false,
  };
  const judge = (others: CertificateDetails[], managed?: string): CertificateSearch => {
    const judgement = judgeCertificate({ ...known, others, managed });
    const reason = `${judgement.problem} ${judgement.remedy}`.trim();
    return { ...judgement, reason, resource, away, attached };
  };

  const first = judge([]);
  if (
    first.verdict === 'covered' ||
    first.verdict === 'attachable' ||
    first.verdict === 'would-be-attached'
  ) {
    return first;
  }
  const [managed, list] = await Promise.all([
    cloudfront.managedCertificate(contest(remediation).target),
    certificates.list(),
  ]);
  const seen = [attached?.id, named?.id];
  const listed = shortlist(
    list.filter(({ id }) => !seen.includes(id)),
    aliases,
  );
  const candidates = [managed, ...listed].flatMap((each) =>
    each && !seen.includes(each.id) ? [each.id] : [],
  );
  const others = await Promise.all(candidates.map((id) => certificates.describe({ source: 'acm', id })));
  return judge(
    others.filter((each) => each !== undefined),
    managed?.id,
  );
}

async function findingsOf(
  { cloudfront, certificates, now }: Look,
  remediation: Remediation,
): Promise<{ resource: TargetResource; away: ContestedAlias[]; findings: AttachedFindings }> {
  const { target, aliases } = contest(remediation);
  const resource = await cloudfront.target(target);
  const here = new Set(resource.aliases);
  const away = aliases.filter(({ alias }) => !here.has(alias));
  const newAliases = away.map(({ alias }) => alias);
  const findings = {
    attached: resource.certificate && (await lookUp(certificates, resource.certificate)),
    targetId: target.id,
    inheritedFrom: resource.certificate?.inheritedFrom,
    aliases: [...resource.aliases, ...newAliases],
    newAliases,
    now: now(),
  };
  return { resource, away, findings };
}

/** Named or attached, yet gone: that is something else than a target without a certificate. */
async function lookUp(
  certificates: Pick<Certificates, 'describe'>,
  reference: CertificateReference,
): Promise<CertificateDetails> {
  const { source, id } = reference;
  const found = await certificates.describe({ source, id });
  return found ?? { source, id, status: 'NOT_FOUND', names: [], notBefore: undefined, notAfter: undefined };
}

/**
 * What was attached and is gone again was taken off by somebody, a deployment as a rule: attaching it each time would be a fight that
 * nobody sees. A redrive is a person's word to try once more.
 */
export function attachedBefore({ attachment }: Remediation, redriveCount: number): string[] {
  return attachment?.redriveCount === redriveCount ? attachment.certificates : [];
}
