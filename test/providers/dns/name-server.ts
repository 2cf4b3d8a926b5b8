/** Small DNS servers on loopback, by UDP and TCP on one port, that answer or misbehave as a test tells them. */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import {
  type Answer,
  AUTHORITATIVE_ANSWER,
  type DecodedPacket,
  decode,
  encode,
  TRUNCATED_RESPONSE,
} from 'dns-packet';

export type Transport = 'udp' | 'tcp';

/** Several buffers are several datagrams or frames. `close` by UDP is silence. */
export type Reply = Buffer | Buffer[] | 'silence' | 'close';
export type Behaviour = (query: DecodedPacket, transport: Transport) => Reply;

export interface Asked {
  name: string;
  type: string;
  transport: Transport;
  id: number;
  recursion: boolean;
  /** UDP payload size of EDNS; `undefined` without EDNS. */
  edns: number | undefined;
  port: number;
}

export interface NameServer {
  address: string;
  port: number;
  asked: Asked[];
  close(): Promise<void>;
}

/** Addresses that no other test file uses: 127.x.y.1 and up, with x and y by chance. */
const NET = `127.${randomByte()}.${randomByte()}`;
let lastHost = 0;
export function loopback(): string {
  lastHost += 1;
  return `${NET}.${lastHost}`;
}

/** Servers of one test share a port, as authoritative servers do. */
export async function startNameServer(behaviour: Behaviour, port = 0): Promise<NameServer> {
  const address = loopback();
  const asked: Asked[] = [];
  const connections = new Set<Socket>();
  const tcp = createServer((connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
    connection.on('error', () => {});
    connection.on('data', (bytes) => {
      const query = decode(bytes.subarray(2));
      asked.push(note(query, 'tcp', connection.remotePort ?? 0));
      const reply = behaviour(query, 'tcp');
      if (reply === 'close') connection.destroy();
      else for (const frame of buffers(reply)) connection.write(framed(frame));
    });
  });
  tcp.listen(port, address);
  await once(tcp, 'listening');
  const bound = tcp.address();
  if (bound === null || typeof bound === 'string') throw new Error('not listening');
  const udp = createSocket('udp4');
  udp.on('message', (bytes, from) => {
    const query = decode(bytes);
    asked.push(note(query, 'udp', from.port));
    for (const datagram of buffers(behaviour(query, 'udp'))) udp.send(datagram, from.port, from.address);
  });
  udp.bind(bound.port, address);
  await once(udp, 'listening');
  return { address, port: bound.port, asked, close: () => close(tcp, udp, connections) };
}

export interface Content {
  /** 0 NOERROR, 1 FORMERR, 2 SERVFAIL, 3 NXDOMAIN, 5 REFUSED. */
  rcode?: number;
  authoritative?: boolean;
  truncated?: boolean;
  answers?: Answer[];
  authorities?: Answer[];
}

export function reply(query: DecodedPacket, content: Content): Buffer {
  const { rcode = 0, authoritative = true, truncated = false, answers = [], authorities = [] } = content;
  return encode({
    type: 'response',
    id: query.id,
    flags: rcode | (authoritative ? AUTHORITATIVE_ANSWER : 0) | (truncated ? TRUNCATED_RESPONSE : 0),
    questions: query.questions,
    answers,
    authorities,
  });
}

export const txt = (name: string, value: string | string[], ttl = 300): Answer => ({
  type: 'TXT',
  name,
  ttl,
  data: value,
});
export const cname = (name: string, data: string, ttl = 300): Answer => ({ type: 'CNAME', name, ttl, data });
export const ns = (name: string, data: string): Answer => ({ type: 'NS', name, ttl: 3600, data });
export const a = (name: string, data: string): Answer => ({ type: 'A', name, ttl: 3600, data });
export const aaaa = (name: string, data: string): Answer => ({ type: 'AAAA', name, ttl: 3600, data });
export const soa = (name: string, ttl = 900, minimum = 86_400): Answer => ({
  type: 'SOA',
  name,
  ttl,
  data: {
    mname: `ns1.${name}`,
    rname: `hostmaster.${name}`,
    serial: 1,
    refresh: 7200,
    retry: 900,
    expire: 1_209_600,
    minimum,
  },
});

/** Answers from records as a server of these zones would: NODATA and NXDOMAIN with the SOA, CNAMEs within followed. */
export function answering(records: readonly Answer[], { authoritative = true } = {}): Behaviour {
  return (query) => {
    const [question] = query.questions ?? [];
    const name = question?.name.toLowerCase() ?? '';
    const { answers, end } = chain(records, name, question?.type ?? '');
    if (answers.some(({ type }) => type === question?.type)) return reply(query, { authoritative, answers });
    const exists = records.some((record) => record.name === end || record.name.endsWith(`.${end}`));
    const zones = records.filter((record) => record.type === 'SOA' && `.${end}`.endsWith(`.${record.name}`));
    const zone = zones.sort((one, other) => other.name.length - one.name.length)[0];
    return reply(query, { authoritative, answers, rcode: exists ? 0 : 3, authorities: zone ? [zone] : [] });
  };
}

function chain(
  records: readonly Answer[],
  name: string,
  type: string,
  before: readonly string[] = [],
): { answers: Answer[]; end: string } {
  const answers = records.filter((record) => record.name === name && record.type === type);
  const link = records.find((record) => record.name === name && record.type === 'CNAME');
  if (answers.length > 0 || link?.type !== 'CNAME') return { answers, end: name };
  if (before.includes(link.data)) return { answers: [link], end: name };
  const rest = chain(records, link.data, type, [...before, name]);
  return { answers: [link, ...rest.answers], end: rest.end };
}

function buffers(reply: Reply): Buffer[] {
  if (reply === 'silence' || reply === 'close') return [];
  return Array.isArray(reply) ? reply : [reply];
}

function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}

function note(query: DecodedPacket, transport: Transport, port: number): Asked {
  const [question] = query.questions ?? [];
  const opt = query.additionals?.find(({ type }) => type === 'OPT');
  return {
    name: question?.name ?? '',
    type: question?.type ?? '',
    transport,
    id: query.id ?? -1,
    recursion: query.flag_rd,
    edns: opt?.type === 'OPT' ? opt.udpPayloadSize : undefined,
    port,
  };
}

async function close(tcp: Server, udp: UdpSocket, connections: Set<Socket>): Promise<void> {
  for (const connection of connections) connection.destroy();
  udp.close();
  tcp.close();
  await once(tcp, 'close');
}

function randomByte(): number {
  return 1 + Math.floor(Math.random() * 254);
}
