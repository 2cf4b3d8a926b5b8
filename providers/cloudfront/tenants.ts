/**
 * Distribution tenants as targets. A tenant has no cloudfront.net name: it is reached through the routing endpoint of its connection
 * group. What it does not customize, it has from its multi-tenant distribution.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-config-options.html
 */
import {
  type CloudFrontClient,
  type DistributionTenant,
  GetConnectionGroupCommand,
  GetDistributionCommand,
  GetDistributionTenantCommand,
  GetManagedCertificateDetailsCommand,
  paginateListConnectionGroups,
} from '@aws-sdk/client-cloudfront';
import { normaliseAlias } from '../../remediation/alias.ts';
import { TargetGone, TransientAwsError } from '../../remediation/errors.ts';
import type { CertificateReference, TargetResource } from '../../remediation/ports.ts';
import { awsError } from '../aws/client.ts';
import { certificateOf } from './distribution-config.ts';

/** @throws TargetGone when it does not exist. */
export async function readTenant(client: CloudFrontClient, identifier: string): Promise<TargetResource> {
  const { tenant } = await findTenant(client, identifier);
  const { Id: id, Arn: arn, Status: status, DistributionId: distribution, Domains = [] } = tenant;
  if (!id || !arn || !status || !distribution) {
    throw new Error(`GetDistributionTenant ${identifier} answered without Id, Arn, Status or DistributionId`);
  }
  const [group, certificate] = await Promise.all([
    connectionGroup(client, tenant),
    ownCertificate(tenant) ?? inheritedCertificate(client, distribution),
  ]);
  const served = (active: boolean) =>
    Domains.filter(({ Status }) => (Status !== 'inactive') === active).map(({ Domain = '' }) =>
      normaliseAlias(Domain),
    );
  return {
    kind: 'tenant',
    id,
    arn,
    domainName: group.endpoint,
    tenancy: { distribution, connectionGroup: group.id },
    status,
    aliases: served(true),
    inactive: served(false),
    certificate,
    // Those of its multi-tenant distribution.
    viewer: undefined,
  };
}

/** The certificate that CloudFront has requested for it, attached or not. */
export async function managedCertificate(
  client: CloudFrontClient,
  id: string,
): Promise<CertificateReference | undefined> {
  try {
    const { ManagedCertificateDetails: details } = await client.send(
      new GetManagedCertificateDetailsCommand({ Identifier: id }),
    );
    return details?.CertificateArn ? { source: 'acm', id: details.CertificateArn } : undefined;
  } catch (error) {
    // None was requested. The model has no other code for it.
    if (awsError(error)?.code === 'EntityNotFound') return undefined;
    throw error;
  }
}

/** @throws TargetGone when it does not exist. */
export async function findTenant(
  client: CloudFrontClient,
  identifier: string,
): Promise<{ tenant: DistributionTenant; etag: string | undefined }> {
  try {
    const { DistributionTenant: tenant, ETag: etag } = await client.send(
      new GetDistributionTenantCommand({ Identifier: identifier }),
    );
    if (!tenant) throw new Error(`GetDistributionTenant ${identifier} answered without a tenant`);
    return { tenant, etag };
  } catch (error) {
    if (awsError(error)?.code === 'EntityNotFound') throw new TargetGone({ kind: 'tenant', id: identifier });
    throw error;
  }
}

function ownCertificate({ Customizations }: DistributionTenant): CertificateReference | undefined {
  const arn = Customizations?.Certificate?.Arn;
  return arn ? { source: 'acm', id: arn } : undefined;
}

async function inheritedCertificate(
  client: CloudFrontClient,
  distribution: string,
): Promise<CertificateReference | undefined> {
  const { Distribution } = await unlessReplaced(
    `multi-tenant distribution ${distribution}`,
    'NoSuchDistribution',
    client.send(new GetDistributionCommand({ Id: distribution })),
  );
  const inherited = Distribution?.DistributionConfig && certificateOf(Distribution.DistributionConfig);
  return inherited && { ...inherited, inheritedFrom: distribution };
}

interface Group {
  id: string;
  endpoint: string;
}

/** "If you don't specify a connection group, CloudFront uses the default connection group" (DistributionTenant in the API's model). */
async function connectionGroup(
  client: CloudFrontClient,
  { Id, ConnectionGroupId: id }: DistributionTenant,
): Promise<Group> {
  const group = id ? await namedGroup(client, id) : await defaultGroup(client);
  if (group?.Id && group.RoutingEndpoint) {
    return { id: group.Id, endpoint: group.RoutingEndpoint.toLowerCase() };
  }
  throw new Error(`The connection group of ${Id} (${id ?? 'the default'}) has no routing endpoint`);
}

async function namedGroup(client: CloudFrontClient, id: string) {
  const { ConnectionGroup } = await unlessReplaced(
    `connection group ${id}`,
    'EntityNotFound',
    client.send(new GetConnectionGroupCommand({ Identifier: id })),
  );
  return ConnectionGroup;
}

async function defaultGroup(client: CloudFrontClient) {
  for await (const { ConnectionGroups = [] } of paginateListConnectionGroups({ client }, {})) {
    const found = ConnectionGroups.find(({ IsDefault }) => IsDefault);
    if (found) return found;
  }
  return undefined;
}

/** What has tenants cannot be deleted: what is gone was not the tenant's any more, so another look helps. */
async function unlessReplaced<Answer>(
  what: string,
  notFound: string,
  call: Promise<Answer>,
): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (awsError(error)?.code !== notFound) throw error;
    throw new TransientAwsError(`The ${what} was deleted while the tenant was read`, { cause: error });
  }
}
