import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect, isIPv4 } from 'node:net';
import type { DecodedPacket, Question } from 'dns-packet';
import * as packet from 'dns-packet';
import { encodeQuery } from './message.ts';
import { canonical } from './names.ts';
import { readMessages, writeMessage } from './tcp-framing.ts';

/** Loopback servers answer at once: longer than this means silence. */
const TIMEOUT_MS = 500;

/**
 * Asks one server, over UDP and, when the reply is truncated, over TCP.
 * @throws Error on silence, and for addresses off loopback: the sandbox never asks the world.
 */
export async function exchange(question: Question, address: string, port: number): Promise<DecodedPacket> {
  if (!isIPv4(address) || !address.startsWith('127.')) throw new Error(`${address} is not on loopback`);
  // Ids that cannot be guessed (RFC 5452 section 4.3): as real resolvers do.
  const id = randomInt(0x1_0000);
  const query = encodeQuery(id, question);
  const reply = await overUdp(query, address, port, (bytes) => accept(bytes, id, question));
  return reply.flag_tc ? overTcp(query, address, port, (bytes) => accept(bytes, id, question)) : reply;
}

type Accept = (bytes: Buffer) => DecodedPacket | undefined;

/** The reply to our question; `undefined` for anything else that arrives. */
function accept(bytes: Buffer, id: number, question: Question): DecodedPacket | undefined {
  try {
    const reply = packet.decode(bytes);
    const [asked] = reply.questions ?? [];
    const ours = asked && canonical(asked.name) === canonical(question.name) && asked.type === question.type;
    return reply.flag_qr && reply.id === id && ours ? reply : undefined;
  } catch {
    return undefined;
  }
}

async function overUdp(query: Buffer, address: string, port: number, accept: Accept): Promise<DecodedPacket> {
  const socket = createSocket('udp4');
  const { promise, resolve, reject } = Promise.withResolvers<DecodedPacket>();
  socket.on('error', reject);
  socket.on('message', (bytes) => {
    const reply = accept(bytes);
    if (reply) resolve(reply);
  });
  const timer = setTimeout(() => reject(new Error(`${address} is silent`)), TIMEOUT_MS);
  // A connected socket takes datagrams from this server only.
  socket.connect(port, address, () => socket.send(query));
  return promise.finally(() => {
    clearTimeout(timer);
    socket.close();
  });
}

async function overTcp(query: Buffer, address: string, port: number, accept: Accept): Promise<DecodedPacket> {
  const { promise, resolve, reject } = Promise.withResolvers<DecodedPacket>();
  const socket = connect(port, address, () => writeMessage(socket, query));
  socket.on('error', reject);
  socket.on('close', () => reject(new Error(`${address} closed the connection`)));
  readMessages(socket, (bytes) => {
    const reply = accept(bytes);
    if (reply) resolve(reply);
  });
  const timer = setTimeout(() => reject(new Error(`${address} is silent over TCP`)), TIMEOUT_MS);
  return promise.finally(() => {
    clearTimeout(timer);
    socket.destroy();
  });
}
