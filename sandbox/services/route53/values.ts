/**
 * Values of resource records as Route 53's API takes them (Developer Guide, "Supported DNS record types").
 */
import { isIPv4, isIPv6 } from 'node:net';
import type { Rdata } from '../../dns/records.ts';
import { parseName } from './names.ts';
import type { Problem } from './problem.ts';
import { fatalProblem } from './problem.ts';

/** RFC 1035 section 3.3: a character string has at most 255 octets. */
const MAX_STRING = 255;
const MAX_UINT8 = 0xff;
const MAX_UINT16 = 0xffff;
const MAX_UINT32 = 0xffff_ffff;

const TYPES: ReadonlySet<string> = new Set<Rdata['type']>([
  'A',
  'AAAA',
  'CAA',
  'CNAME',
  'MX',
  'NS',
  'PTR',
  'SOA',
  'SRV',
  'TXT',
]);

/** Whether the sandbox can hold records of the type. */
export function isHeld(type: string | undefined): type is Rdata['type'] {
  return type !== undefined && TYPES.has(type);
}

/** @throws Problem */
export function parseValue(type: Rdata['type'], value: string): Rdata {
  switch (type) {
    case 'A':
      if (!isIPv4(value))
        throw fatalProblem('ARRDATAIllegalIPv4Address', 'Value is not a valid IPv4 address', value);
      return { type, data: value };
    case 'AAAA':
      // A zone index (fe80::1%eth0) belongs to a host's interfaces, not into DNS.
      if (!isIPv6(value) || value.includes('%')) {
        throw fatalProblem('AAAARRDATAIllegalIPv6Address', 'Value is not a valid IPv6 address', value);
      }
      return { type, data: value };
    case 'CNAME':
    case 'NS':
    case 'PTR':
      return { type, data: parseName(value) };
    case 'TXT':
      return { type, data: characterStrings(value) };
    default:
      return parseFields(type, value);
  }
}

function parseFields(type: 'MX' | 'SRV' | 'CAA' | 'SOA', value: string): Rdata {
  const fields = value.trim().split(/\s+/);
  /** A field that is a whole number; NaN, which no range holds, when there is no such field. */
  const integer = (index: number, max: number): number => {
    const number = /^\d+$/.test(fields[index] ?? '') ? Number(fields[index]) : Number.NaN;
    if (number <= max) return number;
    throw illegal(type, value);
  };
  const host = (index: number): string => parseName(fields[index] ?? '');
  const expected = { MX: 2, SRV: 4, CAA: 3, SOA: 7 }[type];
  if (fields.length !== expected) throw illegal(type, value);
  switch (type) {
    case 'MX':
      return { type, data: { preference: integer(0, MAX_UINT16), exchange: host(1) } };
    case 'SRV':
      return {
        type,
        data: {
          priority: integer(0, MAX_UINT16),
          weight: integer(1, MAX_UINT16),
          port: integer(2, MAX_UINT16),
          target: host(3),
        },
      };
    case 'CAA': {
      const tag = fields[1];
      const [text] = characterStrings(fields[2] ?? '');
      if ((tag !== 'issue' && tag !== 'issuewild' && tag !== 'iodef') || !text) throw illegal(type, value);
      return { type, data: { flags: integer(0, MAX_UINT8), tag, value: text.toString() } };
    }
    case 'SOA': {
      const numbers = {
        serial: integer(2, MAX_UINT32),
        refresh: integer(3, MAX_UINT32),
        retry: integer(4, MAX_UINT32),
        expire: integer(5, MAX_UINT32),
        minimum: integer(6, MAX_UINT32),
      };
      return { type, data: { mname: host(0), rname: host(1), ...numbers } };
    }
  }
}

/** One or more quoted strings: `"first part" "second part"`. Inside, `\"`, `\\` and octal escapes. */
function characterStrings(value: string): Buffer[] {
  const quoted = /"((?:[^"\\]|\\[0-3][0-7]{2}|\\["\\])*)"/g;
  const strings = Array.from(value.matchAll(quoted), ([, text = '']) => text);
  if (strings.length === 0 || value.replace(quoted, '').trim() !== '') {
    throw fatalProblem('InvalidCharacterString', 'Value should be enclosed in quotation marks', value);
  }
  return strings.map((text) => {
    if (!/^[ -~]*$/.test(text)) {
      throw fatalProblem('UnsupportedCharacter', 'Value contains unsupported characters', value);
    }
    const plain = text.replace(/\\([0-3][0-7]{2}|["\\])/g, (_, escaped: string) => {
      return escaped.length === 1 ? escaped : String.fromCharCode(Number.parseInt(escaped, 8));
    });
    if (plain.length > MAX_STRING) throw fatalProblem('CharacterStringTooLong', 'Value is too long', value);
    return Buffer.from(plain, 'latin1');
  });
}

/** Route 53 has a code for each way to be wrong; one for each type is enough to tell what to correct. */
function illegal(type: string, value: string): Problem {
  return fatalProblem(`${type}RRDATAIllegal`, `Value is not a valid ${type} record`, value);
}
