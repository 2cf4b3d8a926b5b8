import { describe, expect, test } from 'vitest';
import { summaryOf } from '../../cli/standing/summary.ts';
import { toDoAbout } from '../../cli/standing/to-do.ts';
import { standingWords } from '../../cli/standing/words.ts';
import type { Standing } from '../../providers/operator/standing.ts';
import type { Remediation } from '../../remediation/document.ts';
import { aliasProof, contested, proof, remediation } from '../doubles/documents.ts';
import {
  added,
  aliasRecord,
  asked,
  at,
  bare,
  certificate,
  confirmation,
  diagnosed,
  moved,
} from '../doubles/sections.ts';
import { ALIAS, CERTIFICATE } from '../doubles/world.ts';
import { ended, running } from './standings.ts';

type Section<Name extends keyof Remediation> = NonNullable<Remediation[Name]>;

/** Waits for the record, of which the servers say this. */
const missing = (
  servers: Section<'proof'>['aliases'][number]['servers'],
  troubles: Section<'proof'>['troubles'] = [],
) =>
  remediation({
    proof: {
      ...proof('missing'),
      troubles,
      waitingSince: at(2),
      aliases: [aliasProof(ALIAS, { verdict: 'missing', servers })],
    },
  });
const said = (verdict: 'missing' | 'match' | 'wrong-value', detail = '') => ({
  server: 'ns-1.dns.example',
  address: '192.0.2.1',
  verdict,
  detail,
});
const lacking = missing([said('missing')]);
const candidate = {
  source: 'acm' as const,
  id: CERTIFICATE,
  status: 'ISSUED',
  viewer: { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' },
  validation: [],
};
const record = `_${ALIAS} TXT "d111111abcdef8.cloudfront.net"`;
const free = { diagnosis: diagnosed('free'), proof: undefined };
const retry = 'cname-rescue retry www.example.com_E2TARGETEXAMPLE_00000000';

describe.each<
  [what: string, standing: Standing, words: string, since: string | undefined, copy: string[] | undefined]
>([
  ['just begun', running(bare), 'being diagnosed', undefined, undefined],
  ['the record is nowhere', running(lacking), 'waiting for DNS', at(2), [record]],
  ['in a dry run', running({ ...lacking, dryRun: true }), 'dry run: waiting for DNS', at(2), [record]],
  [
    'some servers have it, the others follow',
    running(missing([said('match'), said('missing')])),
    'waiting for DNS',
    at(2),
    undefined,
  ],
  [
    'it has another value',
    running(
      missing(
        [said('wrong-value', 'd2')],
        [{ kind: 'wrong-value', problem: `_${ALIAS} has another value.`, remedy: 'Correct it.' }],
      ),
    ),
    'waiting for DNS',
    at(2),
    [record],
  ],
  [
    'both gates are closed, and the stack attaches the certificate itself',
    running({ ...lacking, certificate: { ...certificate('attachable'), attach: true } }),
    'waiting for DNS, certificate',
    at(2),
    [record],
  ],
  [
    'a certificate is missing',
    running(remediation({ certificate: certificate('missing') })),
    'waiting for a certificate',
    undefined,
    [],
  ],
  [
    'a certificate has to be validated',
    running(
      remediation({
        certificate: {
          ...certificate('pending-validation'),
          candidate: {
            ...candidate,
            validation: [{ name: '_a.example.com', type: 'CNAME', value: '_b.example.com' }],
          },
        },
      }),
    ),
    'waiting for a certificate',
    undefined,
    ['_a.example.com CNAME _b.example.com'],
  ],
  [
    'a certificate has to be attached',
    running(remediation({ certificate: { ...certificate('attachable'), candidate } })),
    'waiting for a certificate',
    undefined,
    [
      expect.stringMatching(/^aws cloudfront get-distribution-config --id 'E2TARGETEXAMPLE'/),
      expect.stringMatching(/^jq /),
      expect.stringMatching(/^aws cloudfront update-distribution /),
    ] as string[],
  ],
  [
    'its own record leads elsewhere',
    running(
      remediation({
        ...free,
        aliasRecord: {
          ...aliasRecord('elsewhere'),
          aliases: [{ alias: ALIAS, zone: 'example.com', verdict: 'elsewhere', servers: [], clearAt: at(2) }],
        },
      }),
    ),
    'waiting for DNS',
    undefined,
    [`${ALIAS} CNAME d111111abcdef8.cloudfront.net`],
  ],
  [
    'its own record has left, caches follow',
    running(remediation({ ...free, aliasRecord: aliasRecord('leaving') })),
    'waiting for DNS',
    undefined,
    undefined,
  ],
  ['it moves', running(remediation()), 'moving', undefined, undefined],
  [
    'a cache can still miss the record',
    running(remediation({ move: moved('wait') })),
    'waiting for DNS',
    undefined,
    undefined,
  ],
  [
    'it is added',
    running(remediation({ ...free, aliasRecord: aliasRecord('clear') })),
    'being added',
    undefined,
    undefined,
  ],
  [
    'CloudFront sees the old record',
    running(remediation({ ...free, aliasRecord: aliasRecord('clear'), addition: added('wait') })),
    'waiting for DNS',
    undefined,
    undefined,
  ],
  [
    'AWS Support is asked',
    running(
      remediation({
        move: moved('support'),
        case: asked('open', { openSince: { caseId: 'case-1', at: at(3), redriveCount: 0 } }),
      }),
    ),
    'waiting for AWS Support',
    at(3),
    undefined,
  ],
  [
    'AWS Support asks back',
    running(
      remediation({
        move: moved('support'),
        case: asked('open', {
          status: 'pending-customer-action',
          reply: 'Which account?',
          url: 'https://case.example/1',
        }),
      }),
    ),
    'waiting for AWS Support',
    undefined,
    ['https://case.example/1'],
  ],
  [
    'too many cases are open',
    running(remediation({ move: moved('support'), case: asked('limit', { caseId: undefined }) })),
    'waiting for AWS Support',
    undefined,
    ['https://support.console.aws.amazon.com/support/home'],
  ],
  [
    'no case can be opened by API',
    running(remediation({ move: moved('support'), case: asked('by-hand', { caseId: undefined }) })),
    'waiting for AWS Support',
    undefined,
    expect.arrayContaining([expect.stringMatching(/^Subject: .*www\.example\.com/)]) as unknown as string[],
  ],
  [
    'a case can only be followed by hand',
    running(remediation({ move: moved('support'), case: asked('by-hand') })),
    'waiting for AWS Support',
    undefined,
    ['https://support.console.aws.amazon.com/support/home#/case/?displayId=1234567890'],
  ],
  [
    'CloudFront deploys',
    running(
      remediation({
        move: moved('moved'),
        confirmation: { ...confirmation('waiting'), waitingSince: at(4) },
      }),
    ),
    'moved, being deployed',
    at(4),
    undefined,
  ],
  [
    'it is there, and only has to be told',
    running(remediation({ move: moved('moved'), confirmation: confirmation('confirmed') })),
    'arrived',
    undefined,
    undefined,
  ],
  ['arrived', ended('SUCCEEDED'), 'arrived', at(3), undefined],
  [
    'a dry run is over',
    ended('SUCCEEDED', { remediation: remediation({ dryRun: true }) }),
    'dry run: finished',
    at(3),
    undefined,
  ],
  [
    'people settled it',
    ended('SUCCEEDED', { remediation: { ...bare, diagnosis: diagnosed('already-settled') } }),
    'nothing to do',
    at(3),
    undefined,
  ],
  [
    'the target was to be created',
    ended('SUCCEEDED', {
      remediation: {
        incident: { ...bare.incident, target: { kind: 'none' }, aliases: [ALIAS, '*.example.com'] },
        diagnosis: diagnosed('no-target'),
      },
    }),
    'there is no target yet',
    at(3),
    ["cname-rescue start --target ID www.example.com '*.example.com'"],
  ],
  [
    'CloudTrail left out what was asked for',
    ended('SUCCEEDED', {
      remediation: {
        incident: { ...bare.incident, target: { kind: 'unknown' }, aliases: [] },
        diagnosis: diagnosed('details-omitted'),
      },
    }),
    'not known what for',
    at(3),
    ['cname-rescue start --target ID ALIAS'],
  ],
  [
    'failed',
    ended('FAILED', { failure: { state: 'Move alias', error: 'AliasFoughtOver', cause: 'Two stacks.' } }),
    'failed: AliasFoughtOver',
    at(3),
    [retry],
  ],
  [
    'out of time',
    ended('TIMED_OUT', { failure: { error: 'States.Timeout', cause: '' } }),
    'failed: States.Timeout',
    at(3),
    [retry],
  ],
  // Somebody wanted it so.
  ['stopped', ended('ABORTED', { failure: { error: '', cause: 'by me' } }), 'stopped', at(3), undefined],
  ['started with something else', running(undefined), 'no remediation', undefined, undefined],
])('%s', (_, standing, words, since, copy) => {
  test(words, () => {
    const summary = summaryOf(standing, { stage: 'prod' });
    const toDo = toDoAbout(standing, { stage: 'prod' });
    expect(standingWords(summary)).toBe(words);
    expect(summary.since).toBe(since ?? standing.startedAt);
    expect(summary.needsPerson).toBe(copy !== undefined);
    expect(toDo.flatMap((each) => each.copy)).toEqual(copy ?? []);
    for (const { problem, fix } of toDo) expect(`${problem} ${fix}`).not.toMatch(/undefined|^ | $/);
  });
});

test('records are asked for zone by zone', () => {
  const proofs = [
    aliasProof(ALIAS, { verdict: 'missing', servers: [said('missing')] }),
    aliasProof('shop.example.com', { verdict: 'missing', servers: [said('missing')] }),
    aliasProof('www.example.org', { verdict: 'missing', servers: [said('missing')], zone: 'example.org' }),
    aliasProof('there.example.com', { verdict: 'settled' }),
  ];
  const names = proofs.map(({ alias }) => contested(alias));
  const document = remediation({
    diagnosis: diagnosed('held-elsewhere', { aliases: names }),
    proof: { ...proof('missing'), aliases: proofs },
  });
  expect(toDoAbout(running(document), { stage: 'prod' })).toMatchObject([
    {
      problem: 'The TXT records for www.example.com, shop.example.com are not in DNS.',
      fix: 'Create in the zone example.com:',
      copy: [expect.stringContaining('_www.example.com'), expect.stringContaining('_shop.example.com')],
    },
    { problem: 'The TXT record for www.example.org is not in DNS.', fix: 'Create in the zone example.org:' },
  ]);
});

test('every command says of which stage, by whose credentials, and how it is called', () => {
  const [toDo] = toDoAbout(ended('FAILED'), { stage: 'staging', profile: 'dns team' });
  expect(toDo?.copy).toEqual([`${retry} --stage staging --profile 'dns team'`]);
  const [byNpx] = toDoAbout(ended('FAILED'), { stage: 'prod', byNpx: true });
  expect(byNpx?.copy).toEqual([`npx ${retry}`]);
});

describe('what it is about', () => {
  const [own, www, shop, free] = ['own', 'www', 'shop', 'free'].map((label) => `${label}.example.com`);
  const asked = { incident: { ...bare.incident, aliases: [own, www, shop, free].map(String) } };
  const about = (changes: Partial<Remediation>) =>
    summaryOf(running({ ...bare, ...asked, ...changes }), { stage: 'prod' }).about;

  test('until the diagnosis, all that was asked for', () => {
    expect(about({})).toEqual([own, www, shop, free]);
  });
  test('then what the target did not have, to the end', () => {
    const diagnosis = diagnosed('held-elsewhere', {
      aliases: [contested(String(shop))],
      arrived: [contested(String(www))],
      free: [contested(String(free))],
    });
    expect(about({ diagnosis })).toEqual([www, shop, free]);
  });
});
