/** Text that a name server sent, on its way into the document and to people. */
import { listed } from './wording.ts';

/** A TXT set can be 64 KB of anything. */
const CHARACTERS_SHOWN = 300;

/** Control and direction characters would let what a server says rewrite the line it is shown in. */
export function foreign(text: string): string {
  const cut = text.length > CHARACTERS_SHOWN ? `${text.slice(0, CHARACTERS_SHOWN)}…` : text;
  return cut.replace(/\p{C}/gu, '\u{fffd}');
}

/** The first few, and how many there are besides. */
export function firstOf(texts: readonly string[], shown: number): string {
  return listed(texts.map(foreign), shown);
}
