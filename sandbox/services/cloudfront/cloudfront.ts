/**
 * CloudFront, as far as aliases go: distributions and tenants of all accounts, who has which alias, and how one moves.
 */
import * as sdk from '@aws-sdk/client-cloudfront';
import type { Resolver } from '../../parts.ts';
import { AwsError, type Service } from '../../wire/service.ts';
import type { Certificates } from '../certificate.ts';
import { createAliasRules, type DnsCheck } from './aliases.ts';
import { createConflictOperations } from './conflicts.ts';
import { createConnectionGroupOperations } from './connection-groups.ts';
import { createDistributionOperations } from './distribution-operations.ts';
import { createEndpoints } from './endpoints.ts';
import { createMoveOperations, handOver } from './move.ts';
import { createRegistry } from './registry.ts';
import type { Resource } from './resource.ts';
import { type DistributionSeed, seedDistribution, seedTenant, type TenantSeed } from './seeds.ts';
import { createTagOperations } from './tags.ts';
import { createTenantOperations } from './tenant-operations.ts';
import { createViewerCertificateCheck } from './viewer-certificate.ts';

export interface CloudFrontOptions {
  /** CloudFront's own, with its own cache. */
  resolver: Resolver;
  certificates: Certificates;
  deploySeconds: number;
  /** Epoch milliseconds. */
  now: () => number;
  /** Puts a cloudfront.net name into DNS, or takes it out with an empty list. */
  setAddress: (name: string, ipv4: string[]) => void;
  dnsCheck?: DnsCheck;
}

/** A distribution or tenant, as the world around CloudFront sees it. */
export type Sight = Pick<Resource, 'type' | 'id' | 'arn' | 'account' | 'enabled' | 'endpoint' | 'etag'> & {
  aliases: readonly string[];
};

export function createCloudFront(options: CloudFrontOptions) {
  const { resolver, certificates, now, deploySeconds, setAddress, dnsCheck = 'unheld-only' } = options;
  const clock = { now, deploySeconds };
  const registry = createRegistry();
  const endpoints = createEndpoints(setAddress);
  const rules = createAliasRules({ registry, endpoints, resolver, dnsCheck });
  const findProblem = createViewerCertificateCheck(certificates, now);
  const parts = { registry, endpoints, rules, findProblem, clock };

  return {
    sdk,
    client: 'CloudFrontClient',
    operations: {
      ...createDistributionOperations(parts),
      ...createTenantOperations(parts),
      ...createConnectionGroupOperations(parts),
      ...createMoveOperations({ registry, findProblem, resolver }),
      ...createConflictOperations(registry, findProblem),
      ...createTagOperations(registry),
    },

    /** A distribution of long ago under a given id, certificate unchecked. @throws Error when id or alias is taken */
    seedDistribution: (seed: DistributionSeed): Sight => sight(seedDistribution(seed, parts)),
    /** A tenant of long ago under a given id, with a multi-tenant distribution of its own. @throws as above */
    seedTenant: (seed: TenantSeed): Sight => sight(seedTenant(seed, parts)),

    /** Distribution or tenant by id, whosever it is. */
    find(id: string): Sight | undefined {
      const found = registry.find(id);
      return found && sight(found);
    },

    whoHolds(alias: string): Sight | undefined {
      const holder = registry.holderOf(alias.toLowerCase());
      return holder && sight(holder);
    },

    /** What keeps the certificate of a distribution or tenant from bringing it an alias, in CloudFront's words. */
    async certificateProblem(id: string, alias: string): Promise<string | undefined> {
      const found = registry.find(id);
      if (!found) return `There is no distribution ${id}.`;
      const { certificateId, account } = found;
      return findProblem({ certificateId, account, aliases: [alias.toLowerCase()], adding: true });
    },

    /** What only AWS can do: no condition but that the target exists. An alias that nobody holds is given all the same. */
    moveByAgent(alias: string, targetId: string): void {
      const target = registry.find(targetId);
      if (!target) throw new AwsError('EntityNotFound', 'The specified entity does not exist.', 404);
      const name = alias.toLowerCase();
      const holder = registry.holderOf(name);
      if (holder !== target) handOver(name, holder, target);
    },

    /** ARNs of the distributions and tenants that show a certificate to viewers. */
    usersOf: (certificateId: string): string[] =>
      registry
        .all()
        .filter((resource) => resource.certificateId === certificateId)
        .map(({ arn }) => arn),
  } satisfies Service & Record<string, unknown>;
}

export type CloudFront = ReturnType<typeof createCloudFront>;

function sight({ type, id, arn, account, enabled, endpoint, etag, aliases }: Resource): Sight {
  return { type, id, arn, account, enabled, endpoint, etag, aliases: [...aliases] };
}
