import type { RecordType } from 'dns-packet';
import type { ResourceRecord } from './records.ts';

/** What is known about one name and type. A CNAME stands for itself: the chain is the resolver's affair. */
export type Knowledge =
  | { kind: 'records'; records: ResourceRecord[] }
  /** `soa`, whose TTL bounds the caching, is missing when the server sent none. */
  | { kind: 'nodata' | 'nxdomain'; soa: ResourceRecord | undefined };

interface Entry {
  knowledge: Knowledge;
  /** Epoch milliseconds: the entry holds before this instant, not at it. */
  expiresAt: number;
}

/** A resolver's memory: records for their TTL, misses for the TTL of the SOA they came with (RFC 2308 section 5). */
export class ResolverCache {
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What is known about the type at the name, TTLs counted down to whole seconds that remain. */
  get(name: string, type: RecordType): Knowledge | undefined {
    // NXDOMAIN holds for the name, whatever the type (RFC 2308 section 5).
    return this.#get(name) ?? this.#get(`${name} ${type}`);
  }

  put(name: string, type: RecordType, knowledge: Knowledge): void {
    const seconds = lifetime(knowledge);
    const key = knowledge.kind === 'nxdomain' ? name : `${name} ${type}`;
    if (seconds > 0) this.#entries.set(key, { knowledge, expiresAt: this.#now() + seconds * 1000 });
  }

  #get(key: string): Knowledge | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    const remaining = entry.expiresAt - this.#now();
    if (remaining > 0) return withTtl(entry.knowledge, Math.floor(remaining / 1000));
    this.#entries.delete(key);
    return undefined;
  }
}

/** Seconds. A miss without SOA is not cached (RFC 2308 section 5). */
function lifetime(knowledge: Knowledge): number {
  if (knowledge.kind !== 'records') return knowledge.soa?.ttl ?? 0;
  // All records of a set live equally long; where a server differs, the shortest counts (RFC 2181 section 5.2).
  return Math.min(...knowledge.records.map(({ ttl }) => ttl));
}

function withTtl(knowledge: Knowledge, ttl: number): Knowledge {
  if (knowledge.kind === 'records') {
    return { kind: 'records', records: knowledge.records.map((record) => ({ ...record, ttl })) };
  }
  return { kind: knowledge.kind, soa: knowledge.soa && { ...knowledge.soa, ttl } };
}
