/**
 * `Open support case`: exactly one, opened only when proof is settled and the certificate covers. CreateCase has no
 * idempotency token, so a case with the incident's marker is looked for first: after a crash or a lost answer it is found.
 */
import type { StepInput, SupportCase } from '../document.ts';
import { caseUrl } from '../links.ts';
import type { Certificates, CloudFront, Dns, Ledger, Now, Support } from '../ports.ts';
import { caseMarker } from '../support-case/text.ts';
import { lookAtCertificate } from './certificate-gate.ts';
import { lookAtProof, type ProofSettings } from './check-ownership-proof.ts';
import { holdClaim } from './claim.ts';
import { type CaseWishes, createCase } from './create-case.ts';
import { contest } from './established.ts';

export interface CaseSettings extends ProofSettings, CaseWishes {
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
      return { verdict: 'back-to-gates', reason, news: false, checkedAt };
    }
    const found = await ports.support.findOpen(caseMarker(remediation.incident));
    const { state, remark } = found
      ? { state: found, remark: '' }
      : await createCase(ports.support, settings, { remediation, aliases: away, proof, certificate });
    await ports.ledger.recordCase(state.caseId, execution.name);
    return {
      verdict: 'open',
      reason: `Case ${state.displayId} asks AWS Support to move ${away.map(({ alias }) => alias).join(', ')}.${remark}`,
      language: state.language,
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
