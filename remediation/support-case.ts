/** The text of the AWS Support case: complete enough for one round trip, facts first. */
import type { AliasProof, ContestedAlias, Incident, Move, Proof, Target } from './document.ts';

/** CreateCase takes 1 to 8,000 characters (API model). */
const LONGEST_BODY = 8000;

/** CloudTrail cuts an error message at 1 KB; one given by hand may be longer. */
const LONGEST_ERROR = 2000;

/** The API states no limit for a subject; whatever it is, the marker at the end has to survive it. */
const LONGEST_NAME_IN_SUBJECT = 100;

/** Found again by this after a crash between CreateCase and its answer: CreateCase has no idempotency token. */
export function caseMarker(incident: Incident): string {
  return `[cname-rescue ${incident.marker}]`;
}

export function caseSubject(incident: Incident, aliases: readonly ContestedAlias[]): string {
  const [first = '', ...others] = aliases.map(({ alias }) => cut(alias, LONGEST_NAME_IN_SUBJECT));
  const names = others.length > 0 ? `${first} and ${others.length} more` : first;
  return `CloudFront: move alternate domain name ${names} to our distribution ${caseMarker(incident)}`;
}

export interface CaseFacts {
  incident: Incident;
  target: Target;
  aliases: ContestedAlias[];
  proof: Proof;
  certificate: { id: string | undefined; status: string | undefined; reason: string };
  move: Move | undefined;
}

/** At most 8,000 characters; what does not fit is cut from the end, where it matters least. */
export function caseBody(facts: CaseFacts): string {
  const text = [
    request(facts),
    failure(facts),
    names(facts),
    holders(facts),
    ownership(facts),
    certificate(facts),
    selfService(facts),
    afterwards(facts),
  ]
    .filter(Boolean)
    .join('\n\n');
  if (text.length <= LONGEST_BODY) return text.toWellFormed();
  const note = '\n[cut: the rest is in the DNS and in the distribution named above]';
  return text.slice(0, LONGEST_BODY - note.length).toWellFormed() + note;
}

function request({ target }: CaseFacts): string {
  return [
    'Please move the alternate domain name(s) listed below to our distribution.',
    '',
    `Target distribution: ${target.id} (${target.domainName})`,
    `Target account: ${target.account}`,
  ].join('\n');
}

function failure({ incident }: CaseFacts): string {
  return [
    'Our call failed with:',
    `  ${incident.errorCode}: ${cut(incident.errorMessage, LONGEST_ERROR)}`,
    `  ${incident.action}, request id ${incident.requestId}, ${incident.time}`,
  ].join('\n');
}

function names({ aliases }: CaseFacts): string {
  return ['Alternate domain name(s) to move:', ...aliases.map(({ alias }) => `  ${alias}`)].join('\n');
}

function holders({ aliases }: CaseFacts): string {
  return [
    'Associated at present with (ids as CloudFront masks them):',
    ...aliases.map(({ alias, holder }) =>
      holder
        ? `  ${alias}: ${holder.resourceType} ${holder.resourceId}, account ${holder.accountId}`
        : `  ${alias}: not visible to us`,
    ),
  ].join('\n');
}

function ownership({ proof }: CaseFacts): string {
  return ['Proof of ownership, published in public DNS:', ...proof.aliases.flatMap(ownershipOf)].join('\n');
}

function ownershipOf(proof: AliasProof): string[] {
  const { record, zone, servers, resolvers = [], publishedAt, decidedBy } = proof;
  const since = publishedAt ? ` since ${publishedAt}` : '';
  const confirming = (reports: readonly { verdict: string; name: string }[]) =>
    [...new Set(reports.filter(({ verdict }) => verdict === 'match').map(({ name }) => name))].join(', ');
  const byServers = confirming(servers.map(({ server, verdict }) => ({ name: server, verdict })));
  const byResolvers = confirming(resolvers.map(({ resolver, verdict }) => ({ name: resolver, verdict })));
  return [
    `  ${record.name} ${record.type} "${record.value}"`,
    decidedBy === 'https'
      ? `    zone ${zone}, confirmed by the public resolvers ${byResolvers}${since}`
      : `    zone ${zone}, confirmed by ${byServers}${since}${byResolvers && `, and by the public resolvers ${byResolvers}`}`,
  ];
}

function certificate({ certificate: { id, status, reason } }: CaseFacts): string {
  return ['Certificate on the target:', `  ${id ?? 'none'} (${status ?? 'unknown'})`, `  ${reason}`].join(
    '\n',
  );
}

function selfService({ aliases, move }: CaseFacts): string {
  const wanted = new Set(aliases.map(({ alias }) => alias));
  const moves = (move?.aliases ?? []).filter(({ alias }) => wanted.has(alias));
  const refusals = moves.filter(({ refusal }) => refusal);
  const plain = moves.filter(({ verdict }) => verdict === 'plain-proof');
  if (refusals.length + plain.length === 0) return '';
  const held = refusals.some(({ verdict }) => verdict === 'holder-enabled');
  const unseen = refusals.some(({ verdict }) => verdict === 'txt-not-seen');
  return [
    'Why we cannot move it ourselves:',
    ...refusals.map(({ alias, refusal }) => `  ${alias}: CloudFront answers "${refusal}"`),
    ...plain.map(
      ({ alias }) => `  ${alias}: its TXT record has no underscore, and the APIs look for one that has`,
    ),
    ...(held ? ['  The distribution that holds the name is not in our account; we cannot disable it.'] : []),
    ...(unseen ? ['  It is published as said above, and no cache can hold anything older.'] : []),
  ].join('\n');
}

function afterwards({ aliases, target }: CaseFacts): string {
  return `As soon as the name is ours we point the DNS of ${aliases.map(({ alias }) => alias).join(', ')} at ${target.domainName}. Any time suits us; no appointment is needed.`;
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
