/** Text that a name server sent, on its way into the document and to people. */
import { listed, shortened } from './wording.ts';

/** A TXT set can be 64 KB of anything. */
const CHARACTERS_SHOWN = 300;

/** Control and direction characters would let what a server says rewrite the line it is shown in. */
export function foreign(text: string): string {
  return shortened(text, CHARACTERS_SHOWN).replace(/\p{C}/gu, '\u{fffd}');
}

/** The first few, and how many there are besides. */
export function firstOf(texts: readonly string[], shown: number): string {
  return listed(texts.map(foreign), shown);
}
