/** What a scenario sets up its world with: real calls over HTTP, as people and deployments make them. */
import { randomUUID } from 'node:crypto';
import {
  CertificateStatus,
  DescribeCertificateCommand,
  RequestCertificateCommand,
} from '@aws-sdk/client-acm';
import {
  CreateDistributionCommand,
  type DistributionConfig,
  GetDistributionCommand,
  GetDistributionTenantCommand,
  type Origin,
  UpdateDistributionCommand,
  UpdateDomainAssociationCommand,
} from '@aws-sdk/client-cloudfront';
import {
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  GetHostedZoneCommand,
  ListResourceRecordSetsCommand,
  type ResourceRecordSet,
  type RRType,
} from '@aws-sdk/client-route-53';
import { type Clients, clientsFor } from './clients.ts';
import { until } from './until.ts';

/** The account that the stack is deployed in, and one that it knows nothing of. */
export const OURS = '111122223333';
export const THEIRS = '444455556666';

export interface DistributionWish {
  aliases?: string[];
  certificateArn?: string | undefined;
  /** Its own certificate comes off. */
  defaultCertificate?: true;
  comment?: string;
  enabled?: boolean;
  origins?: Origin[];
  /** A multi-tenant one. */
  forTenants?: boolean;
}

/** Where a hosted zone is. */
export interface HostedZone {
  account: string;
  id: string;
}

export class Stage {
  readonly endpoint: string;
  readonly #clients = new Map<string, Clients>();

  constructor(endpoint: string) {
    this.endpoint = endpoint;
  }

  as(account: string): Clients {
    const clients = this.#clients.get(account) ?? clientsFor(this.endpoint, account);
    this.#clients.set(account, clients);
    return clients;
  }

  /** @returns the zone's id */
  async hostedZone(account: string, name: string): Promise<string> {
    const { HostedZone } = await this.as(account).route53.send(
      new CreateHostedZoneCommand({ Name: name, CallerReference: randomUUID() }),
    );
    if (!HostedZone?.Id) throw new Error(`CreateHostedZone ${name} answered without an id`);
    return HostedZone.Id;
  }

  /** Creates a record set with all its values, or replaces the one of the same name and type. */
  async record(
    zone: HostedZone,
    { name, type, values, ttl = 60 }: { name: string; type: RRType; values: string[]; ttl?: number },
  ): Promise<void> {
    const quoted = values.map((value) => (type === 'TXT' ? `"${value}"` : value));
    const ResourceRecords = quoted.map((Value) => ({ Value }));
    await this.#upsert(zone, { Name: name, Type: type, TTL: ttl, ResourceRecords });
  }

  /** Route 53's own alias record, which may stand at an apex, where a CNAME may not. */
  async aliasRecord(zone: HostedZone, name: string, distributionDomainName: string): Promise<void> {
    const AliasTarget = {
      // CloudFront's zone, the same for all distributions.
      HostedZoneId: 'Z2FDTNDATAQYW2',
      DNSName: distributionDomainName,
      EvaluateTargetHealth: false,
    };
    await this.#upsert(zone, { Name: name, Type: 'A', AliasTarget });
  }

  /** NS records in the parent: from now on the names below are the child's. */
  async delegate(parent: HostedZone, child: HostedZone): Promise<void> {
    const { HostedZone, DelegationSet } = await this.as(child.account).route53.send(
      new GetHostedZoneCommand({ Id: child.id }),
    );
    await this.record(parent, {
      name: HostedZone?.Name ?? '',
      type: 'NS',
      values: DelegationSet?.NameServers ?? [],
    });
  }

  /** Caches keep a miss for as long as the SOA record's TTL, when its MINIMUM is not less. */
  async keepMisses(zone: HostedZone, seconds: number): Promise<void> {
    const { ResourceRecordSets: sets = [] } = await this.as(zone.account).route53.send(
      new ListResourceRecordSetsCommand({ HostedZoneId: zone.id }),
    );
    const soa = sets.find(({ Type }) => Type === 'SOA');
    if (!soa) throw new Error(`The hosted zone ${zone.id} has no SOA record`);
    await this.#upsert(zone, { ...soa, TTL: seconds });
  }

  async #upsert(zone: HostedZone, set: ResourceRecordSet): Promise<void> {
    const Changes = [{ Action: 'UPSERT' as const, ResourceRecordSet: set }];
    await this.as(zone.account).route53.send(
      new ChangeResourceRecordSetsCommand({ HostedZoneId: zone.id, ChangeBatch: { Changes } }),
    );
  }

  /** Requests a certificate, publishes its validation records in the zone, and waits until it is ISSUED. */
  async certificate(account: string, zone: HostedZone, names: string[]): Promise<string> {
    const arn = await this.requestedCertificate(account, names);
    const requested = await this.#describe(account, arn);
    for (const { ResourceRecord } of requested?.DomainValidationOptions ?? []) {
      const { Name, Type, Value } = ResourceRecord ?? {};
      if (!Name || !Type || !Value) throw new Error(`${arn} has no validation record`);
      await this.record(zone, { name: Name, type: Type, values: [Value] });
    }
    await until(
      `${arn} is ISSUED`,
      async () => (await this.#describe(account, arn))?.Status === CertificateStatus.ISSUED,
    );
    return arn;
  }

  /** Requests a certificate and leaves it at that: its validation records are in nobody's DNS. */
  async requestedCertificate(account: string, [domainName, ...others]: string[]): Promise<string> {
    const { CertificateArn } = await this.as(account).acm.send(
      new RequestCertificateCommand({
        DomainName: domainName,
        ValidationMethod: 'DNS',
        ...(others.length > 0 && { SubjectAlternativeNames: others }),
      }),
    );
    if (!CertificateArn) throw new Error('RequestCertificate answered without an ARN');
    return CertificateArn;
  }

  async #describe(account: string, CertificateArn: string) {
    const { Certificate } = await this.as(account).acm.send(
      new DescribeCertificateCommand({ CertificateArn }),
    );
    return Certificate;
  }

  async distribution(account: string, wish: DistributionWish): Promise<{ id: string; domainName: string }> {
    const { Distribution } = await this.as(account).cloudfront.send(
      new CreateDistributionCommand({ DistributionConfig: distributionConfig(wish) }),
    );
    if (!Distribution?.Id || !Distribution.DomainName)
      throw new Error('CreateDistribution answered without an id');
    return { id: Distribution.Id, domainName: Distribution.DomainName };
  }

  /** Reads the configuration, changes it, writes it back: what every deployment tool does. */
  async update(account: string, id: string, wish: DistributionWish): Promise<void> {
    const { cloudfront } = this.as(account);
    const { Distribution, ETag } = await cloudfront.send(new GetDistributionCommand({ Id: id }));
    if (!Distribution?.DistributionConfig) throw new Error(`${id} has no configuration`);
    await cloudfront.send(
      new UpdateDistributionCommand({
        Id: id,
        IfMatch: ETag,
        DistributionConfig: { ...Distribution.DistributionConfig, ...wished(wish) },
      }),
    );
  }

  /** The call that starts it all: adds aliases and must fail with CNAMEAlreadyExists. */
  async failingUpdate(account: string, id: string, wish: DistributionWish): Promise<string> {
    try {
      await this.update(account, id, wish);
    } catch (error) {
      if (error instanceof Error && error.name === 'CNAMEAlreadyExists') return error.message;
      throw error;
    }
    throw new Error(
      `UpdateDistribution ${id} was expected to fail with CNAMEAlreadyExists, but it succeeded`,
    );
  }

  /** The same of a distribution that is to have the aliases from the start: there is none afterwards. */
  async failingCreate(account: string, wish: DistributionWish): Promise<string> {
    try {
      await this.distribution(account, wish);
    } catch (error) {
      if (error instanceof Error && error.name === 'CNAMEAlreadyExists') return error.message;
      throw error;
    }
    throw new Error('CreateDistribution was expected to fail with CNAMEAlreadyExists, but it succeeded');
  }

  /** A move by hand that must be refused. @returns the refusal: its code, and CloudFront's words */
  async refusedMove(account: string, id: string, alias: string): Promise<string> {
    try {
      await this.as(account).cloudfront.send(
        new UpdateDomainAssociationCommand({ Domain: alias, TargetResource: { DistributionId: id } }),
      );
    } catch (error) {
      if (error instanceof Error && error.name === 'IllegalUpdate') return `${error.name}: ${error.message}`;
      throw error;
    }
    throw new Error(`UpdateDomainAssociation ${alias} to ${id} was expected to be refused, but it succeeded`);
  }

  async domainNameOf(account: string, id: string): Promise<string> {
    const { Distribution } = await this.as(account).cloudfront.send(new GetDistributionCommand({ Id: id }));
    if (!Distribution?.DomainName) throw new Error(`${id} has no domain name`);
    return Distribution.DomainName;
  }

  async aliasesOf(account: string, id: string): Promise<string[]> {
    const { cloudfront } = this.as(account);
    if (id.startsWith('dt_')) {
      const { DistributionTenant } = await cloudfront.send(
        new GetDistributionTenantCommand({ Identifier: id }),
      );
      return (DistributionTenant?.Domains ?? []).flatMap(({ Domain }) => Domain ?? []);
    }
    const { Distribution } = await cloudfront.send(new GetDistributionCommand({ Id: id }));
    return Distribution?.DistributionConfig?.Aliases?.Items ?? [];
  }

  /** What the sandbox has besides AWS. @returns the answer's JSON */
  async control(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.endpoint}/_sandbox/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`${method} /_sandbox/${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}

function distributionConfig(wish: DistributionWish): DistributionConfig {
  return {
    CallerReference: randomUUID(),
    Comment: wish.comment ?? 'rehearsal',
    Enabled: true,
    Origins: {
      Quantity: 1,
      Items: [
        {
          Id: 'site',
          DomainName: 'origin.example.com',
          CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'https-only' },
        },
      ],
    },
    DefaultCacheBehavior: {
      TargetOriginId: 'site',
      ViewerProtocolPolicy: 'redirect-to-https',
      // CachingOptimized, one of CloudFront's managed cache policies.
      CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
    },
    ...(wish.forTenants && { ConnectionMode: 'tenant-only' }),
    ...wished(wish),
  };
}

function wished({
  aliases,
  certificateArn,
  defaultCertificate,
  enabled,
  origins,
}: DistributionWish): Partial<DistributionConfig> {
  return {
    ...(origins && { Origins: { Quantity: origins.length, Items: origins } }),
    ...(enabled !== undefined && { Enabled: enabled }),
    ...(aliases && { Aliases: { Quantity: aliases.length, Items: aliases } }),
    ...(defaultCertificate && { ViewerCertificate: { CloudFrontDefaultCertificate: true } }),
    ...(certificateArn && {
      ViewerCertificate: {
        ACMCertificateArn: certificateArn,
        SSLSupportMethod: 'sni-only',
        MinimumProtocolVersion: 'TLSv1.2_2021',
      },
    }),
  };
}
