import type { DecodedPacket, RecordType } from 'dns-packet';
import type { Answer, Resolver } from '../parts.ts';
import type { NameServer } from './authoritative-server.ts';
import { exchange } from './exchange.ts';
import { rcodeOf } from './message.ts';
import { canonical, isWithin } from './names.ts';
import type { ResourceRecord } from './records.ts';
import { fromAnswer, present } from './records.ts';
import type { Knowledge } from './resolver-cache.ts';
import { ResolverCache } from './resolver-cache.ts';

/** Who serves the topmost zone around a name, as the registry of its parent would say. `undefined`: nobody registered it. */
export type Registry = (name: string) => { zone: string; servers: readonly NameServer[] } | undefined;

/** An answer with records as they are on the wire. `soa` comes with a miss, unless nobody serves the name. */
export interface Resolution {
  rcode: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL';
  records: ResourceRecord[];
  soa?: ResourceRecord | undefined;
}

type Referral = { kind: 'referral'; zone: string; servers: string[]; glue: ResourceRecord[] };

/** Longer chains of CNAMEs are given up, as resolvers commonly do. */
const MAX_CHAIN = 8;
/** Zones inside zones, and servers whose own name has to be resolved first: no honest delegation goes deeper. */
const MAX_DEPTH = 8;

/** A recursive resolver with a cache of its own, which asks the authoritative servers over the network. */
export class CachingResolver implements Resolver {
  readonly #registry: Registry;
  readonly #port: number;
  readonly #cache: ResolverCache;
  #asked = 0;

  /** All name servers listen on the one `port`. `now` is epoch milliseconds and decides what has expired. */
  constructor(registry: Registry, port: number, now: () => number) {
    this.#registry = registry;
    this.#port = port;
    this.#cache = new ResolverCache(now);
  }

  /** SERVFAIL when no server gave a usable answer, also when all were silent: as resolvers tell their clients. */
  async resolve(name: string, type: Parameters<Resolver['resolve']>[1]): Promise<Answer> {
    const { rcode, records } = await this.query(name, type);
    return {
      rcode,
      records: records.map((record) => {
        return { name: record.name, type: record.type, ttl: record.ttl, value: present(record) };
      }),
    };
  }

  async query(name: string, type: RecordType): Promise<Resolution> {
    return this.#query(canonical(name), type, 0);
  }

  async #query(name: string, type: RecordType, depth: number): Promise<Resolution> {
    const chain: ResourceRecord[] = [];
    const visited = new Set<string>();
    for (let owner = name; !visited.has(owner) && chain.length <= MAX_CHAIN; ) {
      visited.add(owner);
      const known = await this.#learn(owner, type, depth);
      if (!known) return { rcode: 'SERVFAIL', records: [] };
      if (known.kind !== 'records') {
        const rcode = known.kind === 'nxdomain' ? 'NXDOMAIN' : 'NOERROR';
        return { rcode, records: chain, soa: known.soa };
      }
      chain.push(...known.records);
      const [link] = known.records;
      if (link?.type !== 'CNAME' || type === 'CNAME') return { rcode: 'NOERROR', records: chain };
      owner = link.data;
    }
    return { rcode: 'SERVFAIL', records: [] };
  }

  /** One link of the chain: from the cache, or else from the servers. `undefined` when none gave a usable answer. */
  async #learn(name: string, type: RecordType, depth: number): Promise<Knowledge | undefined> {
    const cached = this.#cache.get(name, type) ?? this.#cachedCname(name);
    if (cached) return cached;
    const learned = await this.#descend(name, type, depth);
    if (learned) this.#cache.put(name, isCname(learned) ? 'CNAME' : type, learned);
    return learned;
  }

  #cachedCname(name: string): Knowledge | undefined {
    const cached = this.#cache.get(name, 'CNAME');
    return cached?.kind === 'records' ? cached : undefined;
  }

  /** From the registry's servers down, referral by referral. */
  async #descend(name: string, type: RecordType, depth: number): Promise<Knowledge | undefined> {
    if (depth > MAX_DEPTH) return undefined;
    const top = this.#registry(name);
    // The registry says NXDOMAIN for a domain that nobody registered. It is asked anew each time.
    if (!top) return { kind: 'nxdomain', soa: undefined };
    let zone = top.zone;
    let addresses = top.servers.map(({ address }) => address);
    for (let cuts = 0; cuts <= MAX_DEPTH; cuts++) {
      const learned = await this.#askAny(name, type, zone, addresses);
      if (learned?.kind !== 'referral') return learned;
      zone = learned.zone;
      addresses = await this.#addressesOf(learned, depth);
    }
    return undefined;
  }

  /** The first usable answer, beginning with another server each time. */
  async #askAny(name: string, type: RecordType, zone: string, addresses: string[]) {
    const first = this.#asked++ % Math.max(1, addresses.length);
    for (const address of [...addresses.slice(first), ...addresses.slice(0, first)]) {
      const learned = await exchange({ name, type }, address, this.#port).then(
        (reply) => understand(reply, name, type, zone),
        () => undefined,
      );
      if (learned) return learned;
    }
    return undefined;
  }

  async #addressesOf({ zone, servers, glue }: Referral, depth: number): Promise<string[]> {
    const addresses = servers.map(async (server) => {
      // Only glue of the delegated zone itself is needed and trusted (RFC 9471); other names can be resolved.
      const { records } = isWithin(server, zone)
        ? { records: glue.filter(({ name }) => name === server) }
        : await this.#query(server, 'A', depth + 1);
      return records.flatMap((record) => (record.type === 'A' ? [record.data] : []));
    });
    return (await Promise.all(addresses)).flat();
  }
}

/** What a server's reply says about the name, if it may say it: `undefined` for a lame or failing server. */
function understand(
  reply: DecodedPacket,
  name: string,
  type: RecordType,
  zone: string,
): Knowledge | Referral | undefined {
  const rcode = rcodeOf(reply);
  if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN') return undefined;
  const answers = (reply.answers ?? []).flatMap((answer) => fromAnswer(answer) ?? []);
  const authorities = (reply.authorities ?? []).flatMap((answer) => fromAnswer(answer) ?? []);
  if (!reply.flag_aa) return answers.length === 0 ? referralOf(reply, authorities, name, zone) : undefined;
  const own = answers.filter((record) => record.name === name);
  const records = own.filter((record) => record.type === type);
  if (records.length > 0) return { kind: 'records', records };
  const cname = own.find((record) => record.type === 'CNAME');
  // Whatever follows the link, and the code that tells of its end (RFC 6604), is asked for anew.
  if (cname) return { kind: 'records', records: [cname] };
  const soa = authorities.find((record) => record.type === 'SOA' && isWithin(name, record.name));
  return { kind: rcode === 'NXDOMAIN' ? 'nxdomain' : 'nodata', soa };
}

/** A referral leads down, towards the name. Anything else would lead in circles. */
function referralOf(
  reply: DecodedPacket,
  authorities: ResourceRecord[],
  name: string,
  zone: string,
): Referral | undefined {
  const cut = authorities.find((record) => record.type === 'NS')?.name;
  if (cut === undefined || cut === zone || !isWithin(cut, zone) || !isWithin(name, cut)) return undefined;
  const servers = authorities.flatMap((record) =>
    record.type === 'NS' && record.name === cut ? [record.data] : [],
  );
  const glue = (reply.additionals ?? []).flatMap((answer) => fromAnswer(answer) ?? []);
  return { kind: 'referral', zone: cut, servers, glue };
}

function isCname(knowledge: Knowledge): boolean {
  return knowledge.kind === 'records' && knowledge.records[0]?.type === 'CNAME';
}
