/** Which service, category and severity a case gets: from what AWS offers this account, never from a list of ours. */
import { CaseNotPossible } from './errors.ts';
import type { SupportService } from './ports.ts';

/** From mild to grave: the codes of DescribeSeverityLevels. */
const SEVERITIES = ['low', 'normal', 'high', 'urgent', 'critical'];

/** @throws CaseNotPossible when AWS offers no CloudFront among the services. */
export function chooseCategory(services: readonly SupportService[]): {
  serviceCode: string;
  categoryCode: string;
} {
  const service =
    services.find(({ code }) => code === 'amazon-cloudfront') ??
    services.find(({ name }) => name.toLowerCase().includes('cloudfront'));
  // AWS publishes no list of the categories; these words are those of the console's.
  const category =
    service?.categories.find(({ code, name }) => /general|guidance|distribution/i.test(`${code} ${name}`)) ??
    service?.categories[0];
  if (!service || !category) {
    throw new CaseNotPossible(
      'AWS Support offers this account no service named CloudFront. Open the case by hand.',
    );
  }
  return { serviceCode: service.code, categoryCode: category.code };
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
