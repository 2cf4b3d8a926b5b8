/** Documents that are as large as AWS and DNS let them be, with words of others wherever those can stand. */
import type { AnnouncementDetail } from '../../remediation/announcements/announcement.ts';
import type { AliasProof, ContestedAlias, Remediation } from '../../remediation/document.ts';
import { proofRecord } from '../../remediation/proof-record.ts';
import { aliasProof, contested, EXECUTION_ARN, proof, remediation, target } from './documents.ts';
import { added, aliasRecord, asked, at, certificate, confirmation, diagnosed, seen } from './sections.ts';

/** CloudFront's default quota of one distribution. */
const MOST_ALIASES = 100;
/** Of an alias, so that the name of its record, an underscore longer, is one yet. */
const LONGEST_ALIAS = 252;

/** Step Functions' limits: of an execution's name, and of the name of an error. */
const LONGEST_EXECUTION_NAME = 80;
const LONGEST_ERROR = 256;

const LABEL = `xn--${'q'.repeat(59)}`;

/** Wildcards of internationalised names, none like the other. */
export const LONG_NAMES = Array.from({ length: MOST_ALIASES }, (_, i) => longName(`*.n${i}`));
const ZONE = longName('').split('.').slice(2).join('.');

function longName(start: string): string {
  const end = `.${LABEL}.${LABEL}.${LABEL}.example.com`;
  const [first = '', ...rest] = start.split('.');
  const filler = LONGEST_ALIAS - start.length - end.length;
  return `${[first, ...rest].join('.')}${'x'.repeat(filler)}${end}`;
}

const execution = {
  arn: EXECUTION_ARN,
  name: `${LONG_NAMES[0]?.slice(2)}`.slice(0, LONGEST_EXECUTION_NAME),
  startedAt: at(0),
};

/** `words`: in every sentence and value that is not ours. `short`: where AWS lets only so much be. */
export function hostileDetail(words: string, short = words.slice(0, LONGEST_ERROR)): AnnouncementDetail {
  return {
    execution,
    remediation: hostileDocument(words, short),
    failure: { state: 'Move alias', error: short || 'TargetGone', cause: words },
    claim: { alias: LONG_NAMES[0] ?? '', target: 'E2OTHEREXAMPLE' },
  };
}

function hostileDocument(words: string, short: string): Remediation {
  const aliases = LONG_NAMES.map((alias) => held(alias, short));
  const said = { reason: words, troubles: [{ kind: 'wrong-value' as const, problem: short, remedy: short }] };
  return remediation(
    {
      diagnosis: diagnosed('held-elsewhere', { aliases, reason: words }),
      proof: { ...proof('missing'), ...said, aliases: LONG_NAMES.map((alias) => unproven(alias, short)) },
      aliasRecord: { ...aliasRecord('leaving'), reason: short },
      certificate: {
        ...certificate('pending-validation'),
        reason: words,
        uncovered: LONG_NAMES,
        candidate: {
          source: 'acm',
          id: 'arn:aws:acm:us-east-1:111122223333:certificate/1',
          status: 'PENDING_VALIDATION',
          viewer: { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' },
          validation: LONG_NAMES.map((name) => ({
            name: `_${name.slice(2)}`,
            type: 'CNAME',
            value: `_${LABEL}.acm-validations.aws`,
          })),
        },
      },
      move: {
        ...seen,
        verdict: 'support',
        reason: words,
        aliases: LONG_NAMES.map((alias) => ({ alias, verdict: 'pending', refusal: short })),
      },
      addition: { ...added('wait'), reason: words },
      case: asked('open', { reason: words, reply: words, subject: short, status: short || 'opened' }),
      confirmation: {
        ...confirmation('confirmed'),
        reason: words,
        records: LONG_NAMES.map((alias) => ({ alias, leads: 'elsewhere', detail: short })),
      },
    },
    ...LONG_NAMES,
  );
}

function held(alias: string, short: string): ContestedAlias {
  const holder = { resourceType: 'distribution', resourceId: '*******EXAMPLE', accountId: '******445566' };
  return contested(alias, {
    zone: ZONE,
    record: proofRecord(alias, ZONE, target.domainName),
    holder: { ...holder, ...(short && { keptBy: { service: short } }) },
  });
}

/** Thirteen name servers, and what each says. */
function unproven(alias: string, detail: string): AliasProof {
  const servers = Array.from({ length: 13 }, (_, i) => ({
    server: `${String.fromCharCode(97 + i)}.${LABEL}.${LABEL}.${LABEL}.example.net`,
    address: `2001:db8:ffff:ffff:ffff:ffff:ffff:fff${i.toString(16)}`,
    verdict: 'wrong-value' as const,
    ttl: 2_147_483_647,
    detail,
  }));
  const { record, zone } = held(alias, detail);
  return aliasProof(alias, { zone, record, servers, verdict: 'missing', publishedAt: undefined });
}
