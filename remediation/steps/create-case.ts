/**
 * Creates the case of an incident that has none. What AWS refuses before a case exists is tried once more in another way;
 * an answer that is lost is not: whoever comes again looks for the case first.
 */
import type { CaseLanguage, ContestedAlias, Proof, Remediation } from '../document.ts';
import { CaseNotPossible } from '../errors.ts';
import type { CaseState, Support } from '../ports.ts';
import { chooseCategories, chooseLanguage, chooseSeverity } from '../support-case/options.ts';
import { caseBody, caseSubject } from '../support-case/text.ts';
import type { CertificateLook } from './certificate-gate.ts';
import { contest } from './established.ts';

/** What an operator wishes; AWS decides what of it is to be had. */
export interface CaseWishes {
  severity: string;
  ccEmailAddresses: string[];
  language: CaseLanguage;
  /** A category code; empty for none. */
  category: string;
}

export interface CaseOccasion {
  remediation: Remediation;
  /** Those that the case is about. */
  aliases: ContestedAlias[];
  proof: Proof;
  certificate: CertificateLook;
}

export interface CreatedCase {
  state: CaseState;
  /** What a person has to know besides: a sentence with a space before it, or nothing. */
  remark: string;
}

/**
 * `limit` when too many cases are open.
 *
 * @throws CaseNotPossible, NoSupportPlan
 */
export async function createCase(
  support: Support,
  wishes: CaseWishes,
  occasion: CaseOccasion,
): Promise<CreatedCase | 'limit'> {
  const [services, severities] = await Promise.all([support.services(), support.severities()]);
  const severityCode = chooseSeverity(severities, wishes.severity);
  const refusals: string[] = [];
  for (const classification of chooseCategories(services, wishes.category)) {
    const { language, remark } = await languageOf(support, wishes.language, classification);
    const outcome = await support.create({
      ...textOf(occasion, language),
      ...classification,
      severityCode,
      language,
      ccEmailAddresses: wishes.ccEmailAddresses,
    });
    if (outcome.created) return { state: await support.describe(outcome.caseId), remark };
    if (outcome.refused === 'limit') return 'limit';
    refusals.push(`${classification.serviceCode}/${classification.categoryCode}: ${outcome.message}`);
  }
  throw new CaseNotPossible(
    `AWS Support takes no case about CloudFront (${refusals.join('; ')}). See which categories it offers (aws support describe-services), set one as supportCategory, deploy, then redrive.`,
  );
}

/** English is always to be had. */
async function languageOf(
  support: Support,
  wished: CaseLanguage,
  classification: { serviceCode: string; categoryCode: string },
) {
  return chooseLanguage(wished, wished === 'en' || (await support.speaks(wished, classification)));
}

function textOf(
  { remediation, aliases, proof, certificate: look }: CaseOccasion,
  language: CaseLanguage,
): { subject: string; body: string } {
  const { incident, move } = remediation;
  const { target } = contest(remediation);
  const { notAfter } = look.attached ?? {};
  const certificate = {
    id: look.attached?.id,
    status: look.attached?.status,
    reason: look.reason,
    notAfter: notAfter === undefined ? undefined : new Date(notAfter).toISOString(),
  };
  return {
    subject: caseSubject(incident, aliases, language),
    body: caseBody({ incident, target, aliases, proof, certificate, move }, language),
  };
}
