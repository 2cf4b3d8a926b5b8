/**
 * A DNS client that shares nothing with the sandbox's own: one message out, one message back.
 */
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import type { Answer, DecodedPacket, RecordType } from 'dns-packet';
import * as packet from 'dns-packet';

export interface Options {
  rd?: boolean;
  /** EDNS with this UDP size. Without: no EDNS. */
  edns?: number;
  ednsVersion?: number;
  transport?: 'udp' | 'tcp';
}

const RCODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];
/** Far beyond what loopback needs. */
const PATIENCE_MS = 5_000;

export interface Reply extends DecodedPacket {
  code: string | undefined;
  size: number;
}

export async function ask(
  address: string,
  port: number,
  name: string,
  type: RecordType,
  options: Options = {},
): Promise<Reply> {
  const opt: Answer = {
    name: '.',
    type: 'OPT',
    udpPayloadSize: options.edns ?? 0,
    extendedRcode: 0,
    ednsVersion: options.ednsVersion ?? 0,
    flags: 0,
    flag_do: false,
    options: [],
  };
  const query = packet.encode({
    type: 'query',
    id: 4711,
    flags: options.rd ? packet.RECURSION_DESIRED : 0,
    questions: [{ name, type }],
    additionals: options.edns === undefined ? [] : [opt],
  });
  const bytes = await send(address, port, query, options.transport);
  if (!bytes) throw new Error(`no reply from ${address}`);
  return read(bytes);
}

export function read(bytes: Buffer): Reply {
  const reply = packet.decode(bytes);
  return { ...reply, code: RCODES[(reply.flags ?? 0) & 0xf], size: bytes.length };
}

/** The reply's bytes; `undefined` when none came within `patienceMs`. */
export async function send(
  address: string,
  port: number,
  bytes: Buffer,
  transport: 'udp' | 'tcp' = 'udp',
  patienceMs = PATIENCE_MS,
): Promise<Buffer | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer | undefined>();
  const timer = setTimeout(() => resolve(undefined), patienceMs);
  const finish = (() => {
    if (transport === 'udp') {
      const socket = createSocket('udp4').on('error', reject).on('message', resolve);
      socket.send(bytes, port, address);
      return () => socket.close();
    }
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    const socket = connect(port, address).on('error', reject);
    let received = Buffer.alloc(0);
    socket.on('data', (piece) => {
      received = Buffer.concat([received, piece]);
      if (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0))
        resolve(received.subarray(2));
    });
    // In two pieces, and the length byte by byte: a stream may be cut anywhere.
    socket.write(length.subarray(0, 1));
    setImmediate(() => socket.write(Buffer.concat([length.subarray(1), bytes])));
    return () => socket.destroy();
  })();
  return promise.finally(() => {
    clearTimeout(timer);
    finish();
  });
}

/** Records as `name ttl TYPE data`, the OPT record left out. */
export function lines(records: Answer[] | undefined): string[] {
  return (records ?? []).flatMap((record) => {
    if (record.type === 'OPT') return [];
    return `${record.name} ${record.ttl} ${record.type} ${text(record)}`;
  });
}

function text(record: Answer): string {
  if (record.type === 'TXT') {
    const strings = Array.isArray(record.data) ? record.data : [record.data];
    return strings.map((part) => JSON.stringify(part.toString())).join(' ');
  }
  if (record.type === 'SOA') return `${record.data.mname} ${record.data.minimum}`;
  return 'data' in record ? String(record.data) : '';
}
