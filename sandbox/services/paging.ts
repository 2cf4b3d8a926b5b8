/**
 * Pages as the list operations of AWS cut them: the marker is the key of the last item seen, so that items that come
 * or go between two calls neither repeat nor hide others.
 */
export interface Page<Item> {
  items: Item[];
  /** Given to the next call; absent on the last page. */
  next?: string;
}

/**
 * @param items in a stable order
 * @param marker as an earlier call answered it; absent for the first page
 * @returns undefined when the marker was never handed out, or its item is gone: each service has its own error for that
 */
export function page<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { marker, size }: { marker: string | undefined; size: number },
): Page<Item> | undefined {
  let start = 0;
  if (marker !== undefined && marker !== '') {
    const index = items.findIndex((item) => keyOf(item) === marker);
    if (index < 0) return undefined;
    start = index + 1;
  }
  const cut = items.slice(start, start + size);
  const last = cut.at(-1);
  return start + size < items.length && last !== undefined
    ? { items: cut, next: keyOf(last) }
    : { items: cut };
}
