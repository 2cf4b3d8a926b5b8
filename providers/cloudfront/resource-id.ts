/** How the calls that take targets of either kind name one. */
import type { DistributionResourceId } from '@aws-sdk/client-cloudfront';
import type { TargetId } from '../../remediation/document.ts';

export function resourceId({ kind, id }: TargetId): DistributionResourceId {
  return kind === 'tenant' ? { DistributionTenantId: id } : { DistributionId: id };
}
