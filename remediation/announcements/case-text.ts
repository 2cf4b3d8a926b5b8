/** Subject and body of a case, for people to read or to paste. */
import type { CaseLanguage, Certificate, Remediation } from '../document.ts';
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
  const { id, status, notAfter, reason } = asAttached(certificate, names);
  const facts = {
    incident,
    target: diagnosis.target,
    aliases,
    proof: { ...proof, aliases: proof.aliases.filter(({ alias }) => names.includes(alias)) },
    certificate: { id, status, reason, notAfter },
    move,
  };
  return `Subject: ${caseSubject(facts, language)}\n\n${caseBody(facts, language, evidence)}`;
}

/** In a dry run, the one that would be attached, as if it were. */
function asAttached(certificate: Certificate, names: readonly string[]) {
  const { verdict, candidate } = certificate;
  return verdict === 'would-be-attached' && candidate
    ? { ...candidate, reason: `${candidate.id} covers ${names.join(', ')}.` }
    : certificate;
}
