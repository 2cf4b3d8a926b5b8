/** Which aliases a title names: what it says of them has to be read, too, within the 99 characters of a mail's subject. */
import { shortened } from '../wording.ts';

/** Characters. What follows is some 40. */
const ROOM = 60;
const MOST = 2;

/** @param listed in a language: those that are named, and how many more there are */
export function inTitle(
  aliases: readonly string[],
  listed: (names: readonly string[], most: number) => string,
): string {
  const named = aliases.slice(0, MOST).join(', ').length <= ROOM ? MOST : 1;
  return listed(
    aliases.map((alias) => shortened(alias, ROOM)),
    named,
  );
}
