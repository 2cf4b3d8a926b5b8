/**
 * `Draft support case`, in a dry run: whether AWS Support could be asked, and how. It only asks what there is to choose from. That
 * the case itself would be taken cannot be known: CreateCase with the API's `dryRun` flag wants the permission to open cases.
 */
import type { Draft, StepInput } from '../document.ts';
import { CaseNotPossible } from '../errors.ts';
import { NO_PLAN, NoSupportPlan } from '../no-support-plan.ts';
import type { Now, Support } from '../ports.ts';
import { chooseCategories, chooseSeverity } from '../support-case/options.ts';
import { caseMarker } from '../support-case/text.ts';
import { type CaseWishes, languageOf } from './create-case.ts';

/** What only looks. */
type Desk = Pick<Support, 'services' | 'severities' | 'speaks' | 'findOpen'>;

export function draftSupportCase({ support, now }: { support: Desk; now: Now }, wishes: CaseWishes) {
  return async ({ remediation }: StepInput): Promise<Draft> => {
    const marker = caseMarker(remediation.incident);
    const draft = await drafted(support, wishes, marker);
    return { ...draft, checkedAt: new Date(now()).toISOString() };
  };
}

async function drafted(support: Desk, wishes: CaseWishes, marker: string): Promise<Omit<Draft, 'checkedAt'>> {
  const { language: wished } = wishes;
  try {
    const found = await support.findOpen(marker);
    if (found) {
      const reason = `Case ${found.displayId} about this is open already: no other would be opened.`;
      return { verdict: 'filed', reason, language: found.language };
    }
    const [services, severities] = await Promise.all([support.services(), support.severities()]);
    const severity = chooseSeverity(severities, wishes.severity);
    const [first] = chooseCategories(services, wishes.category);
    if (!first) throw new CaseNotPossible('AWS Support offers no category for CloudFront.');
    const { language, remark } = await languageOf(support, wished, first);
    const milder =
      severity === wishes.severity ? '' : ` This account's plan does not have ${wishes.severity}.`;
    const reason = `A case of AWS Support would be about ${first.serviceCode}, ${first.categoryCode}, with the severity ${severity}.${milder}${remark}`;
    return { verdict: 'possible', reason, language };
  } catch (error) {
    if (error instanceof NoSupportPlan) {
      const reason = `${NO_PLAN}, so people would be asked to open a case by hand.`;
      return { verdict: 'by-hand', reason, language: wished };
    }
    if (error instanceof CaseNotPossible) {
      return { verdict: 'not-possible', reason: error.message, language: wished };
    }
    throw error;
  }
}
