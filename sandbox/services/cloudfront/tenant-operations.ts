/**
 * The operations on distribution tenants, as far as a tenant can want, hold and lose a domain.
 */
import type * as sdk from '@aws-sdk/client-cloudfront';
import { AwsError, type Caller } from '../../wire/service.ts';
import { page } from '../paging.ts';
import { type AliasRules, acceptAlias } from './aliases.ts';
import type { Endpoints } from './endpoints.ts';
import type { Registry } from './registry.ts';
import { type Clock, drawDomainName, drawId, drawLongId, mustBeOwn, mustMatch } from './resource.ts';
import {
  type ConnectionGroup,
  certificateOf,
  groupArn,
  Tenant,
  type TenantParts,
  toGroupAnswer,
  toTenantAnswer,
  toTenantSummary,
} from './tenants.ts';
import type { FindProblem } from './viewer-certificate.ts';

export interface TenantOperationParts {
  registry: Registry;
  endpoints: Endpoints;
  rules: AliasRules;
  findProblem: FindProblem;
  clock: Clock;
}

/** Every account has a connection group that CloudFront made, and here no other; it comes with the first tenant. */
export function defaultGroup(
  account: string,
  { registry, endpoints, clock }: Pick<TenantOperationParts, 'registry' | 'endpoints' | 'clock'>,
): ConnectionGroup {
  const existing = [...registry.groups.values()].find((group) => group.account === account);
  if (existing) return existing;
  const group: ConnectionGroup = {
    id: drawLongId('cg'),
    account,
    name: 'CreatedByCloudFront',
    etag: drawId(),
    createdAt: clock.now(),
    routingEndpoint: drawDomainName(),
  };
  registry.groups.set(group.id, group);
  endpoints.open(group.routingEndpoint);
  return group;
}

export function createTenantOperations(parts: TenantOperationParts) {
  const { registry, rules, findProblem, clock } = parts;

  function findTenant(identifier: string | undefined, caller: Caller): Tenant {
    const found = [...registry.tenants.values()].find(
      ({ id, arn, name, account }) =>
        id === identifier || arn === identifier || (name === identifier && account === caller.account),
    );
    return mustBeOwn(found, caller, 'EntityNotFound');
  }

  function multiTenant(id: string | undefined, caller: Caller) {
    const distribution = mustBeOwn(registry.distributions.get(id ?? ''), caller, 'EntityNotFound');
    if (distribution.forTenants) return distribution;
    throw new AwsError('InvalidArgument', `Distribution ${id} is not a multi-tenant distribution.`);
  }

  function group(id: string | undefined, account: string): ConnectionGroup {
    const own = defaultGroup(account, parts);
    if (id === undefined || id === own.id) return own;
    throw new AwsError('EntityNotFound', 'The specified connection group does not exist.', 404);
  }

  function domainsOf(items: sdk.DomainItem[] | undefined): string[] {
    if (!items?.length)
      throw new AwsError('InvalidArgument', 'A distribution tenant needs at least one domain.');
    return [...new Set(items.map(({ Domain }) => acceptAlias(Domain)))];
  }

  function refuseManagedCertificate(request: sdk.ManagedCertificateRequest | undefined): void {
    if (request) {
      throw new AwsError(
        'InvalidArgument',
        'The sandbox issues no CloudFront-managed certificates: bring one.',
      );
    }
  }

  async function check(wanted: TenantParts, account: string, had: readonly string[]) {
    const added = wanted.domains.filter((domain) => !had.includes(domain));
    const problem = await findProblem({
      certificateId: certificateOf(wanted),
      account,
      aliases: wanted.domains,
      adding: added.length > 0,
    });
    if (problem !== undefined) throw new AwsError('InvalidArgument', problem);
    return { added, misdirected: await rules.findMisdirected(added, wanted.group.routingEndpoint) };
  }

  function refuseName(name: string, account: string): void {
    if ([...registry.tenants.values()].some((tenant) => tenant.account === account && tenant.name === name)) {
      throw new AwsError('EntityAlreadyExists', `A distribution tenant named ${name} already exists.`, 409);
    }
  }

  return {
    async CreateDistributionTenant(
      input: sdk.CreateDistributionTenantRequest,
      caller: Caller,
    ): Promise<sdk.CreateDistributionTenantResult> {
      const { account } = caller;
      const name = input.Name ?? '';
      if (!/^[a-zA-Z0-9][a-zA-Z0-9-.]{1,126}[a-zA-Z0-9]$/.test(name)) {
        throw new AwsError('InvalidArgument', 'The parameter Name is not valid.');
      }
      refuseManagedCertificate(input.ManagedCertificateRequest);
      const wanted: TenantParts = {
        distribution: multiTenant(input.DistributionId, caller),
        domains: domainsOf(input.Domains),
        group: group(input.ConnectionGroupId, account),
        customizations: structuredClone(input.Customizations),
        parameters: structuredClone(input.Parameters),
        enabled: input.Enabled ?? true,
      };
      refuseName(name, account);
      const { added, misdirected } = await check(wanted, account, []);

      refuseName(name, account);
      rules.mayAdd(added, misdirected, undefined);
      const tenant = new Tenant({ id: drawLongId('dt'), account, name, parts: wanted }, clock);
      tenant.tags = input.Tags?.Items ?? [];
      registry.tenants.set(tenant.id, tenant);
      return { DistributionTenant: toTenantAnswer(tenant), ETag: tenant.etag };
    },

    GetDistributionTenant(
      { Identifier }: sdk.GetDistributionTenantRequest,
      caller: Caller,
    ): sdk.GetDistributionTenantResult {
      const tenant = findTenant(Identifier, caller);
      return { DistributionTenant: toTenantAnswer(tenant), ETag: tenant.etag };
    },

    GetDistributionTenantByDomain(
      { Domain }: sdk.GetDistributionTenantByDomainRequest,
      caller: Caller,
    ): sdk.GetDistributionTenantByDomainResult {
      const holder = registry.holderOf(acceptAlias(Domain));
      const tenant = mustBeOwn(holder instanceof Tenant ? holder : undefined, caller, 'EntityNotFound');
      return { DistributionTenant: toTenantAnswer(tenant), ETag: tenant.etag };
    },

    async UpdateDistributionTenant(
      input: sdk.UpdateDistributionTenantRequest,
      caller: Caller,
    ): Promise<sdk.UpdateDistributionTenantResult> {
      const tenant = mustBeOwn(registry.tenants.get(input.Id ?? ''), caller, 'EntityNotFound');
      mustMatch(input.IfMatch, tenant);
      refuseManagedCertificate(input.ManagedCertificateRequest);
      const before = tenant.parts;
      const wanted: TenantParts = {
        distribution: input.DistributionId ? multiTenant(input.DistributionId, caller) : before.distribution,
        domains: input.Domains ? domainsOf(input.Domains) : before.domains,
        group: input.ConnectionGroupId ? group(input.ConnectionGroupId, caller.account) : before.group,
        customizations: structuredClone(input.Customizations) ?? before.customizations,
        parameters: structuredClone(input.Parameters) ?? before.parameters,
        enabled: input.Enabled ?? before.enabled,
      };
      const { added, misdirected } = await check(wanted, caller.account, before.domains);

      mustMatch(input.IfMatch, tenant);
      rules.mayAdd(added, misdirected, tenant);
      tenant.replaceParts(wanted);
      return { DistributionTenant: toTenantAnswer(tenant), ETag: tenant.etag };
    },

    ListDistributionTenants(
      { AssociationFilter: filter, Marker, MaxItems }: sdk.ListDistributionTenantsRequest,
      caller: Caller,
    ): sdk.ListDistributionTenantsResult {
      const { DistributionId: distribution, ConnectionGroupId: connectionGroup } = filter ?? {};
      const matching = [...registry.tenants.values()].filter(
        ({ account, parts: of }) =>
          account === caller.account &&
          (distribution === undefined || of.distribution.id === distribution) &&
          (connectionGroup === undefined || of.group.id === connectionGroup),
      );
      const cut = page(matching, ({ id }) => id, { marker: Marker, size: Number(MaxItems ?? 100) });
      if (!cut) throw new AwsError('InvalidArgument', 'The parameter Marker is not valid.');
      return {
        DistributionTenantList: cut.items.map(toTenantSummary),
        ...(cut.next && { NextMarker: cut.next }),
      };
    },

    GetConnectionGroup(
      { Identifier }: sdk.GetConnectionGroupRequest,
      { account }: Caller,
    ): sdk.GetConnectionGroupResult {
      const found = [...registry.groups.values()].find(
        (one) =>
          one.account === account &&
          (one.id === Identifier || one.name === Identifier || groupArn(one) === Identifier),
      );
      if (!found) throw new AwsError('EntityNotFound', 'The specified connection group does not exist.', 404);
      return { ConnectionGroup: toGroupAnswer(found), ETag: found.etag };
    },
  };
}
