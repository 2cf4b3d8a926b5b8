/** Which zone holds an alias: found by SOA, not by counting labels, since a zone can be cut at any label. */
import { DnsUnavailable } from '../../remediation/errors.ts';
import type { Zone } from '../../remediation/ports.ts';
import type { Message, ResourceRecord } from './message.ts';
import { ancestorsOf } from './names.ts';
import type { Resolve } from './resolve.ts';

/**
 * The nearest SOA, looking upwards. All names are asked for at once, since one after the other would cost a round trip a
 * label wherever a CNAME stands, and most aliases are one.
 *
 * @throws DnsUnavailable
 */
export async function findZone(resolve: Resolve, alias: string): Promise<Zone> {
  const name = alias.startsWith('*.') ? alias.slice(2) : alias;
  const looks = [name, ...ancestorsOf(name)].map((candidate) => ({
    candidate,
    answer: resolve(candidate, 'SOA'),
  }));
  // What fails above the zone is nobody's concern.
  for (const { answer } of looks) answer.catch(() => {});
  for (const { candidate, answer } of looks) {
    const zone = zoneIn(await answer, candidate);
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
