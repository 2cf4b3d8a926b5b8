/**
 * Ids as CloudFront shows them to others: of an account the last six digits, of a distribution or tenant about the last half
 * (https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListDomainConflicts.html).
 */
import type { Holder } from './document.ts';

/** `*******EXAMPLE` stands for every id of that length with that end. An id that is not masked stands for itself. */
export function masks(pattern: string, id: string): boolean {
  const tail = pattern.replace(/^\*+/, '');
  return pattern.length === id.length && id.endsWith(tail);
}

/** A distribution or tenant of our own. Aliases normalised. */
export interface OwnResource {
  resourceType: string;
  id: string;
  arn: string;
  aliases: string[];
}

/**
 * The holder under its full id, if it is one of our own. The end of an account's number can be that of another account, so
 * what counts is that the resource is among ours and has the very alias.
 */
export function unmasked(
  holder: Holder,
  alias: string,
  account: string,
  own: readonly OwnResource[],
): Holder {
  if (!masks(holder.accountId, account)) return holder;
  const found = own.find(({ id, aliases }) => aliases.includes(alias) && masks(holder.resourceId, id));
  return found ? { ...holder, resourceId: found.id, accountId: account } : holder;
}
