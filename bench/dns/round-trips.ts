/** The floor: what no survey can do without, one question after the other, since each needs the answer before. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode, RECURSION_DESIRED, type RecordType } from 'dns-packet';
import type { Endpoint } from '../../providers/dns/endpoint.ts';
import type { DelayedServers } from './delayed-servers.ts';

export interface RoundTrips {
  ask(): Promise<void>;
  close(): void;
}

/** Zone, its name servers, the address of one, the record. The sockets are open before the clock starts. */
export async function roundTrips(
  { resolver, nameServers, port }: DelayedServers,
  { zone, alias, proof }: { zone: string; alias: string; proof: string },
): Promise<RoundTrips> {
  const [first = { name: '', address: '' }] = nameServers;
  const toResolver = await connected(resolver);
  const toServer = await connected({ address: first.address, port });
  return {
    ask: async () => {
      const trips = [
        [toResolver, alias, 'SOA'],
        [toResolver, zone, 'NS'],
        [toResolver, first.name, 'A'],
        [toServer, proof, 'TXT'],
      ] as const;
      for (const [socket, name, type] of trips) await roundTrip(socket, name, type);
    },
    close: () => {
      for (const socket of [toResolver, toServer]) socket.close();
    },
  };
}

async function connected({ address, port }: Endpoint): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.connect(port, address);
  await once(socket, 'connect');
  return socket;
}

/** Far above the delay: nothing gets lost on loopback, and if it does the bench must end. */
const TIMEOUT_MS = 2000;

/** Low four bits of the flags (RFC 1035 section 4.1.1). */
const RCODE = 0xf;
const NOERROR = 0;
const NXDOMAIN = 3;

async function roundTrip(socket: Socket, name: string, type: RecordType): Promise<void> {
  const flags = type === 'TXT' ? 0 : RECURSION_DESIRED;
  const answered = once(socket, 'message', { signal: AbortSignal.timeout(TIMEOUT_MS) });
  socket.send(encode({ type: 'query', id: 1, flags, questions: [{ name, type }] }));
  const [bytes] = await answered;
  const rcode = (decode(bytes).flags ?? 0) & RCODE;
  if (rcode !== NOERROR && rcode !== NXDOMAIN) throw new Error(`${type} of ${name}: RCODE ${rcode}`);
}
