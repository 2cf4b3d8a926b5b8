/**
 * What a case is opened with: service, categories, severity and language from what AWS offers this account, never from a
 * list of ours.
 */
import type { CaseLanguage } from '../document.ts';
import { CaseNotPossible } from '../errors.ts';
import type { SupportService } from '../ports.ts';

/** From mild to grave: the codes of DescribeSeverityLevels. */
const SEVERITIES = ['low', 'normal', 'high', 'urgent', 'critical'];

/** AWS publishes no list of the categories; these words are those of the console's. Most sensible first. */
const SENSIBLE = [/general|guidance/i, /distribution/i];

/** A refused category is followed by one other: two that are refused have no category for a reason. */
const CATEGORIES_TRIED = 2;

export interface Classification {
  serviceCode: string;
  categoryCode: string;
}

/**
 * What to try, in this order. `wished`: a category code, taken where the service has it; empty for none.
 *
 * @throws CaseNotPossible when AWS offers no CloudFront among the services.
 */
export function chooseCategories(services: readonly SupportService[], wished: string): Classification[] {
  const service =
    services.find(({ code }) => code === 'amazon-cloudfront') ??
    services.find(({ name }) => name.toLowerCase().includes('cloudfront'));
  const rank = ({ code, name }: { code: string; name: string }) => {
    if (code === wished) return -1;
    const index = SENSIBLE.findIndex((words) => words.test(`${code} ${name}`));
    return index === -1 ? SENSIBLE.length : index;
  };
  const categories = (service?.categories ?? []).toSorted((one, other) => rank(one) - rank(other));
  if (!service || categories.length === 0) {
    throw new CaseNotPossible(
      'AWS Support offers this account no service named CloudFront. Open the case by hand.',
    );
  }
  return categories
    .slice(0, CATEGORIES_TRIED)
    .map(({ code }) => ({ serviceCode: service.code, categoryCode: code }));
}

/**
 * The wished severity, or the gravest milder one that the account's plan allows, or else the mildest it does.
 *
 * @throws CaseNotPossible when the plan allows none.
 */
export function chooseSeverity(allowed: readonly string[], wished: string): string {
  const possible = SEVERITIES.filter((code) => allowed.includes(code));
  const milder = possible.filter((code) => SEVERITIES.indexOf(code) <= SEVERITIES.indexOf(wished));
  const chosen = milder.at(-1) ?? possible[0] ?? allowed[0];
  if (!chosen)
    throw new CaseNotPossible('AWS Support allows this account no severity at all. Open the case by hand.');
  return chosen;
}

/** English where the wished language is not to be had, with a sentence that says so. `available`: by DescribeCreateCaseOptions. */
export function chooseLanguage(
  wished: CaseLanguage,
  available: boolean,
): { language: CaseLanguage; remark: string } {
  if (available) return { language: wished, remark: '' };
  return {
    language: 'en',
    remark: ` AWS Support does not take such a case in the wished language (${wished}), so it is in English.`,
  };
}
