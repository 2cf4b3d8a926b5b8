/** The part of a page that a program writes, between two comments that no reader sees. */

/** `name` is what is written there; `command` writes it. */
export interface GeneratedPart {
  name: string;
  command: string;
}

/**
 * The page with the part replaced by this text, which ends with a line's end.
 *
 * @throws Error when the two comments are not there, once each.
 */
export function withPart(page: string, { name, command }: GeneratedPart, text: string): string {
  const begin = `<!-- ${name}: written by \`${command}\`, do not edit -->`;
  const end = `<!-- ${name}: end -->`;
  const [before, rest, ...more] = page.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`The page needs these two lines, once each:\n${begin}\n${end}`);
  }
  return `${before}${begin}\n${text}${end}${after}`;
}
