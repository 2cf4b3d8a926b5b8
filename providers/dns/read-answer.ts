/** What one message says about a TXT record. */
import type { TxtAnswer } from '../../remediation/ports.ts';
import type { Message, ResourceRecord } from './message.ts';

/** `name` in lower case. Only what the server says by its own authority counts as a miss or as a value. */
export function readAnswer(message: Message, name: string): TxtAnswer {
  return refusal(message) ?? readRecords(message, name);
}

/** Why a message says nothing by authority, if it does not. */
export function refusal(message: Message): { kind: 'refused'; why: string } | undefined {
  const { rcode, authoritative, answers, authorities } = message;
  if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN') return { kind: 'refused', why: rcode };
  return authoritative ? undefined : { kind: 'refused', why: withoutAuthority(answers, authorities) };
}

/**
 * The same from a resolver, which passes on what it was told, and keeps a miss for a while. It follows CNAMEs by itself;
 * `follow`: whether what it finds there counts.
 */
export function readResolverAnswer(message: Message, name: string, follow: boolean): TxtAnswer {
  const { rcode, answers, authorities } = message;
  if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN') return { kind: 'refused', why: rcode };
  const { end, names, ttl } = followCnames(answers, name);
  const [first] = names;
  if (first !== undefined) {
    const found = follow ? values(answers, end) : undefined;
    return found
      ? { ...found, ttl: Math.max(ttl, found.ttl), cname: first }
      : { kind: 'cname', target: first, ttl };
  }
  const answer = readRecords(message, name);
  const soa = authorities.find(({ type }) => type === 'SOA');
  if (answer.kind !== 'missing' || soa?.type !== 'SOA') return answer;
  // RFC 2308 section 5: the TTL counts down, the MINIMUM does not.
  return { ...answer, ttl: Math.min(soa.ttl, soa.minimum) };
}

/**
 * What stands at the very name. Where a CNAME leads is not for this server to say, even if it does: its authority is about
 * the first name of the answer only (RFC 2181 section 5.4.1), and its copy of another zone may be an old one.
 */
function readRecords({ rcode, answers }: Message, name: string): TxtAnswer {
  const found = values(answers, name);
  if (found) return found;
  const link = answers.find((record) => record.type === 'CNAME' && record.name === name);
  if (link?.type === 'CNAME') return { kind: 'cname', target: link.value, ttl: link.ttl };
  return { kind: 'missing', nxdomain: rcode === 'NXDOMAIN' };
}

function values(
  answers: readonly ResourceRecord[],
  name: string,
): Extract<TxtAnswer, { kind: 'values' }> | undefined {
  const texts = answers.flatMap((record) => (record.type === 'TXT' && record.name === name ? [record] : []));
  if (texts.length === 0) return undefined;
  return {
    kind: 'values',
    values: texts.map(({ value }) => value),
    ttl: Math.max(...texts.map(({ ttl }) => ttl)),
  };
}

/** `names`: those that the chain leads to. Within the one answer (RFC 1034 section 3.6.2). A chain that leads back to itself ends where it would repeat. */
export function followCnames(
  answers: readonly ResourceRecord[],
  name: string,
): { end: string; names: string[]; ttl: number } {
  const names: string[] = [];
  let end = name;
  let ttl = 0;
  for (;;) {
    const link = answers.find((record) => record.type === 'CNAME' && record.name === end);
    if (link?.type !== 'CNAME') return { end, names, ttl };
    ttl = Math.max(ttl, link.ttl);
    end = link.value;
    const visited = end === name || names.includes(end);
    names.push(end);
    if (visited) return { end, names, ttl };
  }
}

function withoutAuthority(
  answers: readonly ResourceRecord[],
  authorities: readonly ResourceRecord[],
): string {
  const referral = authorities.find(({ type }) => type === 'NS');
  if (answers.length === 0 && referral) return `refers to the name servers of ${referral.name}`;
  return 'answers without authority for the zone';
}
