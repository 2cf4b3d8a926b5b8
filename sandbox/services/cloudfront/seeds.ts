/**
 * Distributions and tenants that were there before the scenario begins: under ids that an event names, and in states
 * that CloudFront would not let anybody make, such as an alias that its certificate does not cover.
 */
import type { DistributionConfig, ManagedCertificateDetails } from '@aws-sdk/client-cloudfront';
import { type ConnectionGroupParts, defaultGroup } from './connection-groups.ts';
import { acceptConfig } from './distribution-config.ts';
import { Distribution } from './distributions.ts';
import type { Registry } from './registry.ts';
import { drawDomainName, drawId, drawLongId, type Resource } from './resource.ts';
import { Tenant } from './tenants.ts';

export interface DistributionSeed {
  id?: string;
  /** `….cloudfront.net` */
  domainName?: string;
  account: string;
  aliases?: readonly string[];
  enabled?: boolean;
  /** ACM ARN, or IAM server certificate id. */
  certificateArn?: string;
}

export interface TenantSeed {
  id?: string;
  name?: string;
  account: string;
  domains: readonly string[];
  enabled?: boolean;
  /** Of its multi-tenant distribution. */
  certificateArn?: string;
  /** Requested by CloudFront for it, and not attached. */
  managedCertificate?: ManagedCertificateDetails;
}

export function seedDistribution(seed: DistributionSeed, parts: ConnectionGroupParts): Distribution {
  return plant(seed, baseConfig(seed), parts);
}

export function seedTenant(seed: TenantSeed, parts: ConnectionGroupParts): Tenant {
  const { account, certificateArn, enabled = true } = seed;
  const { registry, clock } = parts;
  const domains = seed.domains.map((domain) => domain.toLowerCase());
  refuseTaken(seed.id, domains, registry);
  const shared = { account, ...(certificateArn && { certificateArn }) };
  const config: DistributionConfig = { ...baseConfig(shared), ConnectionMode: 'tenant-only' };
  const distribution = plant(shared, config, parts);
  const id = seed.id ?? drawLongId('dt');
  const group = defaultGroup(account, parts);
  const made = { distribution, domains, group, customizations: undefined, parameters: undefined, enabled };
  const tenant = new Tenant({ id, account, name: seed.name ?? id, parts: made }, clock);
  tenant.managedCertificate = seed.managedCertificate;
  tenant.deployed();
  registry.tenants.set(id, tenant);
  return tenant;
}

function plant(
  seed: DistributionSeed,
  base: DistributionConfig,
  { registry, endpoints, clock }: ConnectionGroupParts,
) {
  const config = acceptConfig(base);
  const { id = drawId(), account, domainName = drawDomainName() } = seed;
  refuseTaken(seed.id, config.Aliases?.Items ?? [], registry);
  const distribution = new Distribution({ id, account, domainName, config }, clock);
  distribution.deployed();
  registry.distributions.set(id, distribution);
  endpoints.open(domainName);
  return distribution;
}

/** Even without checks there is one thing that must hold, or nothing else makes sense. */
function refuseTaken(id: string | undefined, aliases: readonly string[], registry: Registry): void {
  const taken: (Resource | undefined)[] = aliases.map((alias) => registry.holderOf(alias));
  if (taken.some(Boolean)) throw new Error(`One of ${aliases.join(', ')} is already held.`);
  if (id !== undefined && registry.find(id)) throw new Error(`The id ${id} is already taken.`);
}

function baseConfig({ aliases = [], enabled = true, certificateArn }: Omit<DistributionSeed, 'account'>) {
  const names = aliases.map((alias) => alias.toLowerCase());
  const iam = certificateArn !== undefined && !certificateArn.startsWith('arn:');
  const config: DistributionConfig = {
    CallerReference: `seed-${drawId()}`,
    Aliases: names.length > 0 ? { Quantity: names.length, Items: names } : { Quantity: 0 },
    Origins: { Quantity: 1, Items: [{ Id: 'site', DomainName: 'origin.example.net' }] },
    DefaultCacheBehavior: {
      TargetOriginId: 'site',
      ViewerProtocolPolicy: 'redirect-to-https',
      // The managed policy "CachingOptimized" (CloudFront, managed cache policies).
      CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
    },
    Comment: '',
    Enabled: enabled,
    ViewerCertificate: certificateArn
      ? {
          CloudFrontDefaultCertificate: false,
          ...(iam ? { IAMCertificateId: certificateArn } : { ACMCertificateArn: certificateArn }),
          SSLSupportMethod: 'sni-only',
          MinimumProtocolVersion: 'TLSv1.2_2021',
        }
      : { CloudFrontDefaultCertificate: true },
  };
  return config;
}
