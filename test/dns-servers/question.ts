/** A question to a server that does not go through the product: to wait for servers, and to check what they do. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type Answer, DNSSEC_OK, decode, encode, RECURSION_DESIRED, type RecordType } from 'dns-packet';

export interface Endpoint {
  address: string;
  port: number;
}

export interface Reply {
  /** RFC 1035 section 4.1.1: 0 NOERROR, 2 SERVFAIL, 3 NXDOMAIN, 5 REFUSED. */
  rcode: number;
  authoritative: boolean;
  truncated: boolean;
  answers: Answer[];
  authorities: Answer[];
}

export interface AskOptions {
  recursion?: boolean;
  /** DO, RFC 3225: signatures are wanted. */
  signatures?: boolean;
  timeoutMs?: number;
}

/** By UDP only, with EDNS and 1232 bytes as the product does. `undefined` when nobody answers in time. */
export async function ask(
  { address, port }: Endpoint,
  name: string,
  type: RecordType,
  { recursion = false, signatures = false, timeoutMs = 1000 }: AskOptions = {},
): Promise<Reply | undefined> {
  const id = Math.floor(Math.random() * 0x1_0000);
  const flags = recursion ? RECURSION_DESIRED : 0;
  const socket = createSocket('udp4');
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    // Connected, so that the kernel reports at once that nobody listens.
    socket.connect(port, address);
    await once(socket, 'connect', { signal });
    const questions = [{ name, type, class: 'IN' as const }];
    socket.send(encode({ type: 'query', id, flags, questions, additionals: [edns(signatures)] }));
    for (;;) {
      const [bytes]: unknown[] = await once(socket, 'message', { signal });
      if (Buffer.isBuffer(bytes) && bytes.readUInt16BE(0) === id) return read(bytes);
    }
  } catch {
    return undefined;
  } finally {
    socket.close();
  }
}

function edns(signatures: boolean): Answer {
  return {
    type: 'OPT',
    name: '.',
    udpPayloadSize: 1232,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: signatures ? DNSSEC_OK : 0,
    flag_do: signatures,
    options: [],
  };
}

function read(bytes: Buffer): Reply {
  const flags = bytes.readUInt16BE(2);
  const truncated = (flags & 0x0200) !== 0;
  const { answers = [], authorities = [] } = truncated ? {} : decode(bytes);
  return { rcode: flags & 0xf, authoritative: (flags & 0x0400) !== 0, truncated, answers, authorities };
}

/** TXT values, each with its strings joined. */
export function texts(reply: Reply): string[] {
  return reply.answers.flatMap((record) =>
    record.type === 'TXT' ? [[record.data].flat().map(String).join('')] : [],
  );
}
