/** The page of the runbook for an error. Those of AWS and Step Functions have no page of their own. */
import * as errors from '../errors.ts';

/** Path from the root of the repository. */
export function runbookPage(error: string | undefined): string {
  return `docs/runbook/${error !== undefined && Object.hasOwn(errors, error) ? error : 'README'}.md`;
}
