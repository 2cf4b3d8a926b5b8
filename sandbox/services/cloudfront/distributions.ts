/**
 * Distributions as CloudFront stores and answers them.
 */
import type {
  Distribution as DistributionAnswer,
  DistributionConfig,
  DistributionSummary,
} from '@aws-sdk/client-cloudfront';
import { type Clock, type Identity, Resource } from './resource.ts';

export class Distribution extends Resource {
  readonly type = 'distribution';
  readonly domainName: string;
  #config: DistributionConfig;

  constructor(identity: Identity & { domainName: string; config: DistributionConfig }, clock: Clock) {
    super(identity, clock);
    this.domainName = identity.domainName;
    this.#config = identity.config;
  }

  get arn(): string {
    return `arn:aws:cloudfront::${this.account}:distribution/${this.id}`;
  }

  /** A copy: what a caller does with an answer never reaches the store. */
  get config(): DistributionConfig {
    return structuredClone(this.#config);
  }

  replaceConfig(config: DistributionConfig): void {
    this.#config = config;
    this.changed();
  }

  get enabled(): boolean {
    return this.#config.Enabled === true;
  }

  get aliases(): readonly string[] {
    return this.#config.Aliases?.Items ?? [];
  }

  get endpoint(): string {
    return this.domainName;
  }

  get certificateId(): string | undefined {
    return attachedCertificate(this.#config);
  }

  /** Multi-tenant: its tenants have the domain names, it has none. */
  get forTenants(): boolean {
    return this.#config.ConnectionMode === 'tenant-only';
  }

  setAliases(aliases: readonly string[]): void {
    this.replaceConfig({
      ...this.#config,
      Aliases: aliases.length > 0 ? { Quantity: aliases.length, Items: [...aliases] } : { Quantity: 0 },
    });
  }
}

/** ACM ARN or IAM id; undefined with CloudFront's own certificate. */
export function attachedCertificate({ ViewerCertificate: viewer }: DistributionConfig): string | undefined {
  return viewer?.ACMCertificateArn || viewer?.IAMCertificateId || undefined;
}

/** As GetDistribution, and every call that changes one, answers it. */
export function toAnswer(distribution: Distribution): DistributionAnswer {
  const { id, arn, status, modifiedAt, domainName, config } = distribution;
  return {
    Id: id,
    ARN: arn,
    Status: status,
    LastModifiedTime: new Date(modifiedAt),
    InProgressInvalidationBatches: 0,
    DomainName: domainName,
    ActiveTrustedSigners: { Enabled: false, Quantity: 0 },
    ActiveTrustedKeyGroups: { Enabled: false, Quantity: 0 },
    DistributionConfig: config,
    ...icpRecordals(distribution),
  };
}

/** As ListDistributions answers it. */
export function toSummary(distribution: Distribution): DistributionSummary {
  const { id, arn, etag, status, modifiedAt, domainName, config } = distribution;
  const { CallerReference: _, Logging: __, DefaultRootObject: ___, TenantConfig: ____, ...rest } = config;
  return {
    ...rest,
    Id: id,
    ARN: arn,
    ETag: etag,
    Status: status,
    LastModifiedTime: new Date(modifiedAt),
    DomainName: domainName,
    Aliases: config.Aliases,
    CacheBehaviors: config.CacheBehaviors,
    CustomErrorResponses: config.CustomErrorResponses,
    PriceClass: config.PriceClass,
    ViewerCertificate: config.ViewerCertificate,
    Restrictions: config.Restrictions,
    WebACLId: config.WebACLId,
    HttpVersion: config.HttpVersion,
    IsIPV6Enabled: config.IsIPV6Enabled,
    Staging: config.Staging,
    ...icpRecordals(distribution),
  };
}

/** China's registration of names: outside China every alias counts as approved. */
function icpRecordals({ aliases }: Distribution) {
  if (aliases.length === 0) return {};
  return { AliasICPRecordals: aliases.map((CNAME) => ({ CNAME, ICPRecordalStatus: 'APPROVED' as const })) };
}
