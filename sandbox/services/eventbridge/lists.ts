/** How the list operations of EventBridge cut their pages. */
import { AwsError } from '../../wire/service.ts';
import { page } from '../paging.ts';

/** LimitMax100 in the API model, which is also what an absent Limit means. */
const mostListed = 100;

/** @throws AwsError ValidationException for a token that was never handed out */
export function listed<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  request: { Limit?: number | undefined; NextToken?: string | undefined },
): { items: Item[]; NextToken?: string } {
  const cut = page(items, keyOf, { marker: request.NextToken, size: request.Limit ?? mostListed });
  if (cut === undefined) throw new AwsError('ValidationException', 'The NextToken is not valid.');
  return cut.next === undefined ? { items: cut.items } : { items: cut.items, NextToken: cut.next };
}
