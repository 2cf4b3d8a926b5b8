import type { Socket as UdpSocket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import type { Transport } from './message.ts';
import { readMessages, writeMessage } from './tcp-framing.ts';

/** Answers one message; `undefined` is silence. */
export type Handler = (bytes: Buffer, transport: Transport) => Promise<Buffer | undefined>;

/** An idle connection is closed after this long: RFC 7766 section 6.2.3 leaves it to the server, a few seconds are usual. */
const TCP_IDLE_MS = 10_000;

/** A DNS server's two sockets, UDP and TCP, on one address and port. */
export class Listener {
  readonly #address: string;
  readonly #port: number;
  readonly #udp: UdpSocket;
  readonly #tcp: Server;
  readonly #connections = new Set<Socket>();
  #closed = false;

  constructor(address: string, port: number, handle: Handler) {
    this.#address = address;
    this.#port = port;
    this.#udp = createSocket('udp4');
    this.#udp.on('message', async (bytes, client) => {
      const reply = await handle(bytes, 'udp');
      // While the answer was sought the socket may have been closed: then nobody waits for it.
      if (reply && !this.#closed) this.#udp.send(reply, client.port, client.address);
    });
    this.#tcp = createServer((socket) => {
      this.#connections.add(socket);
      socket.on('close', () => this.#connections.delete(socket));
      socket.on('error', () => socket.destroy());
      socket.setTimeout(TCP_IDLE_MS, () => socket.destroy());
      readMessages(socket, async (bytes) => {
        const reply = await handle(bytes, 'tcp');
        if (reply && socket.writable) writeMessage(socket, reply);
      });
    });
  }

  /**
   * @throws Error whose `code` is EADDRINUSE, or why else the system refuses; its message names address and port.
   * The listener is closed then.
   */
  async open(): Promise<void> {
    try {
      await this.#bind('TCP', (done) => this.#tcp.listen(this.#port, this.#address, done), this.#tcp);
      await this.#bind('UDP', (done) => this.#udp.bind(this.#port, this.#address, done), this.#udp);
    } catch (error) {
      await this.close();
      throw error;
    }
    // From here on a socket's error concerns one client that went away, not the server.
    this.#udp.on('error', () => {});
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const connection of this.#connections) connection.destroy();
    await Promise.all([
      new Promise<void>((done) => this.#udp.close(done)),
      new Promise<void>((done) => this.#tcp.close(() => done())),
    ]);
  }

  async #bind(protocol: string, bind: (done: () => void) => void, socket: UdpSocket | Server): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const fail = (cause: NodeJS.ErrnoException) => {
        const where = `${this.#address}:${this.#port} (${protocol})`;
        const why = cause.code === 'EADDRINUSE' ? 'the port is taken' : cause.message;
        const error: NodeJS.ErrnoException = new Error(`${cause.code}: cannot listen on ${where}: ${why}`, {
          cause,
        });
        error.code = cause.code ?? 'UNKNOWN';
        reject(error);
      };
      socket.once('error', fail);
      bind(() => {
        socket.removeListener('error', fail);
        resolve();
      });
    });
  }
}
