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

const now = Date.parse('2026-11-20T12:00:00Z');
const DAY = 86_400_000;
const ARN = 'arn:aws:acm:us-east-1:111122223333:certificate/';
const good: CertificateDetails = {
  source: 'acm',
  id: `${ARN}one`,
  status: 'ISSUED',
  names: ['example.com', '*.example.com'],
  notBefore: now - DAY,
  notAfter: now + 90 * DAY,
  keyAlgorithm: 'RSA_2048',
  type: 'AMAZON_ISSUED',
};
const judge = (changes: Partial<CertificateFindings>) => {
  const judgement = judgeCertificate({
    attached: good,
    named: undefined,
    others: [],
    targetId: 'E2TARGETEXAMPLE',
    aliases: ['www.example.com', 'example.com'],
    newAliases: ['www.example.com'],
    now,
    mayAttach: false,
    attachedBefore: [],
    dryRun: false,
    ...changes,
  });
  return { ...judgement, reason: `${judgement.problem} ${judgement.remedy}`.trim() };
};

describe('the certificate attached to the target', () => {
  test('covers every alias and is valid', () => {
    expect(judge({})).toMatchObject({
      verdict: 'covered',
      attach: false,
      reason: `${good.id} covers www.example.com, example.com until 2027-02-18.`,
      uncovered: [],
    });
  });

  test('of the IAM store, without dates', () => {
    const attached = { ...good, source: 'iam' as const, notBefore: undefined, notAfter: undefined };
    expect(judge({ attached }).verdict).toBe('covered');
  });

  test.each<[string, Partial<CertificateDetails> | undefined, CertificateFindings['mayAttach'], RegExp]>([
    ['none', undefined, false, /^E2TARGETEXAMPLE has no certificate of its own/],
    ['not issued', { status: 'EXPIRED' }, false, /is EXPIRED, not ISSUED/],
    ['gone', { status: 'NOT_FOUND', names: [] }, true, /is NOT_FOUND/],
    ['over', { notAfter: now }, false, /expired on 2026-11-20/],
    ['not begun', { notBefore: now + 1 }, true, /begins only on 2026-11-20/],
  ])('%s: nothing is covered', (_, changes, mayAttach, reason) => {
    const judgement = judge({ attached: changes && { ...good, ...changes }, mayAttach });
    expect(judgement).toMatchObject({
      verdict: changes ? 'unusable' : 'missing',
      attach: false,
      uncovered: ['www.example.com', 'example.com'],
    });
    expect(judgement.reason).toMatch(reason);
    expect(judgement.reason).toContain('ACM in us-east-1');
  });

  test('valid, but leaves an alias out that is on the target already', () => {
    const judgement = judge({ aliases: ['www.example.com', 'old.example.org'] });
    expect(judgement).toMatchObject({ verdict: 'missing', uncovered: ['old.example.org'] });
    expect(judgement.reason).toContain('does not cover old.example.org');
  });

  test.each([
    ['AMAZON_ISSUED', /It expires on 2026-12-03, within 14 days\. ACM should have renewed it/],
    ['IMPORTED', /It expires on 2026-12-03, within 14 days\. Import the next one/],
  ])('%s: that it ends within 14 days is said, and blocks nothing', (type, reason) => {
    const { verdict, reason: said } = judge({ attached: { ...good, type, notAfter: now + 13 * DAY } });
    expect(verdict).toBe('covered');
    expect(said).toMatch(reason);
    expect(judge({ attached: { ...good, type, notAfter: now + 14 * DAY } }).reason).not.toContain('It ends');
  });

  test('signed by itself: good for the aliases that are there, not for one that is to come', () => {
    const self = { subject: 'www.example.com', notBefore: now - DAY, notAfter: now + DAY, selfSigned: true };
    const attached = { ...good, type: 'IMPORTED', chain: [self] };
    expect(judge({ attached }).verdict).toBe('unusable');
    expect(judge({ attached, newAliases: [] }).verdict).toBe('covered');
  });
});

describe('another that would do', () => {
  const named = { ...good, id: `${ARN}two` };
  const bare = (changes: Partial<CertificateFindings>) => judge({ attached: undefined, ...changes });

  test.each<[string, CertificateDetails, string, RegExp]>([
    [
      'would do: attach it',
      named,
      'attachable',
      /Attach .*two, which the failed call named and which covers every alias/,
    ],
    [
      'is pending: validate it, then attach it',
      {
        ...named,
        status: 'PENDING_VALIDATION',
        validations: [
          {
            domain: 'example.com',
            method: 'DNS',
            record: { name: '_a.example.com', type: 'CNAME', value: '_b.acm-validations.aws' },
          },
        ],
      },
      'pending-validation',
      /PENDING_VALIDATION for example\.com: create its validation record.*Then attach the certificate to E2TARGETEXAMPLE/,
    ],
    [
      'is pending by mail',
      {
        ...named,
        status: 'PENDING_VALIDATION',
        validations: [{ domain: 'example.com', method: 'EMAIL', record: undefined }],
      },
      'pending-validation',
      /open the link in the mail/,
    ],
    [
      'is pending, and ACM has made no record yet',
      { ...named, status: 'PENDING_VALIDATION' },
      'pending-validation',
      /console in a minute/,
    ],
    [
      'has failed: another',
      { ...named, status: 'FAILED', failure: 'CAA_ERROR' },
      'unusable',
      /two, which the failed call named.* is FAILED, not ISSUED \(CAA_ERROR\)\. Request or import one/,
    ],
    [
      'is over: another',
      { ...named, notAfter: now - DAY },
      'unusable',
      /expired on 2026-11-19\. Request or import one/,
    ],
    [
      'leaves one out: another',
      { ...named, names: ['www.example.com'] },
      'missing',
      /^[^:]*own\. Request or import one/,
    ],
    [
      'is gone',
      { ...named, status: 'NOT_FOUND', names: [] },
      'missing',
      /The failed call named .*two, which does not exist/,
    ],
  ])('the one the failed call named %s', (_, given, verdict, reason) => {
    const judgement = bare({ named: given });
    expect(judgement.verdict).toBe(verdict);
    expect(judgement.attach).toBe(false);
    expect(judgement.reason).toMatch(reason);
    expect(judgement.candidate?.id).toBe(
      ['attachable', 'pending-validation'].includes(verdict) ? named.id : undefined,
    );
  });

  test('the one the failed call named goes before those of ACM, one that does before one that will', () => {
    const listed = { ...good, id: `${ARN}three`, notAfter: now + 900 * DAY };
    expect(bare({ named, others: [listed] }).candidate?.id).toBe(named.id);
    const pending = { ...named, status: 'PENDING_VALIDATION' };
    expect(bare({ named: pending, others: [listed] }).candidate?.id).toBe(listed.id);
    expect(bare({ named: pending, others: [{ ...listed, status: 'EXPIRED' }] }).candidate?.id).toBe(named.id);
  });

  test('of those of ACM the one that lasts longest, whatever the order of the list', () => {
    const others = [20, 400, 90].map((days) => ({
      ...good,
      id: `${ARN}${days}`,
      notAfter: now + days * DAY,
    }));
    fc.assert(
      fc.property(fc.shuffledSubarray(others, { minLength: 3 }), (shuffled) => {
        expect(bare({ others: shuffled }).candidate?.id).toBe(`${ARN}400`);
      }),
    );
  });

  test('one in ACM that CloudFront does not take: why, and what to do', () => {
    const other = { ...good, id: `${ARN}p384`, keyAlgorithm: 'EC_secp384r1' };
    const { verdict, reason } = bare({ others: [other] });
    expect(verdict).toBe('unusable');
    expect(reason).toMatch(
      /p384, which is in ACM and which covers every alias, has a key of the kind EC_secp384r1/,
    );
  });

  test('the attached one is over, another would do', () => {
    const { verdict, problem } = judge({ attached: { ...good, notAfter: now }, others: [named] });
    expect(verdict).toBe('attachable');
    expect(problem).toContain('expired on');
  });

  describe('where the stack may attach', () => {
    test('it does, once in a run', () => {
      expect(bare({ named, mayAttach: true })).toMatchObject({ verdict: 'attachable', attach: true });
      const again = bare({ named, mayAttach: true, attachedBefore: [named.id] });
      expect(again).toMatchObject({ verdict: 'attachable', attach: false });
      expect(again.reason).toContain('is not attached a second time');
      const another = bare({ named, mayAttach: true, attachedBefore: [good.id] });
      expect(another.attach).toBe(true);
    });

    test('what is pending is attached later, and people are told so', () => {
      const pending = { ...named, status: 'PENDING_VALIDATION' };
      const { attach, reason } = bare({ named: pending, mayAttach: true });
      expect(attach).toBe(false);
      expect(reason).toContain('Then the certificate is attached by itself.');
    });

    test('that it ends soon is said there, too', () => {
      const soon = { ...named, notAfter: now + DAY };
      expect(bare({ named: soon, mayAttach: true }).reason).toContain('It expires on 2026-11-21');
    });
  });
});

describe('whatever there is', () => {
  const certificate = fc
    .record({
      status: fc.constantFrom('ISSUED', 'PENDING_VALIDATION', 'EXPIRED', 'REVOKED', 'NOT_FOUND', 'NEW'),
      names: fc.subarray(['www.example.com', '*.example.com', 'example.com', 'old.example.org']),
      days: fc.integer({ min: -5, max: 400 }),
      keyAlgorithm: fc.constantFrom('RSA_2048', 'EC_prime256v1', 'EC_secp384r1'),
      id: fc.stringMatching(/^[a-f]{4}$/),
    })
    .map(({ days, id, ...details }) => ({
      ...good,
      ...details,
      id: ARN + id,
      notAfter: now + days * DAY,
    }));
  const findings = fc.record({
    attached: fc.option(certificate, { nil: undefined }),
    named: fc.option(certificate, { nil: undefined }),
    others: fc.uniqueArray(certificate, { selector: ({ id }) => id, maxLength: 6 }),
    aliases: fc.subarray(['www.example.com', 'example.com', 'old.example.org'], { minLength: 1 }),
    mayAttach: fc.boolean(),
  });
  const takes = ({ status, notAfter = 0, keyAlgorithm }: CertificateDetails) =>
    status === 'ISSUED' && notAfter > now && keyAlgorithm !== 'EC_secp384r1';
  const does = (each: CertificateDetails | undefined, aliases: string[]) =>
    each !== undefined && takes(each) && uncoveredAliases(each.names, aliases).length === 0;

  test('what is attachable does, and is there whenever something does', () => {
    fc.assert(
      fc.property(findings, (given) => {
        const { verdict, candidate, attach, uncovered, problem, remedy } = judge(given);
        const { attached, named, others, aliases } = given;
        const covered = does(attached, aliases);
        const attachable = [named, ...others].some((each) => does(each, aliases));
        expect(verdict === 'covered').toBe(covered);
        expect(verdict === 'attachable').toBe(!covered && attachable);
        if (verdict === 'attachable') expect(does(candidate, aliases)).toBe(true);
        expect(attach).toBe(verdict === 'attachable' && given.mayAttach);
        expect(uncovered.length > 0).toBe(!covered);
        expect(problem).not.toBe('');
        if (!covered) expect(remedy).not.toBe('');
        expect(candidate !== undefined).toBe(['attachable', 'pending-validation'].includes(verdict));
      }),
      { numRuns: 2000 },
    );
  });
});
