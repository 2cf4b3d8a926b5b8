/** Foreign text on a terminal: what a person wrote in a case, what a name server or AWS answered. */

/** Controls and format characters would move the cursor, hide text or turn its direction. */
export function printable(text: string): string {
  return text.replace(/(?!\n)\p{C}/gu, '\u{fffd}');
}
