/** What has room: SNS would refuse a message that is too long, each time anew. Bytes are those of JSON, in UTF-8. */

/** The first of the list that have room together. */
export function fittingList<Item>(list: readonly Item[], bytes: number): Item[] {
  // A comma stands between them.
  return fitting(list, bytes, (item) => jsonBytes(item) + 1);
}

/** The beginning of the text that has room, by whole characters. */
export function fittingText(text: string, bytes: number): string {
  const characters = [...text.toWellFormed()];
  const shown = fitting(characters, bytes, (character) => jsonBytes(character) - '""'.length);
  return shown.length === characters.length ? shown.join('') : `${shown.join('')}…`;
}

/** The first of the list that have room together; what each takes is for its channel to know. */
export function fitting<Item>(items: readonly Item[], bytes: number, size: (item: Item) => number): Item[] {
  let used = 0;
  const tooMuch = items.findIndex((item) => {
    used += size(item);
    return used > bytes;
  });
  return items.slice(0, tooMuch < 0 ? items.length : tooMuch);
}

function jsonBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
