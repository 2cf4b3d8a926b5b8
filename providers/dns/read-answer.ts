/** What one server's message says about a TXT record. */
import type { ServerAnswer } from '../../remediation/ports.ts';
import type { Message, ResourceRecord } from './message.ts';

type Answer = ServerAnswer['answer'];

/** `name` in lower case. Only what the server says by its own authority counts as a miss or as a value. */
export function readAnswer({ rcode, authoritative, answers, authorities }: Message, name: string): Answer {
  const nxdomain = rcode === 'NXDOMAIN';
  if (rcode !== 'NOERROR' && !nxdomain) return { kind: 'refused', why: rcode };
  if (!authoritative) return { kind: 'refused', why: withoutAuthority(answers, authorities) };

  const { end, names, ttl } = followCnames(answers, name);
  const texts = answers.flatMap((record) => (record.type === 'TXT' && record.name === end ? [record] : []));
  const [target] = names;
  if (texts.length > 0) {
    return {
      kind: 'values',
      values: texts.map(({ value }) => value),
      ttl: Math.max(ttl, ...texts.map((text) => text.ttl)),
      ...(target !== undefined && { note: `by a CNAME to ${target}, which CloudFront may not follow` }),
    };
  }
  if (target === undefined) return { kind: 'missing', nxdomain };
  return { kind: 'missing', nxdomain, note: `a CNAME to ${target} stands at this name instead`, ttl };
}

/** Within the one answer (RFC 1034 section 3.6.2). A chain that leads back to itself ends where it would repeat. */
function followCnames(
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
    if (link.value === name || names.includes(link.value)) return { end, names: [...names, link.value], ttl };
    names.push(link.value);
    end = link.value;
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
