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
  const rcode = RCODES[flags & 0xf] ?? `RCODE${flags & 0xf}`;
  if (!isResponse || opcode !== 0 || !answersQuestion(bytes, question, rcode)) return { kind: 'garbage' };
  // Before the records: a truncated message may end in the middle of one.
  if ((flags & 0x0200) !== 0) return { kind: 'truncated' };
  const { answers = [], authorities = [] } = decodeSections(bytes, { records: true });
  return {
    kind: 'message',
    message: {
      rcode,
      authoritative: (flags & 0x0400) !== 0,
      answers: answers.flatMap(resourceRecord),
      authorities: authorities.flatMap(resourceRecord),
    },
  };
}

/** RFC 5452 section 9.1. An error may come without the question: a server that does not understand it cannot repeat it. */
function answersQuestion(bytes: Buffer, question: Question, rcode: string): boolean {
  const { questions = [] } = decodeSections(bytes, { records: false });
  const [asked] = questions;
  if (!asked) return rcode !== 'NOERROR' && rcode !== 'NXDOMAIN';
  return (
    questions.length === 1 &&
    plainName(asked.name) === question.name &&
    asked.type === question.type &&
    asked.class === 'IN'
  );
}

/**
 * The additional section is left out: what it holds is not needed, and what is odd in it does no harm then.
 *
 * @throws whatever dns-packet throws, and RangeError when it read past the end, which it does not notice by itself.
 */
function decodeSections(bytes: Buffer, { records }: { records: boolean }): ReturnType<typeof decode> {
  const copy = Buffer.from(bytes);
  copy.fill(0, records ? 10 : 6, HEADER_BYTES);
  const decoded = decode(copy);
  if (!(decode.bytes <= copy.length)) throw new RangeError('the message ends before its records do');
  return decoded;
}

function resourceRecord(record: Answer): ResourceRecord[] {
  if (record.type === 'OPT' || !('class' in record) || record.class !== 'IN') return [];
  const facts = { name: plainName(record.name), ttl: record.ttl ?? 0 };
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

/** The form in which names are compared. */
export function plainName(name: string): string {
  const lower = name.toLowerCase();
  return lower.length > 1 && lower.endsWith('.') ? lower.slice(0, -1) : lower;
}
