/**
 * Domain names as Route 53's API has them: with a trailing dot, and everything but letters, digits, hyphen and
 * underscore as a backslash and three octal digits (Developer Guide, "DNS domain name format").
 */
import { canonical } from '../../dns/names.ts';
import type { Problem } from './problem.ts';
import { fatalProblem } from './problem.ts';

/** RFC 1035 section 2.3.4. A name of 255 octets on the wire has 253 characters in text. */
const MAX_LABEL = 63;
const MAX_NAME = 253;

/**
 * The canonical name behind a text, with or without trailing dot and escapes.
 * @throws Problem
 */
export function parseName(text: string): string {
  // A dot inside a label is valid DNS, but the sandbox's names are labels joined by dots.
  if (/\\056/.test(text)) throw unsupportedCharacter(text);
  const plain = unescapeOctal(text);
  if (!/^[!-~]*$/.test(plain)) throw unsupportedCharacter(text);
  const name = canonical(plain);
  const labels = name.split('.');
  if (labels.includes('')) throw fatalProblem('DomainLabelEmpty', 'Domain label is empty', text);
  if (labels.some((label) => label.length > MAX_LABEL)) {
    throw fatalProblem('DomainLabelTooLong', 'Domain label is too long', text);
  }
  if (name.length > MAX_NAME) throw fatalProblem('DomainNameTooLong', 'Domain name is too long', text);
  return name;
}

export function formatName(name: string): string {
  const escaped = name.replace(/[^a-z0-9_.-]/g, (character) => {
    return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
  });
  return `${escaped}.`;
}

/** Route 53 sorts names with the labels reversed and a trailing dot: `com.example.www.` (ListResourceRecordSets). */
export function sortKey(name: string): string {
  return `${name.split('.').reverse().join('.')}.`;
}

function unescapeOctal(text: string): string {
  const plain = text.replace(/\\([0-3][0-7]{2})/g, (_, octal: string) => {
    return String.fromCharCode(Number.parseInt(octal, 8));
  });
  // What is left of backslashes was no escape, unless it was one for the backslash itself.
  if (text.replace(/\\[0-3][0-7]{2}/g, '').includes('\\')) throw unsupportedCharacter(text);
  return plain;
}

function unsupportedCharacter(text: string): Problem {
  return fatalProblem('UnsupportedCharacter', 'Value contains unsupported characters', text);
}
