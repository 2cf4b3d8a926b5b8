/**
 * Creates the case of an incident that has none. What AWS refuses before a case exists is tried once more in another way;
 * an answer that is lost is not: whoever comes again looks for the case first.
 */
import type { CaseLanguage, ContestedAlias, Proof, Remediation } from '../document.ts';
import { CaseNotPossible } from '../errors.ts';
import type { CaseState, Support } from '../ports.ts';
import { EVIDENCE_FILE, evidence } from '../support-case/evidence.ts';
import type { CaseInput, EvidenceState } from '../support-case/facts.ts';
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

/** What creating a case needs of AWS Support. */
export type CaseDesk = Omit<Support, 'findOpen' | 'communications' | 'say'>;

/**
 * `limit` when too many cases are open. `now` in epoch milliseconds.
 *
 * @throws CaseNotPossible, NoSupportPlan
 */
export async function createCase(
  support: CaseDesk,
  wishes: CaseWishes,
  occasion: CaseOccasion,
  now: number,
): Promise<CreatedCase | 'limit'> {
  const [services, severities] = await Promise.all([support.services(), support.severities()]);
  const severityCode = chooseSeverity(severities, wishes.severity);
  const classifications = chooseCategories(services, wishes.category);
  const facts = factsOf(occasion);
  let files = await attach(support, evidence(facts, now));
  const refusals: string[] = [];
  for (const classification of classifications) {
    const { language, remark } = await languageOf(support, wishes.language, classification);
    const subject = caseSubject(facts, language);
    const propose = () =>
      support.create({
        subject,
        body: caseBody(facts, language, files.state),
        ...classification,
        severityCode,
        language,
        ccEmailAddresses: wishes.ccEmailAddresses,
        attachmentSetId: files.setId,
      });
    let outcome = await propose();
    if (!outcome.created && outcome.refused === 'attachments') {
      files = leftOut(outcome.message);
      outcome = await propose();
    }
    if (outcome.created) {
      // AWS may not show it yet: then what it answered, and what we sent, has to do.
      const sent = { caseId: outcome.caseId, subject, language, status: 'opened', communications: [] };
      const state = (await support.describe(outcome.caseId)) ?? sent;
      return { state, remark: `${remark}${files.remark}` };
    }
    if (outcome.refused === 'limit') return 'limit';
    refusals.push(`${classification.serviceCode}/${classification.categoryCode}: ${outcome.message}`);
  }
  throw new CaseNotPossible(
    `AWS Support takes no case about CloudFront (${refusals.join('; ')}). See which categories it offers (aws support describe-services), set one as supportCategory, deploy, then redrive.`,
  );
}

/** English is always to be had. */
export async function languageOf(
  support: Pick<Support, 'speaks'>,
  wished: CaseLanguage,
  classification: { serviceCode: string; categoryCode: string },
) {
  return chooseLanguage(wished, wished === 'en' || (await support.speaks(wished, classification)));
}

interface Files {
  state: EvidenceState;
  setId: string | undefined;
  remark: string;
}

async function attach(support: Pick<Support, 'attach'>, text: string): Promise<Files> {
  const outcome = await support.attach(EVIDENCE_FILE, text);
  return outcome.attached
    ? { state: 'attached', setId: outcome.setId, remark: '' }
    : leftOut(outcome.message);
}

function leftOut(message: string): Files {
  return {
    state: 'left-out',
    setId: undefined,
    remark: ` The evidence could not be attached (${message}).`,
  };
}

function factsOf({ remediation, aliases, proof, certificate: look }: CaseOccasion): CaseInput {
  const { incident, move } = remediation;
  const { target } = contest(remediation);
  const { id, status, notAfter } = look.attached ?? {};
  const until = notAfter === undefined ? undefined : new Date(notAfter).toISOString();
  const certificate = { id, status, reason: look.reason, notAfter: until };
  return { incident, target, aliases, proof, certificate, move };
}
