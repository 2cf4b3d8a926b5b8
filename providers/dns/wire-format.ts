/**
 * The bytes of a DNS message (RFC 1035 section 4), as far as a question and the records of its answer need them.
 *
 * Our own, since what there is for Node.js reads forty types of record and outweighs everything else that asks name servers;
 * test/providers/dns/wire-format.test.ts holds it against that.
 */
import { SocketAddress } from 'node:net';

/** https://www.iana.org/assignments/dns-parameters, "Resource Record (RR) TYPEs". */
export const TYPES = { A: 1, NS: 2, CNAME: 5, SOA: 6, TXT: 16, AAAA: 28, OPT: 41 } as const;

/** The Internet. */
export const IN = 1;

/** A record as it lies in the message: `data` is what its type makes of it. */
export interface WireRecord {
  /** As it was sent: any case, no trailing dot. */
  name: string;
  type: number;
  /** Of an OPT record, the size of the datagrams that its sender takes (RFC 6891 section 6.1.2). */
  class: number;
  /** Seconds, 32 bits without sign; of an OPT record, flags. */
  ttl: number;
  /** The whole message, and where in it the data begins and ends: names in it may point back. */
  data: { bytes: Buffer; start: number; end: number };
}

/** RFC 1035 section 4.1.4: the two highest bits of a length say that it is a pointer. */
const POINTER = 0xc0;

/** RFC 1035 section 2.3.4, in bytes as they are sent: each label with its length, and the root. */
const LONGEST_NAME = 255;

/** As many as labels fit into the longest name: one behind each is more than anybody has use for. */
const MOST_POINTERS = 127;

/** @param name without trailing dot; its labels have 1 to 63 bytes each */
export function writeName(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.from(label));
  return Buffer.concat([
    ...labels.flatMap((label) => [Buffer.from([label.length]), label]),
    Buffer.from([0]),
  ]);
}

/**
 * The name at `start`, `.` for the root, and where what follows it begins. A dot within a label is escaped (RFC 1035 section 5.1),
 * so that no two names read alike.
 * @throws RangeError when it does not end within the message, is longer than a name may be, or points anywhere but back. Otherwise
 * a few thousand records could each point to a name of ten thousand labels, and keep us busy for as long as a function may run.
 */
export function readName(bytes: Buffer, start: number): { name: string; end: number } {
  const labels: string[] = [];
  let end: number | undefined;
  let at = start;
  let before = start;
  let size = 1;
  let pointers = 0;
  for (let length = bytes.readUInt8(at); length !== 0; length = bytes.readUInt8(at)) {
    if (length >= POINTER) {
      end ??= at + 2;
      at = bytes.readUInt16BE(at) & 0x3fff;
      // Each is before the last: so they come to an end.
      if (at >= before) throw new RangeError('a name points forward');
      before = at;
      pointers += 1;
      if (pointers > MOST_POINTERS) throw new RangeError('a name in more pieces than it can have labels');
    } else {
      if (length > 63) throw new RangeError('a label of a kind that nobody uses');
      size += 1 + length;
      if (size > LONGEST_NAME) throw new RangeError('a name longer than any may be');
      const next = at + 1 + length;
      mustReach(bytes, next);
      labels.push(bytes.toString('utf8', at + 1, next).replace(/[.\\]/g, '\\$&'));
      at = next;
    }
  }
  return { name: labels.join('.') || '.', end: end ?? at + 1 };
}

/** @throws RangeError when it does not end within the message. */
export function readRecord(bytes: Buffer, at: number): { record: WireRecord; end: number } {
  const { name, end } = readName(bytes, at);
  const start = end + 10;
  const data = { bytes, start, end: start + bytes.readUInt16BE(end + 8) };
  mustReach(bytes, data.end);
  const [type, ofClass] = [bytes.readUInt16BE(end), bytes.readUInt16BE(end + 2)];
  return { record: { name, type, class: ofClass, ttl: bytes.readUInt32BE(end + 4), data }, end: data.end };
}

/** @throws RangeError when the data is more or less than a name. */
export function nameIn({ data: { bytes, start, end } }: WireRecord): string {
  const read = readName(bytes, start);
  if (read.end !== end) throw new RangeError('a name does not fill the data of its record');
  return read.name;
}

/** The strings of a TXT record, joined byte by byte. @throws RangeError when the last does not end with the data. */
export function textIn({ data: { bytes, start, end } }: WireRecord): string {
  const strings: Buffer[] = [];
  for (let at = start; at < end; ) {
    const next = at + 1 + bytes.readUInt8(at);
    if (next > end) throw new RangeError('a string does not end within its record');
    strings.push(bytes.subarray(at + 1, next));
    at = next;
  }
  return Buffer.concat(strings).toString();
}

/** @throws Error when the data is no address: 4 bytes of IPv4, 16 of IPv6. */
export function addressIn({ type, data: { bytes, start, end } }: WireRecord): string {
  const raw = bytes.subarray(start, end);
  if (type === TYPES.A && raw.length === 4) return raw.join('.');
  if (type !== TYPES.AAAA || raw.length !== 16) throw new RangeError('an address of the wrong length');
  const address = raw.toString('hex').replace(/.{4}(?!$)/g, '$&:');
  // Node.js writes it as everybody does (RFC 5952).
  return new SocketAddress({ address, family: 'ipv6' }).address;
}

/** @throws RangeError when the data is no start of authority (RFC 1035 section 3.3.13). */
export function authorityIn({ data: { bytes, start, end } }: WireRecord): {
  serial: number;
  minimum: number;
} {
  const { end: afterServer } = readName(bytes, start);
  const { end: numbers } = readName(bytes, afterServer);
  if (numbers + 20 !== end) throw new RangeError('five numbers do not fill the data of an SOA');
  return { serial: bytes.readUInt32BE(numbers), minimum: bytes.readUInt32BE(numbers + 16) };
}

function mustReach(bytes: Buffer, end: number): void {
  if (end > bytes.length) throw new RangeError('the message ends too early');
}
