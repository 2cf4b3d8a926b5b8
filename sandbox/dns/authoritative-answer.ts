/**
 * What an authoritative server answers (RFC 1034 section 4.3.2): records, a referral, or a miss with its SOA.
 */
import type { RecordType } from 'dns-packet';
import type { Reply } from './message.ts';
import { isWithin } from './names.ts';
import type { ResourceRecord, RRset } from './records.ts';
import type { Zone } from './zone.ts';

/** The deepest zone around a name that the server answers for. */
export type ServedZone = (name: string) => Zone | undefined;

/** Aliases of aliases: Route 53 lets a record point to another of the same zone, which may be an alias itself. */
const MAX_ALIAS_DEPTH = 8;

export function answerAuthoritatively(servedZone: ServedZone, name: string, type: RecordType): Reply {
  const zone = servedZone(name);
  if (!zone) return { rcode: 'REFUSED' };
  const answers: ResourceRecord[] = [];
  const miss = (rcode: 'NOERROR' | 'NXDOMAIN'): Reply => {
    return { rcode, authoritative: true, answers, authorities: [zone.negativeSoa()] };
  };
  const visited = new Set<string>();
  let owner = name;
  while (!visited.has(owner)) {
    visited.add(owner);
    const found = zone.find(owner);
    if (found.kind === 'delegation') {
      return visited.size > 1
        ? { rcode: 'NOERROR', authoritative: true, answers }
        : referral(servedZone, found.ns);
    }
    if (found.kind === 'missing') return miss('NXDOMAIN');
    const rrset = found.rrsets.get(type);
    if (rrset) {
      const records = expand(servedZone, rrset, owner);
      if (records.length === 0) return miss('NOERROR');
      answers.push(...records);
      return {
        rcode: 'NOERROR',
        authoritative: true,
        answers,
        additionals: addressesOf(servedZone, records),
      };
    }
    const cname = found.rrsets.get('CNAME');
    if (!cname) return miss('NOERROR');
    const [link] = expand(servedZone, cname, owner);
    if (link?.type !== 'CNAME') return miss('NOERROR');
    answers.push(link);
    // Where the chain leaves the zone, the resolver has to ask on.
    if (!isWithin(link.data, zone.name) || servedZone(link.data) !== zone) break;
    owner = link.data;
  }
  return { rcode: 'NOERROR', authoritative: true, answers };
}

function referral(servedZone: ServedZone, ns: RRset): Reply {
  const authorities = expand(servedZone, ns, ns.name);
  return { rcode: 'NOERROR', authorities, additionals: addressesOf(servedZone, authorities) };
}

/** The records of a set, under the name that was asked for: that of a wildcard or of an alias's target is not shown. */
function expand(servedZone: ServedZone, rrset: RRset, owner: string, depth = 0): ResourceRecord[] {
  if (!('alias' in rrset)) return rrset.rdata.map((rdata) => ({ ...rdata, name: owner, ttl: rrset.ttl }));
  const found = servedZone(rrset.alias)?.find(rrset.alias);
  const target = found?.kind === 'node' ? found.rrsets.get(rrset.type) : undefined;
  return target && depth < MAX_ALIAS_DEPTH ? expand(servedZone, target, owner, depth + 1) : [];
}

/** The addresses of name servers, as far as this server knows them. */
function addressesOf(servedZone: ServedZone, records: ResourceRecord[]): ResourceRecord[] {
  return records.flatMap((record) => {
    const glue = record.type === 'NS' ? servedZone(record.data)?.glue(record.data) : undefined;
    return glue ? expand(servedZone, glue, glue.name) : [];
  });
}
