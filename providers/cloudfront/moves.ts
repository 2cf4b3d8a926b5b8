/** The calls that move an alias. */
import {
  AssociateAliasCommand,
  type CloudFrontClient,
  type DistributionResourceId,
  UpdateDomainAssociationCommand,
} from '@aws-sdk/client-cloudfront';
import { attempt, type ChangeOutcome } from './change-outcome.ts';

/**
 * Where the newer call is not to be had (a permissions boundary from before it existed), the older one may be, which is for
 * distributions only.
 */
export async function moveTo(
  once: CloudFrontClient,
  alias: string,
  resource: DistributionResourceId,
): Promise<ChangeOutcome> {
  const moved = await attempt(() =>
    once.send(new UpdateDomainAssociationCommand({ Domain: alias, TargetResource: resource })),
  );
  const { DistributionId: distribution } = resource;
  if (moved.done || distribution === undefined || !moved.code.startsWith('AccessDenied')) return moved;
  return attempt(() =>
    once.send(new AssociateAliasCommand({ Alias: alias, TargetDistributionId: distribution })),
  );
}
