/**
 * The operations on distributions themselves. Whatever has to be waited for (certificates, DNS) is asked before the
 * decision; the decision and the change then happen at once, so that two calls can never both win an alias.
 */
import type * as sdk from '@aws-sdk/client-cloudfront';
import { AwsError, type Caller } from '../../wire/service.ts';
import { page } from '../paging.ts';
import type { AliasRules } from './aliases.ts';
import { acceptConfig } from './distribution-config.ts';
import { attachedCertificate, Distribution, toAnswer, toSummary } from './distributions.ts';
import type { Endpoints } from './endpoints.ts';
import type { Registry } from './registry.ts';
import { type Clock, drawDomainName, drawId, mustBeOwn, mustMatch } from './resource.ts';
import type { FindProblem } from './viewer-certificate.ts';

export interface DistributionParts {
  registry: Registry;
  endpoints: Endpoints;
  rules: AliasRules;
  findProblem: FindProblem;
  clock: Clock;
}

export function createDistributionOperations({
  registry,
  endpoints,
  rules,
  findProblem,
  clock,
}: DistributionParts) {
  const own = (id: string | undefined, caller: Caller) =>
    mustBeOwn(registry.distributions.get(id ?? ''), caller, 'NoSuchDistribution');

  async function checkCertificate(
    config: sdk.DistributionConfig,
    account: string,
    adding: boolean,
  ): Promise<void> {
    const aliases = config.Aliases?.Items ?? [];
    const problem = await findProblem({
      certificateId: attachedCertificate(config),
      account,
      aliases,
      adding,
    });
    if (problem !== undefined) throw new AwsError('InvalidViewerCertificate', problem);
  }

  function refuseRepeated(reference: string | undefined, account: string): void {
    for (const { account: owner, config } of registry.distributions.values()) {
      if (owner === account && config.CallerReference === reference) {
        throw new AwsError(
          'DistributionAlreadyExists',
          'The caller reference that you are using to create a distribution is associated with another distribution.',
          409,
        );
      }
    }
  }

  async function create(
    sent: sdk.DistributionConfig | undefined,
    tags: sdk.Tag[],
    { account }: Caller,
  ): Promise<sdk.CreateDistributionResult> {
    const config = acceptConfig(sent);
    const aliases = config.Aliases?.Items ?? [];
    refuseRepeated(config.CallerReference, account);
    await checkCertificate(config, account, aliases.length > 0);
    const misdirected = await rules.findMisdirected(aliases, undefined);

    refuseRepeated(config.CallerReference, account);
    rules.mayAdd(aliases, misdirected, undefined);
    const domainName = drawDomainName();
    const distribution = new Distribution({ id: drawId(), account, domainName, config }, clock);
    distribution.tags = tags;
    registry.distributions.set(distribution.id, distribution);
    endpoints.open(domainName);
    return {
      Distribution: toAnswer(distribution),
      Location: `https://cloudfront.amazonaws.com/2020-05-31/distribution/${distribution.id}`,
      ETag: distribution.etag,
    };
  }

  return {
    CreateDistribution(
      input: sdk.CreateDistributionRequest,
      caller: Caller,
    ): Promise<sdk.CreateDistributionResult> {
      return create(input.DistributionConfig, [], caller);
    },

    CreateDistributionWithTags(
      { DistributionConfigWithTags: sent }: sdk.CreateDistributionWithTagsRequest,
      caller: Caller,
    ): Promise<sdk.CreateDistributionWithTagsResult> {
      return create(sent?.DistributionConfig, sent?.Tags?.Items ?? [], caller);
    },

    GetDistribution({ Id }: sdk.GetDistributionRequest, caller: Caller): sdk.GetDistributionResult {
      const distribution = own(Id, caller);
      return { Distribution: toAnswer(distribution), ETag: distribution.etag };
    },

    GetDistributionConfig(
      { Id }: sdk.GetDistributionConfigRequest,
      caller: Caller,
    ): sdk.GetDistributionConfigResult {
      const { config, etag } = own(Id, caller);
      return { DistributionConfig: config, ETag: etag };
    },

    async UpdateDistribution(
      { Id, IfMatch, DistributionConfig: sent }: sdk.UpdateDistributionRequest,
      caller: Caller,
    ): Promise<sdk.UpdateDistributionResult> {
      const distribution = own(Id, caller);
      mustMatch(IfMatch, distribution);
      const config = acceptConfig(sent);
      if (config.CallerReference !== distribution.config.CallerReference) {
        throw new AwsError(
          'IllegalUpdate',
          'The update contains modifications that are not allowed: CallerReference.',
        );
      }
      const had = distribution.aliases;
      const added = (config.Aliases?.Items ?? []).filter((alias) => !had.includes(alias));
      await checkCertificate(config, caller.account, added.length > 0);
      const misdirected = await rules.findMisdirected(added, distribution.endpoint);

      mustMatch(IfMatch, own(Id, caller));
      rules.mayAdd(added, misdirected, distribution);
      distribution.replaceConfig(config);
      return { Distribution: toAnswer(distribution), ETag: distribution.etag };
    },

    DeleteDistribution({ Id, IfMatch }: sdk.DeleteDistributionRequest, caller: Caller): object {
      const distribution = own(Id, caller);
      mustMatch(IfMatch, distribution);
      // One whose disabling is still on its way is answered like one that is enabled.
      if (distribution.enabled || distribution.status === 'InProgress') {
        throw new AwsError(
          'DistributionNotDisabled',
          'The distribution you are trying to delete has not been disabled.',
          409,
        );
      }
      if ([...registry.tenants.values()].some(({ parts }) => parts.distribution === distribution)) {
        throw new AwsError('ResourceInUse', 'The distribution still has distribution tenants.', 409);
      }
      registry.distributions.delete(distribution.id);
      endpoints.close(distribution.domainName);
      return {};
    },

    ListDistributions(
      { Marker, MaxItems }: sdk.ListDistributionsRequest,
      caller: Caller,
    ): sdk.ListDistributionsResult {
      const all = [...registry.distributions.values()].filter(({ account }) => account === caller.account);
      const size = Number(MaxItems ?? 100);
      const cut = page(all, ({ id }) => id, { marker: Marker, size });
      if (!cut) throw new AwsError('InvalidArgument', 'The parameter Marker is not valid.');
      return {
        DistributionList: {
          Marker: Marker ?? '',
          MaxItems: size,
          IsTruncated: cut.next !== undefined,
          Quantity: cut.items.length,
          ...(cut.items.length > 0 && { Items: cut.items.map(toSummary) }),
          ...(cut.next && { NextMarker: cut.next }),
        },
      };
    },
  };
}
