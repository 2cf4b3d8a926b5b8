/**
 * The operations on distribution tenants, as far as a tenant can want, hold and lose a domain.
 */
import type * as sdk from '@aws-sdk/client-cloudfront';
import { AwsError, type Caller } from '../../wire/service.ts';
import { page } from '../paging.ts';
import { type AliasRules, acceptAlias } from './aliases.ts';
import { type ConnectionGroupParts, groupFor } from './connection-groups.ts';
import { drawLongId, mustBeOwn, mustMatch } from './resource.ts';
import {
  certificateOf,
  mostDomains,
  Tenant,
  type TenantParts,
  tooManyDomains,
  toTenantAnswer,
  toTenantSummary,
} from './tenants.ts';
import type { FindProblem } from './viewer-certificate.ts';

export interface TenantOperationParts extends ConnectionGroupParts {
  rules: AliasRules;
  findProblem: FindProblem;
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

  function domainsOf(items: sdk.DomainItem[] | undefined): string[] {
    if (!items?.length)
      throw new AwsError('InvalidArgument', 'A distribution tenant needs at least one domain.');
    const domains = [...new Set(items.map(({ Domain }) => acceptAlias(Domain)))];
    if (domains.length > mostDomains) throw tooManyDomains();
    return domains;
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
        group: groupFor(input.ConnectionGroupId, account, parts),
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
        group: input.ConnectionGroupId
          ? groupFor(input.ConnectionGroupId, caller.account, parts)
          : before.group,
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

    /** None is ever issued here. Assumption: that there is none is answered like that there is no tenant. */
    GetManagedCertificateDetails(
      { Identifier }: sdk.GetManagedCertificateDetailsRequest,
      caller: Caller,
    ): sdk.GetManagedCertificateDetailsResult {
      const { managedCertificate } = findTenant(Identifier, caller);
      if (managedCertificate) return { ManagedCertificateDetails: { ...managedCertificate } };
      throw new AwsError('EntityNotFound', 'The specified entity does not exist.', 404);
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
  };
}
