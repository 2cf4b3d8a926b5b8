/** How people are told of a target. */
import type { Target, TargetId } from './document.ts';

const NOUNS: Record<TargetId['kind'], string> = {
  distribution: 'distribution',
  tenant: 'distribution tenant',
};

const IN_FULL: Record<TargetId['kind'], (id: string, domainName: string) => string> = {
  distribution: (id, domainName) => `${id} (${domainName})`,
  tenant: (id, domainName) => `${NOUNS.tenant} ${id} (routing endpoint ${domainName})`,
};

const UPDATES: Record<TargetId['kind'], string> = {
  distribution: 'UpdateDistribution',
  tenant: 'UpdateDistributionTenant',
};

/** The call that changes its configuration. */
export function updateCall({ kind }: Pick<TargetId, 'kind'>): string {
  return UPDATES[kind];
}

/** `distribution tenant` */
export function targetNoun({ kind }: Pick<TargetId, 'kind'>): string {
  return NOUNS[kind];
}

/** `E2EXAMPLE (d111111abcdef8.cloudfront.net)`, or with what it is and what the name is of where that is less known. */
export function targetInFull({ kind, id, domainName }: Target): string {
  return IN_FULL[kind](id, domainName);
}
