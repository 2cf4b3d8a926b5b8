/** Distribution tenants, as people and deployments make them: real calls over HTTP. */
import {
  CreateConnectionGroupCommand,
  CreateDistributionTenantCommand,
  type CreateDistributionTenantRequest,
  GetDistributionTenantCommand,
  UpdateDistributionTenantCommand,
} from '@aws-sdk/client-cloudfront';
import type { Stage } from './stage.ts';

/** A connection group besides the one that every account has. */
export async function connectionGroup(
  stage: Stage,
  account: string,
  name: string,
): Promise<{ id: string; routingEndpoint: string }> {
  const { ConnectionGroup: group } = await stage
    .as(account)
    .cloudfront.send(new CreateConnectionGroupCommand({ Name: name }));
  if (!group?.Id || !group.RoutingEndpoint) throw new Error('CreateConnectionGroup answered without an id');
  return { id: group.Id, routingEndpoint: group.RoutingEndpoint };
}

export async function createTenant(
  stage: Stage,
  account: string,
  wish: CreateDistributionTenantRequest,
): Promise<string> {
  const { DistributionTenant } = await stage
    .as(account)
    .cloudfront.send(new CreateDistributionTenantCommand(wish));
  if (!DistributionTenant?.Id) throw new Error('CreateDistributionTenant answered without an id');
  return DistributionTenant.Id;
}

/** As it is, with the ETag of its version. */
export async function readTenant(stage: Stage, account: string, id: string) {
  const { DistributionTenant, ETag } = await stage
    .as(account)
    .cloudfront.send(new GetDistributionTenantCommand({ Identifier: id }));
  if (!DistributionTenant) throw new Error(`There is no tenant ${id}`);
  return { tenant: DistributionTenant, etag: ETag };
}

/** The call that starts it all: adds a domain, with a certificate for it, and must fail with CNAMEAlreadyExists. */
export async function failingTenantUpdate(
  stage: Stage,
  account: string,
  id: string,
  { alias, certificateArn }: { alias: string; certificateArn: string },
): Promise<string> {
  const { tenant: before, etag } = await readTenant(stage, account, id);
  const present = (before.Domains ?? []).map(({ Domain }) => ({ Domain }));
  try {
    await stage.as(account).cloudfront.send(
      new UpdateDistributionTenantCommand({
        Id: id,
        IfMatch: etag,
        Domains: [{ Domain: alias }, ...present],
        Customizations: { ...before.Customizations, Certificate: { Arn: certificateArn } },
      }),
    );
  } catch (error) {
    if (error instanceof Error && error.name === 'CNAMEAlreadyExists') return error.message;
    throw error;
  }
  throw new Error(
    `UpdateDistributionTenant ${id} was expected to fail with CNAMEAlreadyExists, but it succeeded`,
  );
}
