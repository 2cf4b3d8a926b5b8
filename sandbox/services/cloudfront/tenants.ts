/**
 * Distribution tenants and the connection groups that they are reached through.
 */
import type {
  ConnectionGroup as ConnectionGroupAnswer,
  ConnectionGroupSummary,
  Customizations,
  DistributionTenant,
  DistributionTenantSummary,
  ManagedCertificateDetails,
  Parameter,
} from '@aws-sdk/client-cloudfront';
import { AwsError } from '../../wire/service.ts';
import type { Distribution } from './distributions.ts';
import { type Clock, type Identity, Resource } from './resource.ts';

/** "Each distribution tenant can have up to 5 domains" (UpdateDistributionTenant in the API's model). */
export const mostDomains = 5;

/** Of the codes that UpdateDistributionTenant may answer with, the one for a quota. */
export function tooManyDomains(): AwsError {
  return new AwsError(
    'EntityLimitExceeded',
    `The entity limit has been exceeded: a distribution tenant can have up to ${mostDomains} domains.`,
  );
}

export interface ConnectionGroup {
  id: string;
  account: string;
  name: string;
  etag: string;
  createdAt: number;
  /** The cloudfront.net name that the DNS of every domain of its tenants points to. */
  routingEndpoint: string;
  /** The one of tenants that name none. */
  isDefault: boolean;
}

/** What a tenant is made of; a change names some of it. */
export interface TenantParts {
  /** The multi-tenant distribution it belongs to. */
  distribution: Distribution;
  domains: readonly string[];
  group: ConnectionGroup;
  customizations: Customizations | undefined;
  parameters: Parameter[] | undefined;
  enabled: boolean;
}

export class Tenant extends Resource {
  readonly type = 'distribution-tenant';
  readonly name: string;
  /** The certificate that CloudFront has requested for it. */
  managedCertificate: ManagedCertificateDetails | undefined;
  #parts: TenantParts;

  constructor(identity: Identity & { name: string; parts: TenantParts }, clock: Clock) {
    super(identity, clock);
    this.name = identity.name;
    this.#parts = identity.parts;
  }

  get arn(): string {
    return `arn:aws:cloudfront::${this.account}:distribution-tenant/${this.id}`;
  }

  get parts(): Readonly<TenantParts> {
    return this.#parts;
  }

  replaceParts(parts: TenantParts): void {
    this.#parts = parts;
    this.changed();
  }

  get enabled(): boolean {
    return this.#parts.enabled;
  }

  get aliases(): readonly string[] {
    return this.#parts.domains;
  }

  get endpoint(): string {
    return this.#parts.group.routingEndpoint;
  }

  get certificateId(): string | undefined {
    return certificateOf(this.#parts);
  }

  setAliases(domains: readonly string[]): void {
    this.replaceParts({ ...this.#parts, domains });
  }
}

/** Its own certificate, or the one of its distribution. */
export function certificateOf({ customizations, distribution }: TenantParts): string | undefined {
  return customizations?.Certificate?.Arn ?? distribution.certificateId;
}

/** Every domain is `active`: one that no certificate covers is refused, since none is issued for it here. */
export function toTenantSummary(tenant: Tenant): DistributionTenantSummary {
  const { distribution, domains, group, customizations, enabled } = tenant.parts;
  return {
    Id: tenant.id,
    DistributionId: distribution.id,
    Name: tenant.name,
    Arn: tenant.arn,
    Domains: domains.map((Domain) => ({ Domain, Status: 'active' })),
    ConnectionGroupId: group.id,
    ...(customizations && { Customizations: structuredClone(customizations) }),
    CreatedTime: new Date(tenant.createdAt),
    LastModifiedTime: new Date(tenant.modifiedAt),
    ETag: tenant.etag,
    Enabled: enabled,
    Status: tenant.status,
  };
}

export function toTenantAnswer(tenant: Tenant): DistributionTenant {
  const { ETag: _, ...rest } = toTenantSummary(tenant);
  const { parameters } = tenant.parts;
  return {
    ...rest,
    Tags: { Items: tenant.tags },
    ...(parameters && { Parameters: structuredClone(parameters) }),
  };
}

export function groupArn({ account, id }: ConnectionGroup): string {
  return `arn:aws:cloudfront::${account}:connection-group/${id}`;
}

export function toGroupAnswer(group: ConnectionGroup): ConnectionGroupAnswer {
  return {
    Id: group.id,
    Name: group.name,
    Arn: groupArn(group),
    CreatedTime: new Date(group.createdAt),
    LastModifiedTime: new Date(group.createdAt),
    Tags: { Items: [] },
    Ipv6Enabled: true,
    RoutingEndpoint: group.routingEndpoint,
    Status: 'Deployed',
    Enabled: true,
    IsDefault: group.isDefault,
  };
}

export function toGroupSummary(group: ConnectionGroup): ConnectionGroupSummary {
  const { Tags: _, Ipv6Enabled: __, ...rest } = toGroupAnswer(group);
  return {
    ...rest,
    Id: group.id,
    Name: group.name,
    Arn: groupArn(group),
    RoutingEndpoint: group.routingEndpoint,
    CreatedTime: new Date(group.createdAt),
    LastModifiedTime: new Date(group.createdAt),
    ETag: group.etag,
  };
}
