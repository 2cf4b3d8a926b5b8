/** A case in English. */

import { holderInFull } from '../holder-words.ts';
import { targetNoun } from '../target-words.ts';
import { EVIDENCE_FILE } from './evidence.ts';
import type { CaseFacts, RecordFacts } from './facts.ts';
import type { Language } from './language.ts';

export const english: Language = {
  subject: (alias, others, target) =>
    `CloudFront: move alternate domain name ${others > 0 ? `${alias} and ${others} more` : alias} to our ${targetNoun(target)}`,

  paragraphs: (facts) => [
    request(facts),
    failed(facts),
    lines('Alternate domain name(s) to move:', facts.aliases),
    holders(facts),
    lines('Proof of ownership, published in public DNS:', facts.records.flatMap(record)),
    certificate(facts),
    lines('Why we cannot move it ourselves:', obstacles(facts)),
    afterwards(facts),
    evidence[facts.evidence],
    ...facts.tables.map(({ name, at, lines: table }) =>
      lines(`What was said about ${name} at ${at}:`, table),
    ),
  ],

  cut: '[cut: the rest is in the DNS and in the target named above]',

  notMoved: (aliases, target) =>
    [
      `This case was closed, but our ${targetNoun(target)} ${target.id} does not have the alternate domain name(s) below yet.`,
      'Please move them. If you need anything for it, or if there is something for us to do first, please tell us what.',
      '',
      ...aliases.map((alias) => `  ${alias}`),
    ].join('\n'),
};

const evidence: Record<CaseFacts['evidence'], string> = {
  attached: `Attached: ${EVIDENCE_FILE}, with all that each name server said, and when.`,
  'left-out': 'The evidence in detail (JSON) could not be attached. Please tell us if you need it.',
  none: '',
};

function request({ target }: CaseFacts): string {
  const { id, domainName, account, tenancy } = target;
  const noun = targetNoun(target);
  return [
    `Please move the alternate domain name(s) listed below to our ${noun}.`,
    '',
    `Target ${noun}: ${id} (${domainName})`,
    `Target account: ${account}`,
    ...(tenancy
      ? [
          `Its multi-tenant distribution: ${tenancy.distribution}`,
          `Its connection group: ${tenancy.connectionGroup}, of which ${domainName} is the routing endpoint`,
        ]
      : []),
  ].join('\n');
}

function failed({ failure }: CaseFacts): string {
  if (!failure) return '';
  const { error, action, requestId, time } = failure;
  return lines('Our call failed with:', [error, `${action}, request id ${requestId}, ${time}`]);
}

function holders(facts: CaseFacts): string {
  return lines(
    'Associated at present with (ids as CloudFront masks them):',
    facts.holders.map(({ alias, holder }) =>
      holder ? `${alias}: ${holderInFull(holder)}` : `${alias}: not visible to us`,
    ),
  );
}

function record({ text, zone, servers, resolvers, since, byHttps }: RecordFacts): string[] {
  const when = since ? ` since ${since}` : '';
  return [
    text,
    byHttps
      ? `  zone ${zone}, confirmed by the public resolvers ${resolvers}${when}`
      : `  zone ${zone}, confirmed by ${servers}${when}${resolvers && `, and by the public resolvers ${resolvers}`}`,
  ];
}

function certificate({ certificate: { id, status, reason } }: CaseFacts): string {
  return lines('Certificate on the target:', [`${id ?? 'none'} (${status ?? 'unknown'})`, reason]);
}

function obstacles({ refusals, plain, left, foreignHolder, unseen }: CaseFacts): string[] {
  return [
    ...refusals.map(({ alias, refusal }) => `${alias}: CloudFront answers "${refusal}"`),
    ...plain.map((alias) => `${alias}: its TXT record has no underscore, and the APIs look for one that has`),
    ...left.map((alias) => `${alias}: by our policy aliases are moved by AWS Support only`),
    ...(foreignHolder ? ['What holds the name is not in our account; we cannot disable it.'] : []),
    ...(unseen ? ['The TXT record is published as said above, and no cache can hold anything older.'] : []),
  ];
}

function afterwards({ aliases, target }: CaseFacts): string {
  return `As soon as the name is ours we point the DNS of ${aliases.join(', ')} at ${target.domainName}. Any time suits us; no appointment is needed.`;
}

function lines(heading: string, below: readonly string[]): string {
  return below.length === 0 ? '' : [heading, ...below.map((line) => `  ${line}`)].join('\n');
}
