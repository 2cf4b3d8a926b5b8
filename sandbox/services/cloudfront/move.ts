/**
 * Moving an alias from whoever holds it to a target of the caller's: UpdateDomainAssociation and, for distributions
 * only, AssociateAlias. The order of the refusals is the observed one: certificate, TXT record, enabled holder; so
 * "the source is enabled" tells that the other two are in order.
 */
import type * as sdk from '@aws-sdk/client-cloudfront';
import type { Resolver } from '../../parts.ts';
import { AwsError, type Caller } from '../../wire/service.ts';
import { acceptAlias, mostAliases } from './aliases.ts';
import { tooManyAliases } from './distribution-config.ts';
import { Distribution } from './distributions.ts';
import { namesEndpoint, proofName } from './ownership-proof.ts';
import type { Registry } from './registry.ts';
import { mustBeOwn, mustMatch, type Resource } from './resource.ts';
import { mostDomains, Tenant, tooManyDomains } from './tenants.ts';
import type { FindProblem } from './viewer-certificate.ts';

export interface MoveParts {
  registry: Registry;
  findProblem: FindProblem;
  /** CloudFront's own resolver: it caches misses too, so a call made too early keeps being refused for a while. */
  resolver: Resolver;
}

export function createMoveOperations({ registry, findProblem, resolver }: MoveParts) {
  /** @param target asks for the target anew each time: it may change or go while DNS is asked */
  async function move(name: string | undefined, target: () => Resource): Promise<Resource> {
    const alias = acceptAlias(name);
    const first = target();
    if (first instanceof Distribution && first.forTenants) {
      throw new AwsError(
        'InvalidArgument',
        'A multi-tenant distribution cannot have alternate domain names.',
      );
    }
    // Assumption: a move that has happened already succeeds and changes nothing. No source says what AWS answers.
    if (first.aliases.includes(alias)) return first;
    const { certificateId, account } = first;
    const problem = await findProblem({ certificateId, account, aliases: [alias], adding: true });
    if (problem !== undefined) throw new AwsError('InvalidArgument', problem);
    // In the same account, too: the guide says otherwise, but four reports have the API ask for it there.
    if (!(await namesEndpoint(await proofName(alias, resolver), first.endpoint, resolver))) {
      throw new AwsError('IllegalUpdate', 'Invalid or missing alias DNS TXT records.');
    }

    const to = target();
    const holder = registry.holderOf(alias);
    if (holder === to) return to;
    // Assumption: a name that nobody has is not attached by a move. No source says what AWS answers; the codes for
    // what is not found would say that the target is gone.
    if (holder === undefined) {
      throw new AwsError(
        'InvalidArgument',
        `${alias} is not associated with any resource: there is nothing to move.`,
      );
    }
    if (holder.account !== to.account && holder.enabled) {
      throw new AwsError(
        'IllegalUpdate',
        'Alias move is not allowed since the source distribution is enabled',
      );
    }
    // Assumption: the calls that move model no code for it, so that each kind answers as its update does.
    if (to instanceof Tenant && to.aliases.length >= mostDomains) throw tooManyDomains();
    if (to.aliases.length >= mostAliases) throw tooManyAliases();
    handOver(alias, holder, to);
    return to;
  }

  return {
    async UpdateDomainAssociation(
      { Domain, TargetResource, IfMatch }: sdk.UpdateDomainAssociationRequest,
      caller: Caller,
    ): Promise<sdk.UpdateDomainAssociationResult> {
      const target = () => {
        const found = mustBeOwn(findEither(registry, TargetResource), caller, 'EntityNotFound');
        if (IfMatch !== undefined) mustMatch(IfMatch, found);
        return found;
      };
      const { id, etag } = await move(Domain, target);
      return { Domain, ResourceId: id, ETag: etag };
    },

    async AssociateAlias(
      { TargetDistributionId, Alias }: sdk.AssociateAliasRequest,
      caller: Caller,
    ): Promise<object> {
      const target = () =>
        mustBeOwn(registry.distributions.get(TargetDistributionId ?? ''), caller, 'NoSuchDistribution');
      await move(Alias, target);
      return {};
    },
  };
}

/** Takes the alias from the one and gives it to the other: a change of both. */
export function handOver(alias: string, from: Resource | undefined, to: Resource): void {
  from?.setAliases(from.aliases.filter((one) => one !== alias));
  to.setAliases([...to.aliases, alias]);
}

/** @throws AwsError InvalidArgument unless exactly one of the two ids is given */
export function findEither(
  registry: Registry,
  ids: sdk.DistributionResourceId | undefined,
): Resource | undefined {
  const { DistributionId: distribution, DistributionTenantId: tenant } = ids ?? {};
  if ((distribution === undefined) === (tenant === undefined)) {
    throw new AwsError('InvalidArgument', 'Specify either DistributionId or DistributionTenantId.');
  }
  return distribution === undefined
    ? registry.tenants.get(tenant ?? '')
    : registry.distributions.get(distribution);
}
