import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CertificateFindings, judgeCertificate } from '../../remediation/certificate.ts';
import { nameCovers, uncoveredAliases } from '../../remediation/certificate-coverage.ts';
import type { CertificateDetails } from '../../remediation/ports.ts';

describe('what a name of a certificate covers', () => {
  test.each([
    ['www.example.com', 'www.example.com', true],
    ['*.example.com', 'www.example.com', true],
    ['*.example.com', '*.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', 'a.b.example.com', false],
    ['*.example.com', '*.b.example.com', false],
    ['*.b.example.com', '*.example.com', false],
    ['www.example.com', '*.example.com', false],
    ['*.example.com', 'www.example.org', false],
    ['*.example.com', 'wwwexample.com', false],
    ['*.com', 'example.com', true],
    ['f*.example.com', 'foo.example.com', false],
    ['*.localhost', 'localhost', false],
  ])('%s covers %s: %s', (name, alias, covers) => {
    expect(nameCovers(name, alias)).toBe(covers);
  });

  const label = fc.stringMatching(/^[a-c]{1,2}$/);
  const host = fc.array(label, { minLength: 1, maxLength: 4 });
  const name = fc.tuple(fc.boolean(), host).map(([wild, labels]) => [...(wild ? ['*'] : []), ...labels]);

  /** Label by label, as RFC 6125 tells it. */
  function oracle(certificate: string[], alias: string[]): boolean {
    if (certificate.length !== alias.length) return false;
    return certificate.every((label, i) =>
      label === '*' ? i === 0 && (alias[0] === '*' || alias.length > 1) : label === alias[i],
    );
  }

  test('as a naive reading of the RFC has it', () => {
    fc.assert(
      fc.property(name, name, (certificate, alias) => {
        expect(nameCovers(certificate.join('.'), alias.join('.'))).toBe(oracle(certificate, alias));
      }),
      { numRuns: 2000 },
    );
  });

  test('uncovered are exactly those that no name covers', () => {
    fc.assert(
      fc.property(fc.array(name), fc.array(name), (certificate, aliases) => {
        const names = certificate.map((labels) => labels.join('.'));
        const expected = aliases.filter((alias) => !certificate.some((one) => oracle(one, alias)));
        const given = aliases.map((labels) => labels.join('.'));
        expect(uncoveredAliases(names, given)).toEqual(expected.map((labels) => labels.join('.')));
      }),
    );
  });
});

describe('the certificate attached to the target', () => {
  const now = Date.parse('2026-11-20T12:00:00Z');
  const DAY = 86_400_000;
  const good: CertificateDetails = {
    source: 'acm',
    id: 'arn:aws:acm:us-east-1:111122223333:certificate/one',
    status: 'ISSUED',
    names: ['example.com', '*.example.com'],
    notBefore: now - DAY,
    notAfter: now + DAY,
  };
  const judge = (changes: Partial<CertificateFindings>) =>
    judgeCertificate({
      attached: good,
      named: undefined,
      targetId: 'E2TARGETEXAMPLE',
      aliases: ['www.example.com', 'example.com'],
      now,
      ...changes,
    });

  test('covers every alias and is valid', () => {
    expect(judge({})).toEqual({
      covered: true,
      reason: `${good.id} covers www.example.com, example.com until 2026-11-21.`,
      uncovered: [],
    });
  });

  test('of the IAM store, without dates', () => {
    const attached = { ...good, source: 'iam' as const, notBefore: undefined, notAfter: undefined };
    expect(judge({ attached }).covered).toBe(true);
  });

  test.each<[string, Partial<CertificateDetails> | undefined, RegExp]>([
    ['none', undefined, /^E2TARGETEXAMPLE has no certificate of its own/],
    ['not issued', { status: 'EXPIRED' }, /is EXPIRED, not ISSUED/],
    ['gone', { status: 'NOT_FOUND', names: [] }, /is NOT_FOUND/],
    ['over', { notAfter: now }, /ended on 2026-11-20/],
    ['not begun', { notBefore: now + 1 }, /begins only on 2026-11-20/],
  ])('%s: nothing is covered', (_, changes, reason) => {
    const attached = changes && { ...good, ...changes };
    const judgement = judge({ attached });
    expect(judgement).toMatchObject({ covered: false, uncovered: ['www.example.com', 'example.com'] });
    expect(judgement.reason).toMatch(reason);
    expect(judgement.reason).toContain('ACM in us-east-1');
  });

  test('valid, but leaves an alias out that is on the target already', () => {
    const judgement = judge({ aliases: ['www.example.com', 'old.example.org'] });
    expect(judgement).toMatchObject({ covered: false, uncovered: ['old.example.org'] });
    expect(judgement.reason).toContain('does not cover old.example.org');
  });

  describe('the one the failed call named', () => {
    const named = { ...good, id: 'arn:aws:acm:us-east-1:111122223333:certificate/two' };

    test.each<[string, CertificateDetails, RegExp]>([
      ['would do: attach it', named, /Attach .*two, which the failed call named and which covers them all/],
      [
        'is pending: validate it, then attach it',
        { ...named, status: 'PENDING_VALIDATION' },
        /covers them all, but is PENDING_VALIDATION.*validation record, then attach it to E2TARGETEXAMPLE/,
      ],
      ['has failed: another', { ...named, status: 'FAILED' }, /named is FAILED.*Request or import one/],
      [
        'is over: another',
        { ...named, notAfter: now - DAY },
        /named ended on 2026-11-19.*Request or import one/,
      ],
      [
        'leaves one out: another',
        { ...named, names: ['www.example.com'] },
        /^[^:]*own\. Request or import one/,
      ],
    ])('%s', (_, given, reason) => {
      const judgement = judge({ attached: undefined, named: given });
      expect(judgement.covered).toBe(false);
      expect(judgement.reason).toMatch(reason);
    });
  });
});
