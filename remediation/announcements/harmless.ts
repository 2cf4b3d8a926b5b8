/** Words of others on their way to people: what they say can be read, but moves nothing around it. */

/**
 * Well-formed, no control character but the line feed, and nothing that turns the direction in which a line is read: with that, a name
 * could be shown backwards, and what stands after it, too. https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
export function harmless(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n|[\u2028\u2029]/g, '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, ' ')
    .replaceAll(/\p{Bidi_Control}/gu, '\u{fffd}');
}

export function oneLine(text: string): string {
  return harmless(text).replaceAll(/\s+/g, ' ').trim();
}
