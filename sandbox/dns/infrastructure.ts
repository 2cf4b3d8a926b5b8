/**
 * The zones that exist without anybody's hosted zone: that of the name servers, and that of CloudFront's distributions.
 */
import type { NameServer } from './authoritative-server.ts';
import { canonical, isWithin } from './names.ts';
import type { RRset } from './records.ts';
import { Zone } from './zone.ts';
import type { ZoneDatabase } from './zone-database.ts';

export const NAME_SERVER_ZONE = 'dns.example';
const DISTRIBUTION_ZONE = 'cloudfront.net';
/** Mailbox in every SOA record, with the first dot for the @. */
export const HOSTMASTER = `hostmaster.${NAME_SERVER_ZONE}`;

/** Seconds, for the name servers' own records. Two days is what Route 53 gives NS records of a new hosted zone. */
export const NS_TTL = 172_800;
/** Seconds. Route 53 answers an alias to a distribution with this TTL (Developer Guide, "Choosing between alias and non-alias records"). */
const DISTRIBUTION_TTL = 60;
/** Seconds, TTL and MINIMUM alike. Our choice: a name of a new distribution that was asked for too early is soon found. */
const INFRASTRUCTURE_SOA_SECONDS = 60;

/** Creates `dns.example`, with the addresses of the name servers. */
export function putNameServerZone(database: ZoneDatabase, nameServers: readonly NameServer[]): void {
  const addresses = nameServers.map(({ name, address }): RRset => {
    return { name, type: 'A', ttl: NS_TTL, rdata: [{ type: 'A', data: address }] };
  });
  putZone(database, NAME_SERVER_ZONE, nameServers, addresses);
}

/** The zone `cloudfront.net`: which addresses a distribution's domain name has. */
export class DistributionNames {
  readonly #database: ZoneDatabase;
  readonly #nameServers: readonly NameServer[];
  readonly #addresses = new Map<string, RRset>();

  constructor(database: ZoneDatabase, nameServers: readonly NameServer[]) {
    this.#database = database;
    this.#nameServers = nameServers;
    this.#publish();
  }

  /**
   * Gives a name, `d111111abcdef8.cloudfront.net`, its IPv4 addresses; those it had are replaced.
   * @throws Error when the name is not below cloudfront.net.
   */
  setAddress(name: string, ipv4: readonly string[]): void {
    const owner = canonical(name);
    if (!isWithin(owner, DISTRIBUTION_ZONE)) throw new Error(`${name} is not below ${DISTRIBUTION_ZONE}`);
    const rdata = ipv4.map((data) => ({ type: 'A' as const, data }));
    this.#addresses.set(owner, { name: owner, type: 'A', ttl: DISTRIBUTION_TTL, rdata });
    this.#publish();
  }

  remove(name: string): void {
    this.#addresses.delete(canonical(name));
    this.#publish();
  }

  #publish(): void {
    putZone(this.#database, DISTRIBUTION_ZONE, this.#nameServers, this.#addresses.values());
  }
}

function putZone(
  database: ZoneDatabase,
  name: string,
  nameServers: readonly NameServer[],
  records: Iterable<RRset>,
): void {
  const servers = nameServers.map((server) => server.name);
  database.put(new Zone(name, servers, [...apex(name, servers), ...records]));
}

/** SOA and NS records. Timers in seconds; only TTL and MINIMUM matter here, as no server transfers zones. */
function apex(name: string, servers: readonly string[]): RRset[] {
  const timers = {
    serial: 1,
    refresh: 7200,
    retry: 900,
    expire: 1_209_600,
    minimum: INFRASTRUCTURE_SOA_SECONDS,
  };
  const soa = { mname: servers[0] ?? '', rname: HOSTMASTER, ...timers };
  const ns = servers.map((server) => ({ type: 'NS' as const, data: server }));
  return [
    { name, type: 'SOA', ttl: INFRASTRUCTURE_SOA_SECONDS, rdata: [{ type: 'SOA', data: soa }] },
    { name, type: 'NS', ttl: NS_TTL, rdata: ns },
  ];
}
