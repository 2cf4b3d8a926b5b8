/** AWS on one port of 127.0.0.1: point AWS_ENDPOINT_URL at it, and the SDKs and the CLI work unchanged. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Identities } from './account.ts';
import { CallLog, type CallRecord } from './call-log.ts';
import { dispatcher, type Reply } from './dispatch.ts';
import { Faults } from './faults.ts';
import type { WireRequest } from './protocol.ts';
import { AwsError, type Service } from './service.ts';
import { encodeForStranger } from './stranger.ts';

export interface ControlRequest {
  method: string;
  /** Whole: `/_sandbox/calls`. */
  path: string;
  query: URLSearchParams;
  headers: { authorization?: string | undefined };
  body: string;
}

export interface ControlAnswer {
  status: number;
  headers?: Record<string, string>;
  /** A string goes out as it is, anything else as JSON. */
  body: unknown;
}

/** No answer: the connection breaks, or stays open and nothing comes. */
export type Cut = 'reset' | 'timeout';

/** Answers under `/_sandbox/`; undefined is a 404. */
export type Control = (request: ControlRequest) => Promise<ControlAnswer | Cut | undefined>;

export interface WireOptions {
  /** 0 takes a free one. */
  port: number;
  services: Service[];
  identities?: Identities;
  /** Every call, when it is over and before its answer leaves. */
  onCall?: (record: CallRecord) => void;
  /** A `crash` fault: ends the instance whose key made the call. False when it was none. */
  onCrash?: (accessKeyId: string) => boolean;
  control?: Control;
}

export interface WireServer {
  /** `http://127.0.0.1:4566` */
  url: string;
  port: number;
  calls: CallLog;
  faults: Faults;
  /** Breaks what is still open. */
  close(): Promise<void>;
}

/** 1 MiB, the most that any request to the services here may hold (an SQS message). */
const BODY_LIMIT = 1_048_576;

/** How long a `timeout` fault keeps the connection: longer than botocore's read timeout of 60 s, so that the client gives up first. */
const SILENCE_MS = 90_000;

const HOST = '127.0.0.1';

/** @throws Error with the code of the system (`EADDRINUSE`) when the port cannot be had. */
export async function startWireServer(options: WireOptions): Promise<WireServer> {
  const calls = new CallLog();
  const faults = new Faults();
  const { services, identities = new Identities(), onCall, onCrash } = options;
  const dispatch = dispatcher({
    services,
    identities,
    calls,
    faults,
    ...(onCall && { onCall }),
    ...(onCrash && { onCrash }),
  });

  const server = createServer((request, response) => {
    handle(request, response, dispatch, options.control).catch((error: unknown) => {
      // The client hung up: nobody to tell, nothing to report.
      if (request.socket.destroyed) return;
      console.error(`sandbox: ${request.method} ${request.url} failed`, error);
      if (response.headersSent) request.socket.destroy();
      else
        send(
          response,
          500,
          { 'content-type': 'application/json' },
          JSON.stringify({ message: 'InternalFailure' }),
        );
    });
  });
  // An idle connection that is closed in the moment its client sends on it is "socket hang up" there: on a busy machine, a
  // call that fails for no reason. Whoever opened it closes it, or the end does.
  server.keepAliveTimeout = 0;
  const port = await listen(server, options.port);
  return {
    url: `http://${HOST}:${port}`,
    port,
    calls,
    faults,
    close: () =>
      new Promise((resolve) => {
        // The only error is that it is closed already.
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? 'is already taken' : `cannot be listened on (${error.message})`;
      reject(
        Object.assign(new Error(`Port ${port} on ${HOST} ${why}.`, { cause: error }), { code: error.code }),
      );
    });
    server.listen(port, HOST, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  dispatch: (request: WireRequest) => Promise<Reply>,
  control: Control | undefined,
): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) {
    const error = new AwsError(
      'RequestEntityTooLarge',
      `The request is larger than ${BODY_LIMIT} bytes.`,
      413,
    );
    const refusal = encodeForStranger(request.headers, error, randomUUID());
    send(response, refusal.status, refusal.headers, refusal.body);
    return;
  }
  // Not by URL, which would tidy the path up.
  const [path = '/', ...rest] = (request.url ?? '/').split('?');
  const query = new URLSearchParams(rest.join('?'));
  const method = request.method ?? 'GET';
  if (path.startsWith('/_sandbox/')) {
    const text = new TextDecoder().decode(body);
    const answer = await control?.({ method, path, query, headers: request.headers, body: text });
    if (answer === 'reset') return reset(request.socket);
    if (answer === 'timeout') return keepSilent(request.socket);
    const found = answer ?? { status: 404, body: { message: `Nothing at ${method} ${path}.` } };
    const json = typeof found.body === 'string' ? found.body : JSON.stringify(found.body);
    send(response, found.status, { 'content-type': 'application/json', ...found.headers }, json);
    return;
  }
  const reply = await dispatch({ method, path, query, headers: request.headers, body });
  if (reply.kind === 'response')
    send(response, reply.response.status, reply.response.headers, reply.response.body);
  else if (reply.kind === 'reset') reset(request.socket);
  else keepSilent(request.socket);
}

/** Undefined when it is too long. The rest is read and dropped, because a client that is still sending does not hear the answer. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= BODY_LIMIT) chunks.push(chunk);
  }
  return length <= BODY_LIMIT ? Buffer.concat(chunks) : undefined;
}

function send(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string | Uint8Array,
): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** RST rather than FIN, so that the client sees ECONNRESET. */
function reset(socket: Socket): void {
  socket.resetAndDestroy();
}

function keepSilent(socket: Socket): void {
  const timer = setTimeout(() => socket.destroy(), SILENCE_MS);
  socket.once('close', () => clearTimeout(timer));
}
