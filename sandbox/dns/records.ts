/**
 * Resource records: the types that the sandbox can hold, from and to the packets of `dns-packet`.
 */
import type { Answer, CaaData, MxData, SoaData, SrvData, TxtData } from 'dns-packet';
import { canonical } from './names.ts';

/** Data of one record. Host names are canonical; a TXT record is its strings, at most 255 bytes each. */
export type Rdata =
  | { type: 'A' | 'AAAA' | 'CNAME' | 'NS' | 'PTR'; data: string }
  | { type: 'TXT'; data: Buffer[] }
  | { type: 'MX'; data: MxData }
  | { type: 'SRV'; data: SrvData }
  | { type: 'CAA'; data: CaaData }
  | { type: 'SOA'; data: Soa };

export interface Soa extends SoaData {
  serial: number;
  refresh: number;
  retry: number;
  expire: number;
  /** Seconds. Together with the TTL of the record itself it bounds negative caching (RFC 2308 section 5). */
  minimum: number;
}

/** A record as it is answered. TTL in seconds. */
export type ResourceRecord = Rdata & { name: string; ttl: number };
export type SoaRecord = ResourceRecord & { type: 'SOA' };

/** All records of one type at one name, or a Route 53 alias, which is answered with the records of its target. */
export type RRset =
  | { name: string; type: Rdata['type']; ttl: number; rdata: Rdata[] }
  | { name: string; type: 'A' | 'AAAA'; alias: string };

/** A record out of a packet; `undefined` for types that the sandbox does not hold. */
export function fromAnswer(answer: Answer): ResourceRecord | undefined {
  if (answer.type === 'OPT') return undefined;
  const head = { name: canonical(answer.name), ttl: answer.ttl ?? 0 };
  switch (answer.type) {
    case 'A':
    case 'AAAA':
      return { ...head, type: answer.type, data: answer.data };
    case 'CNAME':
    case 'NS':
    case 'PTR':
      return { ...head, type: answer.type, data: canonical(answer.data) };
    case 'TXT':
      return { ...head, type: 'TXT', data: strings(answer.data) };
    case 'MX':
      return { ...head, type: 'MX', data: answer.data };
    case 'SRV':
      return { ...head, type: 'SRV', data: answer.data };
    case 'CAA':
      return { ...head, type: 'CAA', data: answer.data };
    case 'SOA': {
      const { serial = 0, refresh = 0, retry = 0, expire = 0, minimum = 0 } = answer.data;
      return { ...head, type: 'SOA', data: { ...answer.data, serial, refresh, retry, expire, minimum } };
    }
    default:
      return undefined;
  }
}

function strings(data: TxtData): Buffer[] {
  return (Array.isArray(data) ? data : [data]).map((part) => Buffer.from(part));
}

/** Presentation form as `Answer` in `sandbox/parts.ts` promises it: TXT strings joined, host names without trailing dot. */
export function present(record: Rdata): string {
  switch (record.type) {
    case 'TXT':
      return Buffer.concat(record.data).toString();
    case 'MX':
      return `${record.data.preference ?? 0} ${canonical(record.data.exchange)}`;
    case 'SRV':
      return `${record.data.priority ?? 0} ${record.data.weight ?? 0} ${record.data.port} ${canonical(record.data.target)}`;
    case 'CAA':
      return `${record.data.flags ?? 0} ${record.data.tag} "${record.data.value}"`;
    case 'SOA': {
      const { mname, rname, serial, refresh, retry, expire, minimum } = record.data;
      return [canonical(mname), canonical(rname), serial, refresh, retry, expire, minimum].join(' ');
    }
    default:
      return record.data;
  }
}
