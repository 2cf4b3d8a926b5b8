import type { RecordType } from 'dns-packet';
import { isWithin, withAncestors } from './names.ts';
import type { ResourceRecord, RRset, SoaRecord } from './records.ts';

type Node = ReadonlyMap<RecordType, RRset>;

/** What a zone has at a name. */
export type Found =
  /** The name is at or below a zone cut: another zone answers for it. */
  | { kind: 'delegation'; ns: RRset }
  /** The name exists; without record sets it is an empty non-terminal. */
  | { kind: 'node'; rrsets: Node }
  | { kind: 'missing' };

/** One zone at one moment. It never changes: a change makes a new zone, so that a lagging server can keep the old one. */
export class Zone {
  readonly name: string;
  /** Names of the servers that answer for this zone. */
  readonly servedBy: readonly string[];
  readonly soa: SoaRecord;
  readonly #nodes = new Map<string, Map<RecordType, RRset>>();

  /** @throws Error when a record set lies outside the zone, or the SOA record is missing. */
  constructor(name: string, servedBy: readonly string[], rrsets: Iterable<RRset>) {
    this.name = name;
    this.servedBy = servedBy;
    for (const rrset of rrsets) {
      if (!isWithin(rrset.name, name)) throw new Error(`${rrset.name} is not in zone ${name}`);
      this.#node(rrset.name).set(rrset.type, rrset);
    }
    const soa = this.#nodes.get(name)?.get('SOA');
    const [record] = soa && 'rdata' in soa ? soa.rdata : [];
    if (soa === undefined || !('ttl' in soa) || record?.type !== 'SOA')
      throw new Error(`zone ${name} has no SOA`);
    this.soa = { name, ttl: soa.ttl, ...record };
  }

  /** Finds a name as RFC 1034 section 4.3.2 and, for wildcards, RFC 4592 prescribe. */
  find(name: string): Found {
    const path = withAncestors(name).filter((at) => isWithin(at, this.name));
    for (const at of path.slice(0, -1).reverse()) {
      const ns = this.#nodes.get(at)?.get('NS');
      if (ns) return { kind: 'delegation', ns };
    }
    const exact = this.#nodes.get(name);
    if (exact) return { kind: 'node', rrsets: exact };
    const encloser = path.find((at) => this.#nodes.has(at));
    const wildcard = this.#nodes.get(`*.${encloser}`);
    return wildcard ? { kind: 'node', rrsets: wildcard } : { kind: 'missing' };
  }

  /** The A records at exactly this name, even below a zone cut, where they help to reach the zone's servers. */
  glue(name: string): RRset | undefined {
    return this.#nodes.get(name)?.get('A');
  }

  /** The SOA as it stands in a negative answer: its TTL says how long the miss may be cached (RFC 2308 section 3). */
  negativeSoa(): ResourceRecord {
    return { ...this.soa, ttl: Math.min(this.soa.ttl, this.soa.data.minimum) };
  }

  /** The node of a name. Every name between it and the apex exists too, if only as an empty non-terminal (RFC 8020). */
  #node(name: string): Map<RecordType, RRset> {
    for (const at of withAncestors(name)) {
      if (!isWithin(at, this.name)) break;
      if (!this.#nodes.has(at)) this.#nodes.set(at, new Map());
    }
    const node = this.#nodes.get(name);
    if (!node) throw new Error(`${name} is not in zone ${this.name}`);
    return node;
  }
}
