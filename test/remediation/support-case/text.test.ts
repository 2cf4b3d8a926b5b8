import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STARTED_BY_HAND } from '../../../remediation/by-hand.ts';
import { CaseLanguage, type ContestedAlias, type Incident } from '../../../remediation/document.ts';
import type { CaseInput } from '../../../remediation/support-case/facts.ts';
import {
  caseBody as bodyIn,
  caseMarker,
  notMovedBody,
  notMovedMarker,
  caseSubject as subjectIn,
} from '../../../remediation/support-case/text.ts';
import { readRequest } from '../../../sandbox/people/case-reading.ts';
import { aliasProof, contested, HELD, incident, proof, target } from '../../doubles/documents.ts';
import { tenantTarget } from '../../doubles/tenant.ts';

const ENABLED = 'Alias move is not allowed since the source distribution is enabled';

const LANGUAGES = CaseLanguage.options;
const caseBody = (input: CaseInput) => bodyIn(input, 'en', 'attached');
const caseSubject = (of: Incident, aliases: ContestedAlias[]) =>
  subjectIn({ incident: of, target, aliases }, 'en');

function facts(changes: Partial<CaseInput> = {}): CaseInput {
  return {
    incident: incident(),
    target,
    aliases: [contested('www.example.com')],
    proof: proof('settled'),
    certificate: {
      id: 'arn:aws:acm:us-east-1:111122223333:certificate/one',
      status: 'ISSUED',
      reason: 'covers it',
      notAfter: '2027-11-20T00:00:00.000Z',
    },
    move: {
      verdict: 'support',
      reason: '',
      checkedAt: '',
      aliases: [{ alias: 'www.example.com', verdict: 'holder-enabled', refusal: ENABLED }],
    },
    ...changes,
  };
}

test.each(LANGUAGES)('of no call is spoken where a person started it: %s', (language) => {
  const { requestId } = incident();
  const text = bodyIn(facts({ incident: incident({ errorMessage: STARTED_BY_HAND }) }), language, 'attached');
  expect(text).toContain('E2TARGETEXAMPLE');
  for (const word of ['CNAMEAlreadyExists', 'UpdateDistribution,', requestId, STARTED_BY_HAND])
    expect(text).not.toContain(word);
  expect(bodyIn(facts(), language, 'attached')).toContain(requestId);
});

describe('the text is complete for one round trip', () => {
  test.each([
    ['the pasted error', `CNAMEAlreadyExists: ${HELD}`],
    [
      'the request',
      'UpdateDistribution, request id a123456b-c78d-90e1-23f4-000000000001, 2026-11-20T01:04:05Z',
    ],
    ['the alias', '\n  www.example.com\n'],
    ['the target', 'E2TARGETEXAMPLE (d111111abcdef8.cloudfront.net)'],
    ['the account', 'Target account: 111122223333'],
    ['the holder as masked', 'www.example.com: distribution *******EXAMPLE, account ******445566'],
    ['the record', '_www.example.com TXT "d111111abcdef8.cloudfront.net"'],
    [
      'zone, server, since when',
      'zone example.com, confirmed by ns-1.dns.example since 2026-11-20T01:00:00.000Z',
    ],
    ['the certificate', 'arn:aws:acm:us-east-1:111122223333:certificate/one (ISSUED)'],
    ['why we cannot', `CloudFront answers "${ENABLED}"`],
    ['that the holder is foreign', 'is not in our account; we cannot disable it'],
    ['what comes after', 'we point the DNS of www.example.com at d111111abcdef8.cloudfront.net'],
  ])('%s', (_, text) => {
    expect(caseBody(facts())).toContain(text);
  });

  test('a holder that is not listed is not invented', () => {
    const { holder: _, ...nobody } = contested('www.example.com');
    expect(caseBody(facts({ aliases: [nobody] }))).toContain('www.example.com: not visible to us');
  });

  test('a record that CloudFront does not see says nothing about whose the holder is', () => {
    const refusal = 'Invalid or missing alias DNS TXT records.';
    const aliases = [{ alias: 'www.example.com', verdict: 'txt-not-seen' as const, refusal }];
    const body = caseBody(facts({ move: { verdict: 'support', reason: '', checkedAt: '', aliases } }));
    expect(body).toContain(`CloudFront answers "${refusal}"`);
    expect(body).toContain(
      'The TXT record is published as said above, and no cache can hold anything older.',
    );
    expect(body).not.toContain('not in our account');
  });

  test('what has moved already is not explained', () => {
    const moves = [
      { alias: 'a.example.com', verdict: 'holder-enabled' as const, refusal: 'an old refusal' },
      { alias: 'www.example.com', verdict: 'holder-enabled' as const, refusal: ENABLED },
    ];
    const move = { verdict: 'support' as const, reason: '', checkedAt: '', aliases: moves };
    expect(caseBody(facts({ move }))).not.toContain('a.example.com');
  });

  test('the plain record explains by itself why there was no call', () => {
    const aliases = [{ alias: 'www.example.com', verdict: 'plain-proof' as const }];
    const body = caseBody(facts({ move: { verdict: 'support', reason: '', checkedAt: '', aliases } }));
    expect(body).toContain(
      'www.example.com: its TXT record has no underscore, and the APIs look for one that has',
    );
  });

  test('what our operator leaves to AWS Support is no obstacle of AWS', () => {
    const aliases = [{ alias: 'www.example.com', verdict: 'self-service-off' as const }];
    const body = caseBody(facts({ move: { verdict: 'support', reason: '', checkedAt: '', aliases } }));
    expect(body).toContain('www.example.com: by our policy aliases are moved by AWS Support only');
    expect(body).not.toContain('CloudFront answers');
  });

  test('public resolvers that have it are named beside the servers, or in their place', () => {
    const resolvers = [
      { resolver: '192.0.2.53', verdict: 'match' as const, ttl: 60 },
      { resolver: '192.0.2.54', verdict: 'missing' as const },
    ];
    const settled = proof('settled');
    const beside = { ...settled, aliases: [aliasProof('www.example.com', { resolvers })] };
    expect(caseBody(facts({ proof: beside }))).toContain(
      'confirmed by ns-1.dns.example since 2026-11-20T01:00:00.000Z, and by the public resolvers 192.0.2.53\n',
    );
    const instead = {
      ...settled,
      aliases: [aliasProof('www.example.com', { resolvers, servers: [], decidedBy: 'https' })],
    };
    expect(caseBody(facts({ proof: instead }))).toContain(
      'zone example.com, confirmed by the public resolvers 192.0.2.53 since 2026-11-20T01:00:00.000Z\n',
    );
  });

  test('without any attempt there is no paragraph on why we cannot', () => {
    expect(caseBody(facts({ move: undefined }))).not.toContain('Why we cannot');
  });
});

describe.each(LANGUAGES)('AWS takes it in %s', (language) => {
  const caseBody = (input: CaseInput) => bodyIn(input, language, 'attached');

  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constant('x'.repeat(20_000)),
  );
  const hostileWords = fc.record({ reason: text, refusal: text, holder: text, server: text });
  const hostile = (server: string) => ({
    server,
    address: server,
    verdict: 'match' as const,
    detail: server,
  });
  const name = fc.domain().map((domain) => domain.toLowerCase().slice(-50));

  test('at most 8,000 characters, with the error, the aliases and the target in them, whatever else there is', () => {
    const message = fc.string({ unit: 'grapheme-composite', maxLength: 400 });
    fc.assert(
      fc.property(
        message,
        hostileWords,
        fc.uniqueArray(name, { minLength: 1, maxLength: 100 }),
        (error, more, names) => {
          const body = caseBody(
            facts({
              incident: incident({ errorMessage: error }),
              aliases: names.map((alias) =>
                contested(alias, { holder: { resourceType: more.holder, resourceId: 'x', accountId: 'y' } }),
              ),
              proof: {
                ...proof('settled'),
                aliases: names.map((alias) =>
                  aliasProof(alias, { servers: [hostile(more.server), hostile(more.server)] }),
                ),
              },
              certificate: { id: more.reason, status: undefined, reason: more.reason, notAfter: undefined },
              move: {
                verdict: 'support',
                reason: '',
                checkedAt: '',
                aliases: names.map((alias) => ({ alias, verdict: 'holder-enabled', refusal: more.refusal })),
              },
            }),
          );
          expect(body.length).toBeLessThanOrEqual(8000);
          expect(body.isWellFormed()).toBe(true);
          expect(body).toContain(`CNAMEAlreadyExists: ${error}`);
          expect(body).toContain('E2TARGETEXAMPLE');
          for (const alias of names) expect(body).toContain(`\n  ${alias}`);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('what was cut is said', () => {
    const refusal = 'y'.repeat(9000);
    const aliases = [{ alias: 'www.example.com', verdict: 'holder-enabled' as const, refusal }];
    const body = caseBody(facts({ move: { verdict: 'support', reason: '', checkedAt: '', aliases } }));
    expect(body).toHaveLength(8000);
    expect(body).toMatch(/\n\[(cut: |文字数の上限).*\]$/);
  });

  test('an error message longer than CloudTrail allows leaves room for the aliases', () => {
    const body = caseBody(facts({ incident: incident({ errorMessage: 'z'.repeat(20_000) }) }));
    expect(body.length).toBeLessThanOrEqual(8000);
    expect(body).toContain('\n  www.example.com\n');
  });

  test('what is said of many aliases that were not moved keeps its marker', () => {
    const names = Array.from({ length: 200 }, (_, index) => `${'a'.repeat(60)}-${index}.example.com`);
    const body = notMovedBody(incident(), names, target, language);
    expect(body.length).toBeLessThanOrEqual(8000);
    expect(body).toContain(names[0]);
    expect(body.endsWith(`\n\n${notMovedMarker(incident())}`)).toBe(true);
    expect(body).toMatch(/Please move|移行をお願い/);
  });
});

describe.each(LANGUAGES)('the same facts in %s', (language) => {
  const body = bodyIn(facts(), language, 'attached');

  test.each([
    `CNAMEAlreadyExists: ${HELD}`,
    'a123456b-c78d-90e1-23f4-000000000001',
    '2026-11-20T01:04:05Z',
    '\n  www.example.com\n',
    'E2TARGETEXAMPLE (d111111abcdef8.cloudfront.net)',
    '111122223333',
    'www.example.com: distribution *******EXAMPLE',
    '******445566',
    '\n  _www.example.com TXT "d111111abcdef8.cloudfront.net"\n',
    'example.com',
    '2026-11-20T01:00:00.000Z',
    'arn:aws:acm:us-east-1:111122223333:certificate/one (ISSUED)',
    `"${ENABLED}"`,
    '\n  ns-1.dns.example  192.0.2.1  match  TTL 300',
  ])('%s', (text) => {
    expect(body).toContain(text);
  });

  test('what is beside it is said, and what could not be', () => {
    expect(body).toContain('cname-rescue-evidence.json');
    expect(bodyIn(facts(), language, 'left-out')).toMatch(/could not be attached|添付できませんでした/);
    expect(bodyIn(facts(), language, 'none')).not.toMatch(/evidence|attached|添付/i);
  });

  test('in the order of their weight: request, error, names, proof, why not, what each server said', () => {
    const places = ['E2TARGETEXAMPLE', HELD, '\n  www.example.com\n', 'TXT "d111', ENABLED, 'TTL 300'].map(
      (text) => body.indexOf(text),
    );
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  test('tables of the first aliases only, each line a line', () => {
    const names = ['a', 'b', 'c', 'd'].map((label) => `${label}.example.com`);
    const servers = [
      {
        server: 'ns-1.dns.example',
        address: '192.0.2.1',
        verdict: 'match' as const,
        detail: '"x\n\nPlease"',
      },
    ];
    const document = { ...proof('settled'), aliases: names.map((alias) => aliasProof(alias, { servers })) };
    const text = bodyIn(facts({ proof: document }), language, 'none');
    expect(text.match(/ns-1\.dns\.example {2}192\.0\.2\.1 {2}match.*"x +Please"$/gm)).toHaveLength(3);
  });
});

test('in Japanese: polite, to the point, and nothing of the English case in it', () => {
  const body = bodyIn(facts(), 'ja', 'attached');
  expect(body.startsWith('お世話になっております。\n')).toBe(true);
  expect(body).toContain('移行先ディストリビューション: E2TARGETEXAMPLE');
  expect(body).toContain('有効期限: 2027-11-20T00:00:00.000Z');
  expect(body).toContain('よろしくお願いいたします。');
  expect(body).not.toMatch(/Please|Why we|confirmed|covers it/);
  expect(subjectIn({ incident: incident(), target, aliases: [contested('www.example.com')] }, 'ja')).toBe(
    'CloudFront: 代替ドメイン名 www.example.com の移行のお願い [cname-rescue 0123456789]',
  );
});

describe.each(LANGUAGES)('where a distribution tenant is the target, in %s', (language) => {
  const wanted = facts({ target: tenantTarget });
  const noun = { en: 'distribution tenant', ja: 'ディストリビューションテナント' }[language];

  test('says what it is, behind which distribution and which connection group', () => {
    const body = bodyIn(wanted, language, 'none');
    expect(body).toContain(`${noun}: dt_2sTenantExample (d333333abcdef8.cloudfront.net)\n`);
    expect(body).toMatch(/(multi-tenant distribution|マルチテナントディストリビューション): E3MULTITENANT\n/);
    expect(body).toMatch(
      /(connection group|接続グループ): cg_2sGroupExample.*d333333abcdef8\.cloudfront\.net/,
    );
    expect(bodyIn(facts(), language, 'none')).not.toMatch(/tenant|テナント/);
  });

  test('whoever reads it finds the one target, though another of our ids is beside it', () => {
    const ids = ['dt_2sTenantExample', 'E3MULTITENANT'];
    const found = readRequest(bodyIn(wanted, language, 'none'), '111122223333', {
      find: (id) => (ids.includes(id) ? { id, account: '111122223333', endpoint: '' } : undefined),
      whoHolds: () => undefined,
    });
    expect(found).toEqual({ targetId: 'dt_2sTenantExample', aliases: ['www.example.com'] });
  });

  test('also where AWS is told that it is not there', () => {
    const words = notMovedBody(incident(), ['www.example.com'], tenantTarget, language);
    expect(words).toContain(`${noun} dt_2sTenantExample`);
  });
});

describe('the subject is how the case is found again', () => {
  test('names the first alias, counts the others, ends in the marker', () => {
    const aliases = ['www.example.com', 'b.example.com', 'c.example.com'].map((alias) => contested(alias));
    expect(caseSubject(incident(), aliases)).toBe(
      'CloudFront: move alternate domain name www.example.com and 2 more to our distribution [cname-rescue 0123456789]',
    );
  });

  test('says that the target is a tenant', () => {
    const aliases = [contested('www.example.com')];
    expect(subjectIn({ incident: incident(), target: tenantTarget, aliases }, 'en')).toBe(
      'CloudFront: move alternate domain name www.example.com to our distribution tenant [cname-rescue 0123456789]',
    );
  });

  test('stays short for the longest alias, so that no limit of AWS cuts the marker off', () => {
    const longest = contested(
      `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(50)}.example.com`,
    );
    const subject = caseSubject(incident(), [longest]);
    expect(subject.length).toBeLessThan(230);
    expect(subject.endsWith(caseMarker(incident()))).toBe(true);
  });
});
