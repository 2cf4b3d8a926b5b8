/**
 * Queries and replies on the wire: RFC 1035, EDNS of RFC 6891, truncation of RFC 2181 section 9.
 */

import type { Answer, DecodedPacket, OptAnswer, Question } from 'dns-packet';
import * as packet from 'dns-packet';
import type { ResourceRecord } from './records.ts';

export type Transport = 'udp' | 'tcp';

/** Header response codes (RFC 1035 section 4.1.1). */
const RCODES = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 };
export type Rcode = keyof typeof RCODES;

export interface Reply {
  rcode: Rcode;
  authoritative?: boolean;
  recursionAvailable?: boolean;
  answers?: ResourceRecord[];
  authorities?: ResourceRecord[];
  /** Dropped first when a reply does not fit (RFC 2181 section 9). */
  additionals?: ResourceRecord[];
}

export interface Query {
  question: Question;
  recursionDesired: boolean;
}

/** What fits in a UDP reply to a client without EDNS (RFC 1035 section 4.2.1). */
const PLAIN_UDP_SIZE = 512;
/** What we say we can receive: fits any path without fragments (DNS flag day 2020). */
export const EDNS_UDP_SIZE = 1232;
/** BADVERS is 16 (RFC 6891 section 9): its upper eight bits travel in the OPT record, the lower four are 0. */
const BADVERS_UPPER_BITS = 1;
/** Bits of the second and third header word (RFC 1035 section 4.1.1). */
const RESPONSE_BIT = 0x80;
const OPCODE_MASK = 0x7800;
const RCODE_MASK = 0xf;
const HEADER_LENGTH = 12;

const UNSUPPORTED_TYPES: ReadonlySet<string> = new Set(['ANY', 'AXFR', 'IXFR']);

/**
 * Answers the bytes of a query with the bytes of a reply, `undefined` when silence is right: no id to answer to, or itself a
 * response (answering those makes two servers talk for ever).
 */
export async function serve(
  bytes: Buffer,
  transport: Transport,
  respond: (query: Query) => Reply | Promise<Reply>,
): Promise<Buffer | undefined> {
  const [, idEnds, flags = 0] = bytes;
  if (idEnds === undefined || flags & RESPONSE_BIT) return undefined;
  const query = decode(bytes);
  const [question, ...others] = query?.questions ?? [];
  if (!query || !question || others.length > 0) {
    return packet.encode({ type: 'response', id: bytes.readUInt16BE(0), flags: RCODES.FORMERR });
  }
  const opt = query.additionals?.find((record) => record.type === 'OPT');
  if (opt && opt.ednsVersion > 0) {
    const refusal: OptAnswer = { ...ourOpt(), extendedRcode: BADVERS_UPPER_BITS };
    return packet.encode({ type: 'response', id: query.id, questions: [question], additionals: [refusal] });
  }
  const reply = refusalOf(query, question) ?? (await respond({ question, recursionDesired: query.flag_rd }));
  const limit = transport === 'tcp' ? Infinity : Math.max(PLAIN_UDP_SIZE, opt?.udpPayloadSize ?? 0);
  return encodeWithin(limit, query, question, reply, opt !== undefined);
}

function decode(bytes: Buffer): DecodedPacket | undefined {
  try {
    const query = packet.decode(bytes);
    // dns-packet reads labels as UTF-8 joined by dots: other bytes, or a dot inside a label, could not be written back.
    const questions = packet.encode({ questions: query.questions }).subarray(HEADER_LENGTH);
    const faithful = bytes.subarray(HEADER_LENGTH, HEADER_LENGTH + questions.length).equals(questions);
    return faithful ? query : undefined;
  } catch {
    return undefined;
  }
}

/** What no server of the sandbox does: updates and notifies, classes other than IN, zone transfers, ANY (RFC 8482). */
function refusalOf(query: DecodedPacket, question: Question): Reply | undefined {
  if ((query.flags ?? 0) & OPCODE_MASK || UNSUPPORTED_TYPES.has(question.type)) return { rcode: 'NOTIMP' };
  return question.class === 'IN' ? undefined : { rcode: 'REFUSED' };
}

function encodeWithin(
  limit: number,
  query: DecodedPacket,
  question: Question,
  reply: Reply,
  edns: boolean,
): Buffer {
  const flags =
    RCODES[reply.rcode] |
    (reply.authoritative ? packet.AUTHORITATIVE_ANSWER : 0) |
    (reply.recursionAvailable ? packet.RECURSION_AVAILABLE : 0) |
    (query.flag_rd ? packet.RECURSION_DESIRED : 0);
  const head = { type: 'response' as const, id: query.id, questions: [question] };
  const opt: Answer[] = edns ? [ourOpt()] : [];
  const { answers = [], authorities = [], additionals = [] } = reply;
  const candidates = [
    { ...head, flags, answers, authorities, additionals: [...additionals, ...opt] },
    { ...head, flags, answers, authorities, additionals: opt },
  ];
  for (const candidate of candidates) {
    const bytes = packet.encode(candidate);
    if (bytes.length <= limit) return bytes;
  }
  return packet.encode({ ...head, flags: flags | packet.TRUNCATED_RESPONSE, additionals: opt });
}

function ourOpt(): OptAnswer {
  return {
    name: '.',
    type: 'OPT',
    udpPayloadSize: EDNS_UDP_SIZE,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [],
  };
}

/** Encodes a question of ours, with EDNS. */
export function encodeQuery(id: number, question: Question): Buffer {
  return packet.encode({ type: 'query', id, questions: [question], additionals: [ourOpt()] });
}

export function rcodeOf(reply: DecodedPacket): Rcode | undefined {
  const number = (reply.flags ?? 0) & RCODE_MASK;
  // `Object.keys` forgets that the keys are those of the object.
  const names = Object.keys(RCODES) as Rcode[];
  return names.find((name) => RCODES[name] === number);
}
