/** Pages as Step Functions cuts them. */
import { AwsError } from '../../wire/service.ts';
import { type Page, page } from '../paging.ts';

/** API Reference, `maxResults` of the list operations: 100 unless given, 0 means the same. */
const DEFAULT_SIZE = 100;
const LARGEST_SIZE = 1000;

export interface Paging {
  maxResults?: number | undefined;
  nextToken?: string | undefined;
}

/** @throws AwsError ValidationException, InvalidToken */
export function cut<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { maxResults = 0, nextToken }: Paging,
): Page<Item> {
  if (maxResults > LARGEST_SIZE) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${maxResults}' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to ${LARGEST_SIZE}`,
    );
  }
  const marker = nextToken === undefined ? undefined : Buffer.from(nextToken, 'base64url').toString();
  const cut = page(items, keyOf, { marker, size: maxResults || DEFAULT_SIZE });
  if (cut === undefined) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
  return cut.next === undefined ? cut : { ...cut, next: Buffer.from(cut.next).toString('base64url') };
}
