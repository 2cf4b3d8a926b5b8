/** The authoritative servers of a zone: their names, and every address of each. */
import { isIP } from 'node:net';
import { DnsUnavailable } from '../../remediation/errors.ts';
import type { Resolve } from './resolve.ts';

export interface NameServer {
  name: string;
  addresses: string[];
  /** Why there is no address, when there is none. */
  why?: string;
}

/** @throws DnsUnavailable */
export async function nameServers(resolve: Resolve, zone: string): Promise<NameServer[]> {
  const { answers } = await resolve(zone, 'NS');
  const names = answers.flatMap((record) =>
    record.type === 'NS' && record.name === zone ? [record.value] : [],
  );
  if (names.length === 0) throw new DnsUnavailable(`The resolver names no name server for the zone ${zone}.`);
  return Promise.all([...new Set(names)].sort().map((name) => nameServer(resolve, name)));
}

/** Host names of name servers are not the proof name: resolving them poisons no cache that matters. */
export async function nameServer(resolve: Resolve, name: string): Promise<NameServer> {
  const lookups = await Promise.allSettled([resolve(name, 'A'), resolve(name, 'AAAA')]);
  const addresses = lookups.flatMap((lookup) => {
    if (lookup.status === 'rejected') return [];
    return lookup.value.answers.flatMap(({ type, ...record }) =>
      (type === 'A' || type === 'AAAA') && 'value' in record && isIP(record.value) ? [record.value] : [],
    );
  });
  if (addresses.length > 0) return { name, addresses: [...new Set(addresses)] };
  const failed = lookups.find((lookup) => lookup.status === 'rejected');
  const why = failed?.reason instanceof Error ? failed.reason.message : 'it has no address in DNS';
  return { name, addresses: [], why };
}
