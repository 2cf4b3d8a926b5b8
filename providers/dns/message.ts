/** DNS messages, narrowed to what the ownership proof needs. */
import { type Answer, decode, encode, RECURSION_DESIRED } from 'dns-packet';

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

/** Whether a name fits into a packet. One that came from another server need not: decoding can have made it longer. */
export function canBeAsked(name: string): boolean {
  const bytes = Buffer.byteLength(name);
  const labels = name.split('.').map((label) => Buffer.byteLength(label));
  return bytes <= LONGEST_NAME && labels.every((length) => length > 0 && length <= LONGEST_LABEL);
}

export function encodeQuestion(id: number, { name, type, recursion }: Question, edns: boolean): Buffer {
  return encode({
    type: 'query',
    id,
    flags: recursion ? RECURSION_DESIRED : 0,
    questions: [{ name, type, class: 'IN' }],
    additionals: edns
      ? [
          {
            type: 'OPT',
            name: '.',
            udpPayloadSize: UDP_PAYLOAD_SIZE,
            extendedRcode: 0,
            ednsVersion: 0,
            flags: 0,
            flag_do: false,
            options: [],
          },
        ]
      : [],
  });
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
  // A truncated message may end in the middle of a record.
  const sections = truncated ? decodeSections(bytes, 'question') : readable(bytes);
  const { questions = [], answers = [], authorities = [], additionals = [] } = sections;
  const lower = flags & 0xf;
  const rcode = extendedRcode(lower, additionals) ?? RCODES[lower] ?? `RCODE${lower}`;
  if (!answersQuestion(questions, question, rcode)) return { kind: 'garbage' };
  if (truncated) return { kind: 'truncated' };
  return {
    kind: 'message',
    message: {
      rcode,
      authoritative: (flags & 0x0400) !== 0,
      answers: answers.flatMap(resourceRecord),
      authorities: authorities.flatMap(resourceRecord),
      additionals: additionals.flatMap(resourceRecord),
    },
  };
}

/** Nothing in the additional section is needed, so what is odd in it does no harm. */
function readable(bytes: Buffer): ReturnType<typeof decode> {
  try {
    return decodeSections(bytes, 'all');
  } catch {
    return decodeSections(bytes, 'records');
  }
}

/** RFC 6891 section 6.1.3: the upper eight bits are in the OPT record. Without them BADVERS would read as NOERROR. */
function extendedRcode(lower: number, additionals: readonly Answer[]): string | undefined {
  const opt = additionals.find((record) => record.type === 'OPT');
  const upper = opt?.type === 'OPT' ? opt.extendedRcode : 0;
  if (upper === 0) return undefined;
  const code = upper * 16 + lower;
  return code === BADVERS ? 'BADVERS' : `RCODE${code}`;
}

/** RFC 5452 section 9.1. An error may come without the question: a server that does not understand it cannot repeat it. */
function answersQuestion(
  questions: NonNullable<ReturnType<typeof decode>['questions']>,
  question: Question,
  rcode: string,
): boolean {
  const [asked] = questions;
  if (!asked) return rcode !== 'NOERROR' && rcode !== 'NXDOMAIN';
  return (
    questions.length === 1 &&
    plainName(asked.name) === question.name &&
    asked.type === question.type &&
    asked.class === 'IN'
  );
}

/** Bytes of the header from which on counts are set to zero, so that nothing behind is read. */
const COUNTS = { question: 6, records: 10 };

/** @throws whatever dns-packet throws, and RangeError when it read past the end, which it does not notice by itself. */
function decodeSections(bytes: Buffer, upTo: 'question' | 'records' | 'all'): ReturnType<typeof decode> {
  const read = upTo === 'all' ? bytes : Buffer.from(bytes);
  if (upTo !== 'all') read.fill(0, COUNTS[upTo], HEADER_BYTES);
  const decoded = decode(read);
  if (!(decode.bytes <= read.length)) throw new RangeError('the message ends before its records do');
  return decoded;
}

function resourceRecord(record: Answer): ResourceRecord[] {
  if (record.type === 'OPT' || !('class' in record) || record.class !== 'IN') return [];
  const facts = { name: plainName(record.name), ttl: plainTtl(record.ttl ?? 0) };
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return [{ ...facts, type: record.type, value: record.data }];
    case 'CNAME':
    case 'NS':
      return [{ ...facts, type: record.type, value: plainName(record.data) }];
    case 'TXT': {
      const strings = [record.data].flat().map((part) => Buffer.from(part));
      return [{ ...facts, type: 'TXT', value: Buffer.concat(strings).toString('utf8') }];
    }
    case 'SOA':
      return [{ ...facts, type: 'SOA', minimum: record.data.minimum ?? 0, serial: record.data.serial ?? 0 }];
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
