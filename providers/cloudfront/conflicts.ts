/** Who has a name, or one that overlaps with it. */
import {
  type CloudFrontClient,
  type DistributionResourceId,
  ListConflictingAliasesCommand,
  paginateListDomainConflicts,
} from '@aws-sdk/client-cloudfront';
import type { Holder } from '../../remediation/document.ts';
import { awsError } from '../aws/client.ts';

export interface Conflict {
  domain: string | undefined;
  holder: Holder;
}

/** The newer call knows of tenants, too. Where it is not to be had, the older one may be, which is for distributions only. */
export async function conflictsOf(
  client: CloudFrontClient,
  alias: string,
  resource: DistributionResourceId,
): Promise<Conflict[]> {
  try {
    return await domainConflicts(client, alias, resource);
  } catch (error) {
    const { DistributionId: distribution } = resource;
    if (distribution === undefined || !awsError(error)?.code.startsWith('AccessDenied')) throw error;
    return conflictingAliases(client, alias, distribution);
  }
}

async function domainConflicts(
  client: CloudFrontClient,
  alias: string,
  resource: DistributionResourceId,
): Promise<Conflict[]> {
  const conflicts: Conflict[] = [];
  const input = { Domain: alias, DomainControlValidationResource: resource };
  for await (const { DomainConflicts } of paginateListDomainConflicts({ client }, input)) {
    for (const each of DomainConflicts ?? []) {
      const { Domain, ResourceType = 'distribution', ResourceId = '', AccountId = '' } = each;
      const holder = { resourceType: ResourceType, resourceId: ResourceId, accountId: AccountId };
      conflicts.push({ domain: Domain, holder });
    }
  }
  return conflicts;
}

async function conflictingAliases(
  client: CloudFrontClient,
  alias: string,
  distribution: string,
): Promise<Conflict[]> {
  const conflicts: Conflict[] = [];
  let Marker: string | undefined;
  do {
    const { ConflictingAliasesList: list } = await client.send(
      new ListConflictingAliasesCommand({
        DistributionId: distribution,
        Alias: alias,
        ...(Marker && { Marker }),
      }),
    );
    for (const { Alias, DistributionId = '', AccountId = '' } of list?.Items ?? []) {
      const holder = { resourceType: 'distribution', resourceId: DistributionId, accountId: AccountId };
      conflicts.push({ domain: Alias, holder });
    }
    Marker = list?.NextMarker;
  } while (Marker);
  return conflicts;
}
