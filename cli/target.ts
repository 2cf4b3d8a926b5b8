/** `--target ID`, as CloudFront writes ids. */
import type { TargetId } from '../remediation/document.ts';
import { UsageError } from './trouble.ts';

export const TARGET = {
  type: 'string',
  requiresArg: true,
  demandOption: true,
  describe: 'id of the distribution (E…) or tenant (dt_…) that is to have them',
} as const;

/**
 * CloudFront says how neither is made; all that it shows begin so.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionTenant.html
 *
 * @throws UsageError
 */
export function targetNamed(id: string): TargetId {
  if (/^dt_\w+$/.test(id)) return { kind: 'tenant', id };
  if (/^E[A-Z0-9]+$/.test(id)) return { kind: 'distribution', id };
  throw new UsageError(
    `${JSON.stringify(id)} is no id of a distribution (like E2TARGETEXAMPLE) or of a distribution tenant (like dt_2sTenantExample).`,
  );
}
