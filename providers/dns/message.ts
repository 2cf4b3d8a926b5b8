/** DNS messages, narrowed to what the ownership proof needs. */
import {
  addressIn,
  authorityIn,
  IN,
  nameIn,
  readName,
  readRecord,
  TYPES,
  textIn,
  type WireRecord,
  writeName,
} from './wire-format.ts';

export type QuestionType = 'A' | 'AAAA' | 'NS' | 'SOA' | 'TXT';

export interface Question {
  /** Lower case, no trailing dot. */
  name: string;
  type: QuestionType;
  /** True for a resolver, false for an authoritative server. */
  recursion: boolean;
}

/** Names in lower case without the trailing dot, the root is `.`; TTLs in seconds. */
export type ResourceRecord =
  | { type: 'A' | 'AAAA' | 'CNAME' | 'NS' | 'TXT'; name: string; ttl: number; value: string }
  | { type: 'SOA'; name: string; ttl: number; minimum: number; serial: number };

export interface Message {
  /** As DNS spells it: `NOERROR`, `NXDOMAIN`, … or `RCODE11` for one without a name here. */
  rcode: string;
  authoritative: boolean;
  answers: ResourceRecord[];
  authorities: ResourceRecord[];
  /** Addresses that came along, as those of name servers with a referral. */
  additionals: ResourceRecord[];
}

/** What a datagram or a TCP frame turned out to be. */
export type Received =
  | { kind: 'message'; message: Message }
  /** It is the answer, but did not fit: ask by TCP. */
  | { kind: 'truncated' }
  /** Not an answer to this question, or not to be understood: somebody else's, forged, broken. */
  | { kind: 'garbage' };

/** 1232 bytes pass every network without fragments (DNS flag day 2020). */
const UDP_PAYLOAD_SIZE = 1232;

/** RFC 1035 section 2.3.4. */
const LONGEST_LABEL = 63;
const LONGEST_NAME = 253;

/** RFC 1035 section 4.1.1, RFC 2136 section 2.2. */
const RCODES = [
  'NOERROR',
  'FORMERR',
  'SERVFAIL',
  'NXDOMAIN',
  'NOTIMP',
  'REFUSED',
  'YXDOMAIN',
  'YXRRSET',
  'NXRRSET',
  'NOTAUTH',
  'NOTZONE',
];

/** RFC 6891 section 9. */
const BADVERS = 16;

const HEADER_BYTES = 12;

/**
 * Whether a name fits into a packet as it stands. One that came from another server need not: decoding can have made it longer, or
 * have escaped a dot in a label, at which it would be cut.
 */
export function canBeAsked(name: string): boolean {
  if (name.includes('\\')) return false;
  const bytes = Buffer.byteLength(name);
  const labels = name.split('.').map((label) => Buffer.byteLength(label));
  return bytes <= LONGEST_NAME && labels.every((length) => length > 0 && length <= LONGEST_LABEL);
}

/** RFC 1035 section 4.1.1: recursion desired. */
const RD = 0x0100;

export function encodeQuestion(id: number, { name, type, recursion }: Question, edns: boolean): Buffer {
  const header = words(id, recursion ? RD : 0, 1, 0, 0, edns ? 1 : 0);
  // The root, what we take, and neither flags nor options (RFC 6891 section 6.1.2).
  const opt = [Buffer.from([0]), words(TYPES.OPT, UDP_PAYLOAD_SIZE, 0, 0, 0)];
  return Buffer.concat([header, writeName(name), words(TYPES[type], IN), ...(edns ? opt : [])]);
}

/** Numbers of 16 bits. */
function words(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(2 * numbers.length);
  for (const [index, number] of numbers.entries()) bytes.writeUInt16BE(number, 2 * index);
  return bytes;
}

/** Never throws, whatever the bytes are. */
export function readMessage(bytes: Buffer, id: number, question: Question): Received {
  try {
    return parse(bytes, id, question);
  } catch {
    return { kind: 'garbage' };
  }
}

function parse(bytes: Buffer, id: number, question: Question): Received {
  if (bytes.length < HEADER_BYTES || bytes.readUInt16BE(0) !== id) return { kind: 'garbage' };
  const flags = bytes.readUInt16BE(2);
  const isResponse = (flags & 0x8000) !== 0;
  const opcode = flags & 0x7800;
  if (!isResponse || opcode !== 0) return { kind: 'garbage' };
  const truncated = (flags & 0x0200) !== 0;
  const asked = readQuestion(bytes);
  // A truncated message may end in the middle of a record.
  const { answers, authorities, additionals } = truncated ? NOTHING : readSections(bytes, asked.end);
  const lower = flags & 0xf;
  const rcode = extendedRcode(lower, additionals) ?? RCODES[lower] ?? `RCODE${lower}`;
  if (!answersQuestion(asked, question, rcode)) return { kind: 'garbage' };
  if (truncated) return { kind: 'truncated' };
  return {
    kind: 'message',
    message: {
      rcode,
      authoritative: (flags & 0x0400) !== 0,
      answers: answers.flatMap(resourceRecord),
      authorities: authorities.flatMap(resourceRecord),
      additionals: additionals.flatMap((record) => unlessBroken(() => resourceRecord(record))),
    },
  };
}

/** Of several questions, which nobody asks, the first. */
interface Asked {
  count: number;
  name?: string;
  type?: number;
  class?: number;
  end: number;
}

/** @throws RangeError when it does not end within the message. */
function readQuestion(bytes: Buffer): Asked {
  const count = bytes.readUInt16BE(4);
  if (count === 0) return { count, end: HEADER_BYTES };
  const { name, end } = readName(bytes, HEADER_BYTES);
  return { count, name, type: bytes.readUInt16BE(end), class: bytes.readUInt16BE(end + 2), end: end + 4 };
}

/** RFC 5452 section 9.1. An error may come without the question: a server that does not understand it cannot repeat it. */
function answersQuestion(asked: Asked, question: Question, rcode: string): boolean {
  if (asked.count === 0) return rcode !== 'NOERROR' && rcode !== 'NXDOMAIN';
  return (
    asked.count === 1 &&
    asked.name !== undefined &&
    plainName(asked.name) === question.name &&
    asked.type === TYPES[question.type] &&
    asked.class === IN
  );
}

interface Sections {
  answers: WireRecord[];
  authorities: WireRecord[];
  additionals: WireRecord[];
}
const NOTHING: Sections = { answers: [], authorities: [], additionals: [] };

/** @throws RangeError when the message ends before its answers or its authorities do. */
function readSections(bytes: Buffer, start: number): Sections {
  const answers = readRecords(bytes, start, bytes.readUInt16BE(6));
  const authorities = readRecords(bytes, answers.end, bytes.readUInt16BE(8));
  const additionals: WireRecord[] = [];
  try {
    readRecords(bytes, authorities.end, bytes.readUInt16BE(10), additionals);
  } catch {
    // What was read up to there is kept: the OPT record may be in it.
  }
  return { answers: answers.records, authorities: authorities.records, additionals };
}

/** @param records to which they are added one by one. @throws RangeError when the message ends before they do. */
function readRecords(bytes: Buffer, start: number, count: number, records: WireRecord[] = []) {
  let at = start;
  for (let index = 0; index < count; index += 1) {
    const { record, end } = readRecord(bytes, at);
    records.push(record);
    at = end;
  }
  return { records, end: at };
}

/** Nothing in the additional section is needed, so what is odd in it does no harm. */
function unlessBroken<Item>(read: () => Item[]): Item[] {
  try {
    return read();
  } catch {
    return [];
  }
}

/** RFC 6891 section 6.1.3: the upper eight bits are in the OPT record. Without them BADVERS would read as NOERROR. */
function extendedRcode(lower: number, additionals: readonly WireRecord[]): string | undefined {
  const opt = additionals.find(({ type }) => type === TYPES.OPT);
  const upper = opt ? opt.ttl >>> 24 : 0;
  if (upper === 0) return undefined;
  const code = upper * 16 + lower;
  return code === BADVERS ? 'BADVERS' : `RCODE${code}`;
}

/** None for a record of another class or type. @throws Error when its data is not as its type has it. */
function resourceRecord(record: WireRecord): ResourceRecord[] {
  if (record.class !== IN) return [];
  const facts = { name: plainName(record.name), ttl: plainTtl(record.ttl) };
  switch (record.type) {
    case TYPES.A:
      return [{ ...facts, type: 'A', value: addressIn(record) }];
    case TYPES.AAAA:
      return [{ ...facts, type: 'AAAA', value: addressIn(record) }];
    case TYPES.CNAME:
      return [{ ...facts, type: 'CNAME', value: plainName(nameIn(record)) }];
    case TYPES.NS:
      return [{ ...facts, type: 'NS', value: plainName(nameIn(record)) }];
    case TYPES.TXT:
      return [{ ...facts, type: 'TXT', value: textIn(record) }];
    case TYPES.SOA:
      return [{ ...facts, type: 'SOA', ...authorityIn(record) }];
    default:
      return [];
  }
}

/** RFC 2181 section 8: with its highest bit set it counts as zero. */
function plainTtl(ttl: number): number {
  return ttl < 2 ** 31 ? ttl : 0;
}

/** The form in which names are compared. */
export function plainName(name: string): string {
  const lower = name.toLowerCase();
  return lower.length > 1 && lower.endsWith('.') ? lower.slice(0, -1) : lower;
}
