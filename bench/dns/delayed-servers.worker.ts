/** The thread of `delayed-servers.ts`: what it does must not take time from what is being measured. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { answerAuthoritatively } from '../../sandbox/dns/authoritative-answer.ts';
import { HOSTMASTER, NAME_SERVER_ZONE, putNameServerZone } from '../../sandbox/dns/infrastructure.ts';
import { type Reply, serve } from '../../sandbox/dns/message.ts';
import type { Rdata, RRset } from '../../sandbox/dns/records.ts';
import { Zone } from '../../sandbox/dns/zone.ts';
import { enclosingZones, ZoneDatabase } from '../../sandbox/dns/zone-database.ts';

const Wanted = v.object({
  delayMs: v.number(),
  zone: v.string(),
  aliases: v.array(v.string()),
  kind: v.picklist(['A', 'CNAME']),
  texts: v.record(v.string(), v.string()),
});

/** The addresses that the README has people on macOS add; four, as Route 53 gives each zone. */
const RESOLVER = '127.0.0.1';
const NAME_SERVERS = [1, 2, 3, 4].map((n) => ({
  name: `ns-${n}.${NAME_SERVER_ZONE}`,
  address: `127.0.0.${10 + n}`,
}));
/** All listen on one port, and one that is free on the first address can be taken on another. */
const PORT_ATTEMPTS = 20;
/** The distribution that has the aliases now. */
const HOLDER = 'd222222abcdef8.cloudfront.net';
/** Seconds. What Route 53 gives the SOA of a new hosted zone, and what its console offers for other records. */
const SOA_TTL = 900;
const SOA_MINIMUM = 86_400;
const TTL = 300;

const wanted = v.parse(Wanted, workerData);
const database = zones();
const sockets = await listen();
for (const [index, socket] of sockets.entries()) answer(socket, index === 0);
parentPort?.postMessage({ resolver: RESOLVER, nameServers: NAME_SERVERS, port: sockets[0]?.address().port });

function zones(): ZoneDatabase {
  const { zone, aliases, kind, texts } = wanted;
  const rrsets = [
    ...apex(zone),
    ...aliases.map((name) => rrset(name, kind, { type: kind, data: kind === 'A' ? '192.0.2.80' : HOLDER })),
    ...Object.entries(texts).map(([name, text]) =>
      rrset(name, 'TXT', { type: 'TXT', data: [Buffer.from(text)] }),
    ),
  ];
  const database = new ZoneDatabase(Date.now);
  const servers = NAME_SERVERS.map(({ name }) => name);
  putNameServerZone(database, NAME_SERVERS);
  database.put(new Zone(zone, servers, rrsets));
  // The zone above, which is asked whom it delegates to: on the same servers here, and as far away.
  const above = zone.slice(zone.indexOf('.') + 1);
  database.put(new Zone(above, servers, apex(above)));
  return database;
}

function apex(zone: string): RRset[] {
  const soa = { mname: NAME_SERVERS[0]?.name ?? '', rname: HOSTMASTER, serial: 1, minimum: SOA_MINIMUM };
  const timers = { refresh: 7200, retry: 900, expire: 1_209_600 };
  return [
    { name: zone, type: 'SOA', ttl: SOA_TTL, rdata: [{ type: 'SOA', data: { ...soa, ...timers } }] },
    rrset(zone, 'NS', ...NAME_SERVERS.map(({ name }) => ({ type: 'NS' as const, data: name }))),
  ];
}

function rrset(name: string, type: Rdata['type'], ...rdata: Rdata[]): RRset {
  return { name, type, ttl: TTL, rdata };
}

/** The resolver first, then the name servers. */
async function listen(): Promise<Socket[]> {
  for (let attempt = 1; ; attempt += 1) {
    const sockets: Socket[] = [];
    try {
      for (const address of [RESOLVER, ...NAME_SERVERS.map(({ address }) => address)]) {
        const socket = createSocket('udp4');
        sockets.push(socket);
        socket.bind(sockets.length > 1 ? sockets[0]?.address().port : 0, address);
        await once(socket, 'listening');
      }
      return sockets;
    } catch (error) {
      for (const socket of sockets) socket.close();
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

/**
 * The delay counts from the arrival. The resolver gives what it has in its cache: it knows the zone and, were it asked,
 * the record.
 */
function answer(socket: Socket, isResolver: boolean): void {
  const respond = (name: string, type: Parameters<typeof answerAuthoritatively>[2]): Reply => {
    const reply = answerAuthoritatively(
      (asked) => enclosingZones(database.current.zones, asked)[0],
      name,
      type,
    );
    return isResolver ? { ...reply, authoritative: false, recursionAvailable: true } : reply;
  };
  socket.on('message', async (bytes, { port, address }) => {
    const due = new Promise((resolve) => setTimeout(resolve, wanted.delayMs));
    const reply = await serve(bytes, 'udp', ({ question: { name, type } }) =>
      respond(name.toLowerCase(), type),
    );
    await due;
    if (reply) socket.send(reply, port, address);
  });
}
