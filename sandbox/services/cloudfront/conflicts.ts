/**
 * Who else has a name, or one that overlaps with it: told to whoever can show a certificate for it, with ids that only
 * their owner recognises.
 */
import type * as sdk from '@aws-sdk/client-cloudfront';
import { AwsError, type Caller } from '../../wire/service.ts';
import { page } from '../paging.ts';
import { acceptAlias, overlaps } from './aliases.ts';
import { findEither } from './move.ts';
import type { Registry } from './registry.ts';
import { mustBeOwn, type Resource } from './resource.ts';
import type { FindProblem } from './viewer-certificate.ts';

/** Of both operations, and the most that may be asked for (API reference). */
const pageSize = 100;

/** The last half of an id stays: `E2QWRUHAPOMQZL` becomes `*******APOMQZL`. */
export function maskId(id: string): string {
  return id.slice(Math.ceil(id.length / 2)).padStart(id.length, '*');
}

/** The last six of twelve digits stay. */
export function maskAccount(account: string): string {
  return account.slice(-6).padStart(account.length, '*');
}

interface Conflict {
  domain: string;
  resource: Resource;
}

export function createConflictOperations(registry: Registry, findProblem: FindProblem) {
  /** Sorted by name; the asking resource is in no conflict with itself. */
  async function find(name: string | undefined, asking: Resource): Promise<Conflict[]> {
    const alias = acceptAlias(name);
    const { certificateId, account } = asking;
    const problem = await findProblem({ certificateId, account, aliases: [alias], adding: true });
    if (problem !== undefined) throw new AwsError('InvalidArgument', problem);
    return registry
      .all()
      .filter((resource) => resource !== asking)
      .flatMap((resource) => resource.aliases.map((domain) => ({ domain, resource })))
      .filter(({ domain }) => overlaps(domain, alias))
      .sort((one, other) => (one.domain < other.domain ? -1 : 1));
  }

  function cutPage(conflicts: readonly Conflict[], marker: string | undefined, maxItems: number | undefined) {
    const size = Number(maxItems ?? pageSize);
    if (!(size >= 1 && size <= pageSize))
      throw new AwsError('InvalidArgument', 'The parameter MaxItems is not valid.');
    // An alias has one holder, so that its name tells the item.
    const cut = page(conflicts, ({ domain }) => domain, { marker, size });
    if (!cut) throw new AwsError('InvalidArgument', 'The parameter Marker is not valid.');
    return { ...cut, size };
  }

  return {
    /** Knows of distributions only. */
    async ListConflictingAliases(
      input: sdk.ListConflictingAliasesRequest,
      caller: Caller,
    ): Promise<sdk.ListConflictingAliasesResult> {
      const asking = mustBeOwn(
        registry.distributions.get(input.DistributionId ?? ''),
        caller,
        'NoSuchDistribution',
      );
      const conflicts = (await find(input.Alias, asking)).filter(
        ({ resource }) => resource.type === 'distribution',
      );
      const { items, next, size } = cutPage(conflicts, input.Marker, input.MaxItems);
      return {
        ConflictingAliasesList: {
          MaxItems: size,
          Quantity: items.length,
          Items: items.map(({ domain, resource }) => ({
            Alias: domain,
            DistributionId: maskId(resource.id),
            AccountId: maskAccount(resource.account),
          })),
          ...(next && { NextMarker: next }),
        },
      };
    },

    async ListDomainConflicts(
      input: sdk.ListDomainConflictsRequest,
      caller: Caller,
    ): Promise<sdk.ListDomainConflictsResult> {
      const asking = mustBeOwn(
        findEither(registry, input.DomainControlValidationResource),
        caller,
        'EntityNotFound',
      );
      const { items, next } = cutPage(await find(input.Domain, asking), input.Marker, input.MaxItems);
      return {
        DomainConflicts: items.map(({ domain, resource }) => ({
          Domain: domain,
          ResourceType: resource.type,
          ResourceId: maskId(resource.id),
          AccountId: maskAccount(resource.account),
        })),
        ...(next && { NextMarker: next }),
      };
    },
  };
}
