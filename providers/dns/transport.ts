/** One datagram, or one TCP connection, to one server: sends a packet, hands over what comes back. */
import { createSocket } from 'node:dgram';
import { connect, isIP } from 'node:net';
import type { Endpoint } from './endpoint.ts';

/** `undefined` from `read` means: not the answer, wait on. */
export type Read<T> = (bytes: Buffer) => T | undefined;

/** No answer came. `noRoute`: this machine cannot even reach addresses of that kind. */
export class NoAnswer extends Error {
  readonly noRoute: boolean;

  constructor(why: string, noRoute = false) {
    super(why);
    this.noRoute = noRoute;
  }
}

/** Errors by which a machine without IPv6 says so, when it opens the socket, connects or sends. */
const NO_ROUTE = new Set(['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/**
 * The socket is connected: the kernel then drops what other addresses and ports send, draws a random port of ours, and
 * reports that nobody listens there.
 *
 * @throws NoAnswer
 */
export async function askByUdp<T>(
  { address, port }: Endpoint,
  packet: Buffer,
  timeoutMs: number,
  read: Read<T>,
): Promise<T> {
  const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
  const close = () => socket.close();
  return inTime(timeoutMs, close, (succeed, fail) => {
    socket.on('error', fail);
    socket.on('message', (bytes) => {
      const answer = read(bytes);
      if (answer !== undefined) succeed(answer);
    });
    socket.on('connect', () => {
      socket.send(packet, (error) => {
        if (error) fail(error);
      });
    });
    socket.connect(port, address);
  });
}

/** @throws NoAnswer */
export async function askByTcp<T>(
  { address, port }: Endpoint,
  packet: Buffer,
  timeoutMs: number,
  read: Read<T>,
): Promise<T> {
  const socket = connect({ host: address, port });
  const close = () => void socket.destroy();
  return inTime(timeoutMs, close, (succeed, fail) => {
    socket.on('error', fail);
    socket.on('close', () => fail(new NoAnswer('connection closed without an answer')));
    socket.on('connect', () => socket.write(framed(packet)));
    let pending: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      const { frames, rest } = unframed(Buffer.concat([pending, chunk]));
      pending = rest;
      for (const frame of frames) {
        const answer = read(frame);
        if (answer !== undefined) return succeed(answer);
      }
    });
  });
}

/** Ends once: with what `listen` hands over first, or with the silence after `timeoutMs`. The socket is closed in any case. */
function inTime<T>(
  timeoutMs: number,
  close: () => void,
  listen: (succeed: (answer: T) => void, fail: (error: Error) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let ended = false;
    const end = (settle: () => void) => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      close();
      settle();
    };
    const fail = (error: Error) => end(() => reject(noAnswer(error)));
    const timer = setTimeout(() => fail(new NoAnswer(silence(timeoutMs))), timeoutMs);
    listen((answer) => end(() => resolve(answer)), fail);
  });
}

/** RFC 1035 section 4.2.2: each message is preceded by its length in two bytes. */
function framed(packet: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(packet.length);
  return Buffer.concat([length, packet]);
}

function unframed(bytes: Buffer): { frames: Buffer[]; rest: Buffer } {
  const frames: Buffer[] = [];
  let rest = bytes;
  while (rest.length >= 2 && rest.length >= 2 + rest.readUInt16BE(0)) {
    const end = 2 + rest.readUInt16BE(0);
    frames.push(rest.subarray(2, end));
    rest = rest.subarray(end);
  }
  return { frames, rest };
}

function silence(timeoutMs: number): string {
  return `silent for ${timeoutMs / 1000} s`;
}

function noAnswer(error: Error): NoAnswer {
  if (error instanceof NoAnswer) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  return new NoAnswer(REASONS[code] ?? code, NO_ROUTE.has(code));
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'connection reset',
  ENETUNREACH: 'no route from here',
  EADDRNOTAVAIL: 'no route from here',
  EAFNOSUPPORT: 'no route from here',
  EHOSTUNREACH: 'host unreachable',
};
