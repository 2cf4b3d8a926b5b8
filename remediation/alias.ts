/** Aliases in the one form in which they can be compared: lower case, punycode, no trailing dot. */
import { domainToASCII } from 'node:url';
import { InvalidAlias } from './errors.ts';

const WILDCARD = '*.';

/** RFC 1035 section 2.3.4: 63 octets a label, 255 in wire format, which is 253 characters without the last dot. */
const LONGEST_LABEL = 63;
const LONGEST_NAME = 253;

/**
 * Everything that DNS and CloudFront take for a host name passes, underscores and odd hyphens included: the alias is
 * on a distribution already, and it is not for us to refuse it.
 *
 * @throws InvalidAlias
 */
export function normaliseAlias(raw: string): string {
  const wildcard = raw.startsWith(WILDCARD);
  const host = asciiHost(raw, wildcard ? raw.slice(WILDCARD.length) : raw);
  const alias = wildcard ? WILDCARD + host : host;
  if (alias.length > LONGEST_NAME)
    throw new InvalidAlias(raw, `it is longer than ${LONGEST_NAME} characters`);
  return alias;
}

/** @throws InvalidAlias */
export function sameAlias(a: string, b: string): boolean {
  return normaliseAlias(a) === normaliseAlias(b);
}

/**
 * What is requested and not present, normalised, in the order of the request, each once.
 *
 * @throws InvalidAlias
 */
export function missingAliases(requested: readonly string[], present: readonly string[]): string[] {
  const there = new Set(present.map(normaliseAlias));
  return [...new Set(requested.map(normaliseAlias))].filter((alias) => !there.has(alias));
}

function asciiHost(raw: string, host: string): string {
  if (host === '') throw new InvalidAlias(raw, 'it is empty');
  // domainToASCII reads its input as a URL's host would be read: it decodes %41, cuts at a slash, drops tabs and line
  // breaks and turns 0x7f.1 into an address. None of that is an alias.
  if (/\s/.test(host)) throw new InvalidAlias(raw, 'it contains white space');
  if (host.includes('*'))
    throw new InvalidAlias(raw, 'a wildcard can only stand for the whole first label, as in *.example.com');
  if (/[^\w.\-\u{80}-\u{10ffff}]/u.test(host)) {
    throw new InvalidAlias(raw, 'a host name has letters, digits, hyphens, underscores and dots only');
  }
  const ascii = domainToASCII(host).replace(/\.$/, '');
  if (ascii === '') throw new InvalidAlias(raw, 'it is no host name, also not in punycode');
  const labels = ascii.split('.');
  if (labels.some((label) => label === '')) throw new InvalidAlias(raw, 'a label between its dots is empty');
  if (labels.some((label) => label.length > LONGEST_LABEL)) {
    throw new InvalidAlias(raw, `a label is longer than ${LONGEST_LABEL} characters`);
  }
  if (!labels.every((label) => /^[a-z0-9_-]+$/.test(label))) {
    throw new InvalidAlias(raw, 'a host name has letters, digits, hyphens, underscores and dots only');
  }
  if (/^\d+$/.test(labels.at(-1) ?? '')) throw new InvalidAlias(raw, 'it is an address, not a name');
  return ascii;
}
