/**
 * The sandbox's DNS: authoritative name servers, a public resolver in front of them, and the zones behind.
 */
import { createServer } from 'node:net';
import type { Fault, NameServer } from './authoritative-server.ts';
import { AuthoritativeServer } from './authoritative-server.ts';
import type { Registry } from './caching-resolver.ts';
import { CachingResolver } from './caching-resolver.ts';
import { DistributionNames, NAME_SERVER_ZONE, putNameServerZone } from './infrastructure.ts';
import { canonical } from './names.ts';
import { ResolverServer } from './resolver-server.ts';
import { enclosingZones, ZoneDatabase } from './zone-database.ts';

const RESOLVER_ADDRESS = '127.0.0.1';
/** Others that everybody can ask, each with a cache of its own. */
const PUBLIC_RESOLVER_ADDRESSES = ['127.0.0.15', '127.0.0.16'];
/** The name servers follow on 127.0.0.11, 127.0.0.12 … */
const FIRST_NAME_SERVER = 11;
/** Route 53 gives every hosted zone four name servers. */
const NAME_SERVERS = 4;
/** A port that is free on one address can be taken on another, or by the time it is used. */
const PORT_ATTEMPTS = 20;

export interface DnsOptions {
  /** 0 takes one that is free. */
  port: number;
  /** Epoch milliseconds. Decides about lags and TTLs. */
  now?: () => number;
  /** How many; 4 unless given. */
  nameServers?: number;
}

export interface Dns {
  /** Of the resolver of this network: `127.0.0.1:PORT`. */
  address: string;
  /** Of the resolvers of others: `127.0.0.15:PORT`, … */
  publicResolvers: readonly string[];
  port: number;
  /** The zones of the public. Changes reach each name server after its lag. */
  zones: ZoneDatabase;
  /** The zones of the infrastructure: `dns.example`, `cloudfront.net`. Lags do not concern them. */
  infrastructure: ZoneDatabase;
  /** Addresses of distributions. */
  distributionNames: DistributionNames;
  nameServers: readonly NameServer[];
  /** A resolver with a cache of its own. */
  createResolver(): CachingResolver;
  /** From now on changes become visible on the server (`ns-1.dns.example`) only after so many seconds. */
  setLag(server: string, seconds: number): void;
  setFault(server: string, fault: Fault): void;
  /** Whether every name server has applied this version of `zones`. */
  isInSync(version: number): boolean;
  close(): Promise<void>;
}

/** @throws Error with code EADDRINUSE, naming address and port, when the port is taken on one of the addresses. */
export async function startDns(options: DnsOptions): Promise<Dns> {
  if (options.port !== 0) return startOnPort(options.port, options);
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnPort(await freePort(), options);
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

async function startOnPort(port: number, options: DnsOptions): Promise<Dns> {
  const { now = Date.now, nameServers: count = NAME_SERVERS } = options;
  const zones = new ZoneDatabase(now);
  const infrastructure = new ZoneDatabase(now);
  const nameServers = Array.from({ length: count }, (_, index) => {
    const server = {
      name: `ns-${index + 1}.${NAME_SERVER_ZONE}`,
      address: `127.0.0.${FIRST_NAME_SERVER + index}`,
    };
    return new AuthoritativeServer(server, port, { zones, infrastructure }, now);
  });
  putNameServerZone(infrastructure, nameServers);
  const distributionNames = new DistributionNames(infrastructure, nameServers);

  const registry: Registry = (name) => {
    const databases = [zones, infrastructure];
    const enclosing = databases.flatMap(({ current }) => enclosingZones(current.zones, name));
    const top = enclosing.sort((one, other) => one.name.length - other.name.length)[0];
    return top && { zone: top.name, servers: nameServers.filter(({ name }) => top.servedBy.includes(name)) };
  };
  const createResolver = () => new CachingResolver(registry, port, now);
  const server = (name: string): AuthoritativeServer => {
    const found = nameServers.find((candidate) => candidate.name === canonical(name));
    if (!found)
      throw new Error(`no name server ${name}: there are ${nameServers.map((one) => one.name).join(', ')}`);
    return found;
  };

  const resolvers = [RESOLVER_ADDRESS, ...PUBLIC_RESOLVER_ADDRESSES].map(
    (address) => new ResolverServer(createResolver(), address, port),
  );
  const listening = [...nameServers, ...resolvers];
  const close = async () => void (await Promise.all(listening.map((one) => one.close())));
  try {
    for (const one of listening) await one.open();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    address: `${RESOLVER_ADDRESS}:${port}`,
    publicResolvers: PUBLIC_RESOLVER_ADDRESSES.map((address) => `${address}:${port}`),
    port,
    zones,
    infrastructure,
    distributionNames,
    nameServers,
    createResolver,
    setLag: (name, seconds) => server(name).setLag(seconds),
    setFault: (name, fault) => {
      server(name).fault = fault;
    },
    isInSync: (version) => nameServers.every(({ appliedVersion }) => appliedVersion >= version),
    close,
  };
}

/** A TCP port that is free on the resolver's address right now. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.on('error', reject);
    probe.listen(0, RESOLVER_ADDRESS, resolve);
  });
  const address = probe.address();
  await new Promise<void>((done) => probe.close(() => done()));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
