/**
 * Everything CloudFront has, over all accounts. Whoever changes aliases looks here first.
 */
import type { Distribution } from './distributions.ts';
import type { Resource } from './resource.ts';
import type { ConnectionGroup, Tenant } from './tenants.ts';

export interface Registry {
  distributions: Map<string, Distribution>;
  tenants: Map<string, Tenant>;
  groups: Map<string, ConnectionGroup>;
  /** Distributions, then tenants. */
  all(): Resource[];
  find(id: string): Resource | undefined;
  /** Who has exactly this alias (lower case). */
  holderOf(alias: string): Resource | undefined;
}

export function createRegistry(): Registry {
  const distributions = new Map<string, Distribution>();
  const tenants = new Map<string, Tenant>();
  const all = () => [...distributions.values(), ...tenants.values()];
  return {
    distributions,
    tenants,
    groups: new Map(),
    all,
    find: (id) => distributions.get(id) ?? tenants.get(id),
    holderOf: (alias) => all().find(({ aliases }) => aliases.includes(alias)),
  };
}
