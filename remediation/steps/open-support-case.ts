/**
 * `Open support case`: exactly one, opened only when proof is settled and the certificate covers. CreateCase has no
 * idempotency token, so a case with the incident's marker is looked for first: after a crash or a lost answer it is found.
 */
import type { ContestedAlias, Proof, Remediation, StepInput, SupportCase } from '../document.ts';
import { CertificateDeadlineExceeded, ProofDeadlineExceeded } from '../errors.ts';
import { caseUrl } from '../links.ts';
import type { CaseState, Certificates, CloudFront, Dns, Ledger, Now, Support } from '../ports.ts';
import { caseBody, caseMarker, caseSubject } from '../support-case.ts';
import { chooseCategory, chooseSeverity } from '../support-options.ts';
import { withoutTables } from '../table-size.ts';
import { backToGates } from './back-to-gates.ts';
import { type CertificateLook, lookAtCertificate } from './certificate-gate.ts';
import { lookAtProof, type ProofSettings } from './check-ownership-proof.ts';
import { holdClaim } from './claim.ts';
import { contest } from './established.ts';

export interface CaseSettings extends ProofSettings {
  severity: string;
  ccEmailAddresses: string[];
  /** How often a case is looked at when no event of AWS wakes us, seconds. */
  casePollSeconds: number;
}

interface Ports {
  cloudfront: CloudFront;
  certificates: Certificates;
  dns: Dns;
  support: Support;
  ledger: Ledger;
  now: Now;
}

/**
 * @throws SupportPlanRequired when the account's plan has no Support API; its announcement carries the text to paste.
 * @throws CaseNotPossible, TargetGone, AliasClaimed
 */
export function openSupportCase(ports: Ports, settings: CaseSettings) {
  return async (input: StepInput): Promise<SupportCase> => {
    const { remediation, execution } = input;
    const checkedAt = new Date(ports.now()).toISOString();

    const certificate = await lookAtCertificate(ports, remediation);
    const here = new Set(certificate.distribution.aliases);
    const away = contest(remediation).aliases.filter(({ alias }) => !here.has(alias));
    if (away.length === 0) {
      return {
        verdict: 'arrived',
        reason: 'The alias arrived before a case was needed.',
        news: false,
        checkedAt,
      };
    }
    await holdClaim(ports.ledger, away, execution.name);
    const proof = await lookAtProof(ports, settings, input, away);
    if (!certificate.covered || proof.verdict !== 'settled') {
      const reason = certificate.covered ? proof.reason : certificate.reason;
      const Exceeded = certificate.covered ? ProofDeadlineExceeded : CertificateDeadlineExceeded;
      return {
        ...backToGates(
          remediation.case,
          execution.redriveCount,
          ports.now(),
          settings,
          (since) => new Exceeded(reason, since),
        ),
        reason,
        news: false,
        relapse: withoutTables(proof),
        checkedAt,
      };
    }
    const found = await ports.support.findOpen(caseMarker(remediation.incident));
    const state = found ?? (await create(ports, settings, remediation, away, proof, certificate));
    await ports.ledger.recordCase(state.caseId, execution.name);
    return {
      verdict: 'open',
      reason: `Case ${state.displayId} asks AWS Support to move ${away.map(({ alias }) => alias).join(', ')}.`,
      news: false,
      caseId: state.caseId,
      displayId: state.displayId,
      subject: state.subject,
      status: state.status,
      url: caseUrl(state.displayId),
      waitSeconds: settings.casePollSeconds,
      nextCheckAt: new Date(ports.now() + settings.casePollSeconds * 1000).toISOString(),
      waitingSince: checkedAt,
      redriveCount: execution.redriveCount,
      checkedAt,
    };
  };
}

async function create(
  { support }: Ports,
  settings: CaseSettings,
  remediation: Remediation,
  aliases: ContestedAlias[],
  proof: Proof,
  look: CertificateLook,
): Promise<CaseState> {
  const { target } = contest(remediation);
  const { incident, move } = remediation;
  const [services, severities] = await Promise.all([support.services(), support.severities()]);
  const certificate = { id: look.attached?.id, status: look.attached?.status, reason: look.reason };
  const caseId = await support.create({
    subject: caseSubject(incident, aliases),
    body: caseBody({ incident, target, aliases, proof, certificate, move }),
    ...chooseCategory(services),
    severityCode: chooseSeverity(severities, settings.severity),
    language: 'en',
    ccEmailAddresses: settings.ccEmailAddresses,
  });
  return support.describe(caseId);
}
