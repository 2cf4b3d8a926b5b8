/** A target by a name of it: its cloudfront.net name, or an alias that it has. */
import {
  type CloudFrontClient,
  GetDistributionTenantByDomainCommand,
  paginateListDistributions,
} from '@aws-sdk/client-cloudfront';
import { normaliseAlias } from '../../remediation/alias.ts';
import type { TargetId } from '../../remediation/document.ts';
import { awsError } from '../aws/client.ts';

/** @param name normalised. @returns undefined where this account has none of that name */
export async function targetByName(client: CloudFrontClient, name: string): Promise<TargetId | undefined> {
  for await (const { DistributionList } of paginateListDistributions({ client }, {})) {
    for (const { Id, DomainName, Aliases } of DistributionList?.Items ?? []) {
      const names = [DomainName ?? '', ...(Aliases?.Items ?? []).map(normaliseAlias)];
      if (Id && names.includes(name)) return { kind: 'distribution', id: Id };
    }
  }
  try {
    const { DistributionTenant } = await client.send(
      new GetDistributionTenantByDomainCommand({ Domain: name }),
    );
    return DistributionTenant?.Id ? { kind: 'tenant', id: DistributionTenant.Id } : undefined;
  } catch (error) {
    if (awsError(error)?.code === 'EntityNotFound') return undefined;
    throw error;
  }
}
