/**
 * Zones in few words: `name ttl TYPE data`, the name relative to the zone, `@` for its apex.
 */
import type { Rdata, RRset } from '../../../sandbox/dns/records.ts';
import { Zone } from '../../../sandbox/dns/zone.ts';

export const ALL_SERVERS = ['ns-1.dns.example', 'ns-2.dns.example', 'ns-3.dns.example', 'ns-4.dns.example'];

/** A clock that stands until it is moved. */
export class Clock {
  #at = Date.UTC(2026, 10, 22, 12);
  readonly now = (): number => this.#at;
  advance(seconds: number): void {
    this.#at += seconds * 1000;
  }
}

interface Settings {
  soaTtl?: number;
  minimum?: number;
  servedBy?: string[];
}

export function zone(name: string, records: string[], settings: Settings = {}): Zone {
  const { soaTtl = 900, minimum = 86_400, servedBy = ALL_SERVERS } = settings;
  const timers = { serial: 1, refresh: 7200, retry: 900, expire: 1_209_600, minimum };
  const rrsets = new Map<string, RRset>();
  const add = (owner: string, ttl: number, rdata: Rdata) => {
    const key = `${owner} ${rdata.type}`;
    const before = rrsets.get(key);
    const others = before && 'rdata' in before ? before.rdata : [];
    rrsets.set(key, { name: owner, type: rdata.type, ttl, rdata: [...others, rdata] });
  };
  add(name, soaTtl, {
    type: 'SOA',
    data: { mname: 'ns-1.dns.example', rname: 'hostmaster.dns.example', ...timers },
  });
  for (const server of servedBy) add(name, 172_800, { type: 'NS', data: server });
  for (const record of records) {
    const [relative = '', ttl, type, ...rest] = record.split(' ');
    const owner = relative === '@' ? name : `${relative}.${name}`;
    const data = rest.join(' ');
    if (type === 'TXT')
      add(owner, Number(ttl), { type, data: data.split('|').map((part) => Buffer.from(part)) });
    else if (type === 'A' || type === 'AAAA' || type === 'CNAME' || type === 'NS') {
      add(owner, Number(ttl), { type, data });
    } else if (type === 'ALIAS') rrsets.set(`${owner} A`, { name: owner, type: 'A', alias: data });
    else throw new Error(`cannot read ${record}`);
  }
  return new Zone(name, servedBy, rrsets.values());
}
