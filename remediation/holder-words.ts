/** How people are told of a holder. */
import type { Holder } from './document.ts';

/** Of this account: CloudFront masks the accounts of others, and our own ids are known in full. */
export function isOurs({ accountId }: Holder): boolean {
  return !accountId.includes('*');
}

/** `distribution *******EXAMPLE, account ******445566`, and who keeps it, if it is one that is in no console. */
export function holderInFull({ resourceType, resourceId, accountId, keptBy }: Holder): string {
  return `${resourceType} ${resourceId}, account ${accountId}${keptBy ? ` (${keptBy.service})` : ''}`;
}
