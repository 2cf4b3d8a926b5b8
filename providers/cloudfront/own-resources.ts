/** All that this account has, to recognise a holder of our own by the end of its id, or by the alias that it has. */
import {
  type CloudFrontClient,
  paginateListDistributions,
  paginateListDistributionTenants,
} from '@aws-sdk/client-cloudfront';
import { normaliseAlias } from '../../remediation/alias.ts';
import type { OwnResource } from '../../remediation/masking.ts';

export async function ownResources(client: CloudFrontClient): Promise<OwnResource[]> {
  const own: OwnResource[] = [];
  for await (const { DistributionList } of paginateListDistributions({ client }, {})) {
    for (const { Id = '', ARN = '', Aliases } of DistributionList?.Items ?? []) {
      const aliases = (Aliases?.Items ?? []).map(normaliseAlias);
      own.push({ resourceType: 'distribution', id: Id, arn: ARN, aliases });
    }
  }
  for await (const { DistributionTenantList } of paginateListDistributionTenants({ client }, {})) {
    for (const { Id = '', Arn = '', Domains } of DistributionTenantList ?? []) {
      const aliases = (Domains ?? []).flatMap(({ Domain }) => (Domain ? [normaliseAlias(Domain)] : []));
      own.push({ resourceType: 'distribution-tenant', id: Id, arn: Arn, aliases });
    }
  }
  return own;
}
