/** What the steps need of DNS. */
import type { DnsRecord } from './document.ts';

/** A zone and how long its misses are cached. */
export interface Zone {
  name: string;
  /** Seconds, like `soaMinimum`. From a resolver's cache it is what remains; `survey` has it from the servers. */
  soaTtl: number;
  soaMinimum: number;
}

/** What somebody who was asked for a TXT record said. TTLs in seconds. */
export type TxtAnswer =
  /**
   * One value a record, its strings joined. `ttl`: the longest on the way. `cname`: a resolver found them where a CNAME at the
   * name leads. `wildcard`: any other name there has the same, as a wildcard record makes it.
   */
  | { kind: 'values'; values: string[]; ttl: number; cname?: string; wildcard?: true }
  /** No TXT record there. `ttl`: for how long yet a resolver keeps the miss, if one said so. */
  | { kind: 'missing'; nxdomain: boolean; ttl?: number }
  /** A CNAME stands there. What its target has is for the servers of that to say. */
  | { kind: 'cname'; target: string; ttl: number; wildcard?: true }
  /** It answered, but not with what it knows by itself: REFUSED, SERVFAIL, a referral. */
  | { kind: 'refused'; why: string }
  | { kind: 'unreachable'; why: string };

/** What one address of one authoritative server said. */
export interface ServerAnswer {
  server: string;
  /** Empty when no address was found for the server. */
  address: string;
  answer: TxtAnswer;
  /** Of the zone's SOA as this address has it: a secondary that is behind has a smaller one. */
  serial?: number;
  /** `above`: only the zone above names it. `glue`: only the zone above has it at this address. */
  listed?: 'above' | 'glue';
  /** This machine has no way to addresses of that kind: no verdict against the server. */
  noRoute?: true;
}

/** What a public resolver said. */
export interface ResolverAnswer {
  /** Its address, or its URL when it was asked by DNS over HTTPS. */
  resolver: string;
  answer: TxtAnswer;
}

export interface Survey {
  zone: Zone;
  servers: ServerAnswer[];
  /** Where CNAMEs at the name lead: the same survey of each target. */
  beyond: { name: string; survey: Survey }[];
  /** The servers of the zone above did not say whom it delegates to. */
  aboveSilent?: true;
  /** What public resolvers say by DNS over HTTPS. Only when no server at all could be reached from here: port 53 is closed. */
  byHttps?: ResolverAnswer[];
}

/** Where one address of an authoritative server says that an alias's own record leads. */
export interface PointingAnswer {
  server: string;
  /** Empty when no address was found for the server. */
  address: string;
  answer: /** By CNAMEs, one after the other. `ttl` in seconds, the longest that this server has. */
    | { kind: 'names'; names: string[]; ttl: number }
    | { kind: 'addresses'; addresses: string[]; ttl: number }
    | { kind: 'nothing' }
    | { kind: 'refused'; why: string }
    | { kind: 'unreachable'; why: string };
}

export interface Pointing {
  /** Name of the zone. */
  zone: string;
  servers: PointingAnswer[];
}

export interface Dns {
  /**
   * The zone that holds `name`, found by SOA through the resolver, climbing label by label.
   * Give it the alias, never the proof name: a shared resolver would cache the miss.
   * @throws DnsUnavailable when no resolver answers, or none knows a zone that holds it.
   */
  findZone(name: string): Promise<Zone>;
  /**
   * Asks every address of every authoritative server of the alias's zone for the record, directly. What one server
   * does wrong is an answer of its own, never an error.
   * @throws DnsUnavailable when no resolver tells the zone or its servers.
   */
  survey(alias: string, record: DnsRecord): Promise<Survey>;
  /**
   * Asks every address of every authoritative server of the alias's zone where the alias itself leads.
   * @throws DnsUnavailable when no resolver tells the zone or its servers.
   */
  whereItLeads(alias: string): Promise<Pointing>;
  /**
   * What public resolvers say about the record. They remember a miss: ask only once every server has the record.
   * Never throws; empty when there are none to ask.
   */
  crossCheck(alias: string, record: DnsRecord): Promise<ResolverAnswer[]>;
}
