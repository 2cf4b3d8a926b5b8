/** Subject and body of a case, for people to read or to paste. */
import type { CaseLanguage, Remediation } from '../document.ts';
import type { EvidenceState } from '../support-case/facts.ts';
import { caseBody, caseSubject } from '../support-case/text.ts';

/** `names`: the aliases that it is about. Empty while there is nothing that could be said in a case. */
export function caseText(
  remediation: Remediation,
  names: readonly string[],
  language: CaseLanguage,
  evidence: EvidenceState,
): string {
  const { incident, diagnosis, proof, certificate, move } = remediation;
  if (!diagnosis?.target || !proof || !certificate) return '';
  const aliases = diagnosis.aliases.filter(({ alias }) => names.includes(alias));
  // In a dry run, the one as if attached.
  const { id, status, notAfter } =
    (certificate.verdict === 'would-be-attached' && certificate.candidate) || certificate;
  const facts = {
    incident,
    target: diagnosis.target,
    aliases,
    proof: { ...proof, aliases: proof.aliases.filter(({ alias }) => names.includes(alias)) },
    certificate: { id, status, reason: certificate.reason, notAfter },
    move,
  };
  return `Subject: ${caseSubject(incident, aliases, language)}\n\n${caseBody(facts, language, evidence)}`;
}
