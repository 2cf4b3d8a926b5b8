/** Addresses on loopback, and one port that all name servers share, as they share 53 in the world. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Endpoint } from './question.ts';

export interface Network {
  port: number;
  /** An address that nothing else uses, and the port. */
  endpoint(): Endpoint;
  /**
   * The one for BIND, which listens only where an interface has the address: all of 127.0.0.0/8 is on loopback, but
   * this is the address it has.
   */
  interfaceEndpoint: Endpoint;
}

const INTERFACE_ADDRESS = '127.0.0.1';

/** Below the ports from which the kernel and Unbound (see its configuration) draw for questions. */
const LOWEST_PORT = 12_000;
const HIGHEST_PORT = 31_000;
const TRIES = 20;

export async function createNetwork(): Promise<Network> {
  const net = `127.${between(1, 254)}.${between(1, 254)}`;
  let lastHost = 0;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = between(LOWEST_PORT, HIGHEST_PORT);
    // The port above is for what BIND is controlled by.
    const places: Endpoint[] = [
      { address: INTERFACE_ADDRESS, port },
      { address: INTERFACE_ADDRESS, port: port + 1 },
      { address: `${net}.1`, port },
    ];
    const free = await Promise.all(places.map(isFree));
    if (!free.every(Boolean)) continue;
    const endpoint = () => {
      lastHost += 1;
      return { address: `${net}.${lastHost}`, port };
    };
    return { port, endpoint, interfaceEndpoint: { address: INTERFACE_ADDRESS, port } };
  }
  throw new Error(`no free port in ${TRIES} tries`);
}

async function isFree({ address, port }: Endpoint): Promise<boolean> {
  const tcp = createServer();
  const udp = createSocket('udp4');
  try {
    tcp.listen(port, address);
    await once(tcp, 'listening');
    udp.bind(port, address);
    await once(udp, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    tcp.close();
    udp.close();
  }
}

function between(lowest: number, highest: number): number {
  return lowest + Math.floor(Math.random() * (highest - lowest + 1));
}
