/** CloudFront, as the rules need it. */
import {
  AssociateAliasCommand,
  type Distribution as AwsDistribution,
  CloudFrontClient,
  GetDistributionCommand,
  GetDistributionConfigCommand,
  ListConflictingAliasesCommand,
  paginateListDistributions,
  paginateListDistributionTenants,
  paginateListDomainConflicts,
  UpdateDistributionCommand,
  UpdateDomainAssociationCommand,
} from '@aws-sdk/client-cloudfront';
import { normaliseAlias, sameAlias } from '../remediation/alias.ts';
import type { Holder } from '../remediation/document.ts';
import { TargetGone } from '../remediation/errors.ts';
import type { OwnResource } from '../remediation/masking.ts';
import type { CloudFront, Distribution, MoveOutcome } from '../remediation/ports.ts';
import { atMost } from './at-most.ts';
import { awsClient, awsError } from './aws/client.ts';
import type { Permit } from './aws/permit.ts';
import {
  type ChangeOutcome,
  type ConfigDesk,
  certificateOf,
  changeConfig,
  viewerOf,
  withAliases,
  withCertificate,
} from './change-config.ts';

/** A hundred aliases are looked up together, and CloudFront throttles early: AWS states no rate for its control plane. */
const LISTINGS_AT_ONCE = 5;

export function createCloudFront(permit: Permit): CloudFront {
  const client = awsClient(new CloudFrontClient({}), permit);
  // Nobody knows what a second move answers when the first one's answer was lost. The state retries, and looks first.
  const once = awsClient(new CloudFrontClient({ maxAttempts: 1 }), permit);
  const inTurn = atMost(LISTINGS_AT_ONCE);

  const desk = (id: string): ConfigDesk => ({
    async read() {
      const { DistributionConfig: config, ETag: etag } = await client.send(
        new GetDistributionConfigCommand({ Id: id }),
      );
      if (!config) throw new Error(`GetDistributionConfig ${id} answered without a configuration`);
      return { config, etag };
    },
    write: (config, etag) =>
      attempt(() =>
        once.send(new UpdateDistributionCommand({ Id: id, IfMatch: etag, DistributionConfig: config })),
      ),
  });

  return {
    async distribution(id) {
      try {
        const { Distribution } = await client.send(new GetDistributionCommand({ Id: id }));
        return fromAws(id, Distribution);
      } catch (error) {
        if (awsError(error)?.code === 'NoSuchDistribution') throw new TargetGone(id);
        throw error;
      }
    },

    async holders(alias, targetId) {
      let conflicts: Conflict[];
      try {
        conflicts = await inTurn(() => conflictsOf(client, alias, targetId));
      } catch (error) {
        // CloudFront lists nothing while the target has no certificate that covers the alias.
        if (awsError(error)?.code === 'InvalidArgument') return { listed: false };
        throw error;
      }
      // The listing holds overlapping names too: a wildcard above, names under a wildcard.
      const exact = conflicts.filter(({ domain }) => domain !== undefined && sameAlias(domain, alias));
      return { listed: true, holders: exact.map(({ holder }) => holder) };
    },

    async ownResources() {
      const own: OwnResource[] = [];
      for await (const { DistributionList } of paginateListDistributions({ client }, {})) {
        for (const { Id = '', Aliases } of DistributionList?.Items ?? []) {
          const aliases = (Aliases?.Items ?? []).map(normaliseAlias);
          own.push({ resourceType: 'distribution', id: Id, aliases });
        }
      }
      for await (const { DistributionTenantList } of paginateListDistributionTenants({ client }, {})) {
        for (const { Id = '', Domains } of DistributionTenantList ?? []) {
          const aliases = (Domains ?? []).flatMap(({ Domain }) => (Domain ? [normaliseAlias(Domain)] : []));
          own.push({ resourceType: 'distribution-tenant', id: Id, aliases });
        }
      }
      return own;
    },

    async moveAlias(alias, targetId) {
      const updated = await attempt(() =>
        once.send(
          new UpdateDomainAssociationCommand({ Domain: alias, TargetResource: { DistributionId: targetId } }),
        ),
      );
      // Where the newer call is not to be had (a permissions boundary from before it existed), the older one may be.
      if (updated.done || !updated.code.startsWith('AccessDenied')) return asMove(updated);
      return asMove(
        await attempt(() =>
          once.send(new AssociateAliasCommand({ Alias: alias, TargetDistributionId: targetId })),
        ),
      );
    },

    async addAliases(aliases, targetId) {
      const outcome = await changeConfig(targetId, desk(targetId), (config) => withAliases(config, aliases));
      if (outcome.done) return { added: true };
      return { added: false, code: outcome.code, message: outcome.message };
    },

    async attachCertificate(certificate, wished, targetId) {
      const outcome = await changeConfig(targetId, desk(targetId), (config) =>
        withCertificate(config, certificate, wished),
      );
      if (outcome.done) return { attached: true };
      return { attached: false, code: outcome.code, message: outcome.message };
    },
  };
}

interface Conflict {
  domain: string | undefined;
  holder: Holder;
}

/** The newer call knows of tenants, too. Where it is not to be had, the older one may be. */
async function conflictsOf(client: CloudFrontClient, alias: string, targetId: string): Promise<Conflict[]> {
  try {
    return await domainConflicts(client, alias, targetId);
  } catch (error) {
    if (!awsError(error)?.code.startsWith('AccessDenied')) throw error;
    return conflictingAliases(client, alias, targetId);
  }
}

async function domainConflicts(
  client: CloudFrontClient,
  alias: string,
  targetId: string,
): Promise<Conflict[]> {
  const conflicts: Conflict[] = [];
  const input = { Domain: alias, DomainControlValidationResource: { DistributionId: targetId } };
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
  targetId: string,
): Promise<Conflict[]> {
  const conflicts: Conflict[] = [];
  let Marker: string | undefined;
  do {
    const { ConflictingAliasesList: list } = await client.send(
      new ListConflictingAliasesCommand({
        DistributionId: targetId,
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

function asMove(outcome: ChangeOutcome): MoveOutcome {
  return outcome.done ? { moved: true } : { moved: false, code: outcome.code, message: outcome.message };
}

async function attempt(call: () => Promise<unknown>): Promise<ChangeOutcome> {
  try {
    await call();
    return { done: true };
  } catch (error) {
    const refusal = awsError(error);
    if (!refusal) throw error;
    return { done: false, ...refusal };
  }
}

function fromAws(id: string, distribution: AwsDistribution | undefined): Distribution {
  if (!distribution?.ARN || !distribution.DomainName || !distribution.Status) {
    throw new Error(`GetDistribution ${id} answered without ARN, DomainName or Status`);
  }
  const { DistributionConfig: config } = distribution;
  return {
    id,
    arn: distribution.ARN,
    domainName: distribution.DomainName,
    status: distribution.Status,
    aliases: (config?.Aliases?.Items ?? []).map(normaliseAlias),
    certificate: config && certificateOf(config),
    viewer: config && viewerOf(config),
  };
}
