/**
 * How a requested certificate becomes an issued one: a CNAME for each domain, which ACM looks for in DNS.
 */
import { createHash } from 'node:crypto';
import type { Resolver } from '../parts.ts';

/** What has to be in DNS before a domain counts as validated. Names as the API writes them: with the final dot. */
export interface Validation {
  domain: string;
  method: 'DNS' | 'EMAIL';
  record: { name: string; value: string };
  done: boolean;
}

/** A certificate request not validated by then has failed (DescribeCertificate: VALIDATION_TIMED_OUT). */
export const validationWindow = 72 * 60 * 60 * 1000;

/**
 * The same account always gets the same record for a domain, and a wildcard the record of its parent: that is how one
 * record validates both, and every later certificate.
 */
export function validationFor(account: string, domain: string, method: Validation['method']): Validation {
  const base = domain.replace(/^\*\./, '');
  const digest = (purpose: string) =>
    createHash('sha256').update(`${purpose} ${account} ${base}`).digest('hex').slice(0, 32);
  // Ten letters, as the label between value and `acm-validations` has.
  const shard = digest('shard')
    .slice(0, 10)
    .replace(/[0-9]/g, (digit) => String.fromCharCode('k'.charCodeAt(0) + Number(digit)));
  return {
    domain,
    method,
    record: {
      name: `_${digest('name')}.${base}.`,
      value: `_${digest('value')}.${shard}.acm-validations.aws.`,
    },
    done: false,
  };
}

/** Is the record in DNS? What a miss means for the next try is the resolver's business: it caches as resolvers do. */
export async function isPublished({ record }: Validation, resolver: Resolver): Promise<boolean> {
  const name = record.name.slice(0, -1);
  const answer = await resolver.resolve(name, 'CNAME');
  return answer.records.some(
    (one) => one.type === 'CNAME' && one.name === name && one.value === record.value.slice(0, -1),
  );
}
