import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CaseNotPossible } from '../../remediation/errors.ts';
import { type CaseFacts, caseBody, caseMarker, caseSubject } from '../../remediation/support-case.ts';
import { chooseCategory, chooseSeverity } from '../../remediation/support-options.ts';
import { aliasProof, contested, HELD, incident, proof, target } from '../doubles/documents.ts';

const ENABLED = 'Alias move is not allowed since the source distribution is enabled';

function facts(changes: Partial<CaseFacts> = {}): CaseFacts {
  return {
    incident: incident(),
    target,
    aliases: [contested('www.example.com')],
    proof: proof('settled'),
    certificate: {
      id: 'arn:aws:acm:us-east-1:111122223333:certificate/one',
      status: 'ISSUED',
      reason: 'covers it',
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
    expect(body).toContain('It is published as said above, and no cache can hold anything older.');
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

describe('AWS takes it', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constant('x'.repeat(20_000)),
  );
  const hostile = fc.record({ message: text, reason: text, refusal: text, holder: text });
  const name = fc.domain().map((domain) => domain.toLowerCase().slice(-50));

  test('at most 8,000 characters, with the error, the aliases and the target in them, whatever else there is', () => {
    const message = fc.string({ unit: 'grapheme-composite', maxLength: 400 });
    fc.assert(
      fc.property(
        message,
        hostile,
        fc.uniqueArray(name, { minLength: 1, maxLength: 100 }),
        (error, more, names) => {
          const body = caseBody(
            facts({
              incident: incident({ errorMessage: error }),
              aliases: names.map((alias) =>
                contested(alias, { holder: { resourceType: more.holder, resourceId: 'x', accountId: 'y' } }),
              ),
              proof: { ...proof('settled'), aliases: names.map((alias) => aliasProof(alias)) },
              certificate: { id: undefined, status: undefined, reason: more.reason },
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
    const body = caseBody(facts({ certificate: { id: 'x', status: 'ISSUED', reason: 'y'.repeat(9000) } }));
    expect(body).toHaveLength(8000);
    expect(body).toMatch(/\[cut: .*\]$/);
  });

  test('an error message longer than CloudTrail allows leaves room for the aliases', () => {
    const body = caseBody(facts({ incident: incident({ errorMessage: 'z'.repeat(20_000) }) }));
    expect(body.length).toBeLessThanOrEqual(8000);
    expect(body).toContain('\n  www.example.com\n');
  });
});

describe('the subject is how the case is found again', () => {
  test('names the first alias, counts the others, ends in the marker', () => {
    const aliases = ['www.example.com', 'b.example.com', 'c.example.com'].map((alias) => contested(alias));
    expect(caseSubject(incident(), aliases)).toBe(
      'CloudFront: move alternate domain name www.example.com and 2 more to our distribution [cname-rescue 0123456789]',
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

describe('service and category are those that AWS offers', () => {
  const category = (code: string) => ({ code, name: code });
  const other = { code: 'amazon-s3', name: 'S3', categories: [category('general-guidance')] };

  test.each([
    [
      'the usual',
      { code: 'amazon-cloudfront', name: 'CDN', categories: [category('general-guidance')] },
      'general-guidance',
    ],
    [
      'another code',
      { code: 'cf', name: 'Amazon CloudFront', categories: [category('x'), category('distribution')] },
      'distribution',
    ],
    ['no usual category', { code: 'cf', name: 'CloudFront', categories: [category('x')] }, 'x'],
  ])('%s', (_, service, categoryCode) => {
    expect(chooseCategory([other, service])).toEqual({ serviceCode: service.code, categoryCode });
  });

  test.each([
    ['nothing at all', []],
    ['no CloudFront', [other]],
    ['CloudFront without categories', [{ code: 'amazon-cloudfront', name: 'CloudFront', categories: [] }]],
  ])('%s: not possible', (_, services) => {
    expect(() => chooseCategory(services)).toThrow(CaseNotPossible);
  });
});

describe('severity is what was wished, or milder', () => {
  test.each([
    [['low', 'normal', 'high', 'urgent', 'critical'], 'high', 'high'],
    [['low', 'normal'], 'critical', 'normal'],
    [['normal', 'low'], 'high', 'normal'],
    [['critical', 'high'], 'low', 'high'],
    [['urgent'], 'normal', 'urgent'],
    [['brand-new'], 'normal', 'brand-new'],
    [['low', 'normal'], 'brand-new', 'low'],
  ])('of %j, wished %s: %s', (allowed, wished, chosen) => {
    expect(chooseSeverity(allowed, wished)).toBe(chosen);
  });

  test('none allowed: not possible', () => {
    expect(() => chooseSeverity([], 'normal')).toThrow(CaseNotPossible);
  });
});
