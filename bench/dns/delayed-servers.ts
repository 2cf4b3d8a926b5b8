/** Name servers and a resolver that answer after a set delay, as those far away do, in a thread of their own. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import type { Endpoint } from '../../providers/dns/endpoint.ts';

/** What the thread is to serve. */
export interface DelayedZone {
  delayMs: number;
  zone: string;
  aliases: string[];
  /** What stands at each alias: an A record, as Route 53 answers its own kind of alias, or a CNAME. */
  kind: 'A' | 'CNAME';
  /** TXT records by name. */
  texts: Record<string, string>;
}

export interface DelayedServers {
  resolver: Endpoint;
  /** Of the authoritative servers. */
  nameServers: { name: string; address: string }[];
  port: number;
  close(): Promise<void>;
}

/** What the thread says when all of it listens. */
export const Ready = v.object({
  resolver: v.string(),
  nameServers: v.array(v.object({ name: v.string(), address: v.string() })),
  port: v.number(),
});

/** @throws Error when no port is free on all addresses. */
export async function startDelayedServers(zone: DelayedZone): Promise<DelayedServers> {
  const worker = new Worker(new URL('./delayed-servers.worker.ts', import.meta.url), { workerData: zone });
  try {
    const [message] = await once(worker, 'message');
    const { resolver, nameServers, port } = v.parse(Ready, message);
    // With the thread its sockets go.
    const close = async () => void (await worker.terminate());
    return { resolver: { address: resolver, port }, nameServers, port, close };
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}
