/**
 * What the steps need of the world, as interfaces: `providers/` fulfils them with AWS and DNS, tests with doubles.
 */
import type { DnsRecord } from './document.ts';

/** The only clock: instants as epoch milliseconds. */
export type Now = () => number;

/** A zone and how long its misses are cached. */
export interface Zone {
  name: string;
  soaTtl: number;
  soaMinimum: number;
}

/** What one address of one authoritative server said when asked for the TXT record. */
export interface ServerAnswer {
  server: string;
  address: string;
  answer:
    | { kind: 'values'; values: string[]; ttl: number }
    | { kind: 'missing'; nxdomain: boolean }
    /** It answered, but not as an authority for the zone: REFUSED, SERVFAIL, a referral. */
    | { kind: 'refused'; why: string }
    | { kind: 'unreachable'; why: string };
}

export interface Survey {
  zone: Zone;
  servers: ServerAnswer[];
}

export interface Dns {
  /**
   * The zone that holds `name`, found by SOA through the resolver, climbing label by label.
   * Give it the alias, never the proof name: a shared resolver would cache the miss.
   * @throws DnsUnavailable when no resolver answers.
   */
  findZone(name: string): Promise<Zone>;
  /** Asks every address of every authoritative server of the alias's zone for the record, directly. */
  survey(alias: string, record: DnsRecord): Promise<Survey>;
}
