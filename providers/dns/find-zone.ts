/** Which zone holds an alias: found by SOA, not by counting labels, since a zone can be cut at any label. */
import { DnsUnavailable } from '../../remediation/errors.ts';
import type { Zone } from '../../remediation/ports.ts';
import type { Message, ResourceRecord } from './message.ts';
import type { Resolve } from './resolve.ts';

/** @throws DnsUnavailable */
export async function findZone(resolve: Resolve, alias: string): Promise<Zone> {
  const name = alias.startsWith('*.') ? alias.slice(2) : alias;
  for (let candidate = name; candidate !== ''; candidate = parent(candidate)) {
    const zone = zoneIn(await resolve(candidate, 'SOA'), candidate);
    if (zone) return zone;
  }
  throw new DnsUnavailable(`DNS knows no zone that holds ${name}: is the domain registered and delegated?`);
}

/**
 * The zone's apex answers with its SOA; below it a miss names the zone at once (RFC 2308 section 3). Where a CNAME
 * stands, both may belong to the zone that it leads to, so nothing but climbing helps.
 */
function zoneIn({ answers, authorities }: Message, candidate: string): Zone | undefined {
  const apex = answers.find((record) => record.type === 'SOA' && record.name === candidate);
  if (apex) return asZone(apex);
  if (answers.some(({ type, name }) => type === 'CNAME' && name === candidate)) return undefined;
  const above = authorities.find(
    (record) => record.type === 'SOA' && `.${candidate}`.endsWith(`.${record.name}`),
  );
  return above && asZone(above);
}

function asZone(record: ResourceRecord): Zone | undefined {
  return record.type === 'SOA'
    ? { name: record.name, soaTtl: record.ttl, soaMinimum: record.minimum }
    : undefined;
}

function parent(name: string): string {
  const dot = name.indexOf('.');
  return dot === -1 ? '' : name.slice(dot + 1);
}
