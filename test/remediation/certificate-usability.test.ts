import { describe, expect, test } from 'vitest';
import { endsSoon } from '../../remediation/certificate-expiry.ts';
import { troubleWith } from '../../remediation/certificate-usability.ts';
import type { CertificateDetails, ChainLink } from '../../remediation/ports.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const DAY = 86_400_000;
const link = (changes: Partial<ChainLink> = {}): ChainLink => ({
  subject: 'Intermediate',
  notBefore: now - DAY,
  notAfter: now + 90 * DAY,
  selfSigned: false,
  ...changes,
});
const trouble = (changes: Partial<CertificateDetails>, bringsAlias = true, own = false) =>
  troubleWith(
    {
      source: 'acm',
      id: 'arn:aws:acm:us-east-1:111122223333:certificate/one',
      status: 'ISSUED',
      names: ['www.example.com'],
      notBefore: now - DAY,
      notAfter: now + 90 * DAY,
      ...changes,
    },
    { now, bringsAlias, own },
  );

test.each(['RSA_1024', 'RSA_2048', 'RSA_3072', 'RSA_4096', 'EC_prime256v1', undefined])(
  'a key of the kind %s is taken',
  (keyAlgorithm) => {
    expect(trouble({ keyAlgorithm })).toBeUndefined();
  },
);

test.each(['RSA_8192', 'EC_secp384r1', 'EC_secp521r1', 'ed25519'])('one of %s is not', (keyAlgorithm) => {
  expect(trouble({ keyAlgorithm })).toMatchObject({
    kind: 'unusable',
    problem: expect.stringContaining(keyAlgorithm),
  });
});

test.each([
  ['PENDING_VALIDATION', 'pending'],
  ['INACTIVE', 'unusable'],
  ['EXPIRED', 'unusable'],
  ['VALIDATION_TIMED_OUT', 'unusable'],
  ['REVOKED', 'unusable'],
  ['FAILED', 'unusable'],
  ['NOT_FOUND', 'unusable'],
  ['SOMETHING_NEW', 'unusable'],
])('%s is %s', (status, kind) => {
  expect(trouble({ status })).toMatchObject({ kind, problem: expect.stringContaining(`is ${status}`) });
});

test('what CloudFront keeps for a tenant is not for a distribution', () => {
  expect(trouble({ managedBy: 'CLOUDFRONT' })?.problem).toContain('tenant');
  expect(trouble({ managedBy: 'CLOUDFRONT' }, true, true)).toBeUndefined();
});

describe('the chain of an imported one', () => {
  test('five are taken, six are not', () => {
    const chain = Array.from({ length: 5 }, () => link());
    expect(trouble({ chain })).toBeUndefined();
    expect(trouble({ chain: [...chain, link()] })).toMatchObject({
      problem: expect.stringContaining('6 certificates in its chain'),
      remedy: expect.stringContaining('Import it again'),
    });
  });

  test.each<[string, Partial<ChainLink>, string]>([
    ['ended', { notAfter: now }, 'expired on 2026-11-20'],
    ['not begun', { notBefore: now + DAY }, 'begins only on 2026-11-21'],
  ])('an intermediate that has %s, under its name', (_, changes, problem) => {
    const found = trouble({ chain: [link(), link(), link({ subject: 'R3', ...changes })] });
    expect(found?.problem).toBe(`has "R3" in its chain, which ${problem}`);
    expect(found?.remedy).toContain('intermediate certificates');
  });

  test('its own dates are its own', () => {
    expect(trouble({ notAfter: now - DAY, chain: [link({ notAfter: now - DAY })] })?.problem).toBe(
      'expired on 2026-11-19',
    );
  });

  test('signed by itself, or of a private authority: not for a new alias', () => {
    expect(trouble({ chain: [link({ selfSigned: true })] })?.problem).toContain('nobody but itself');
    expect(trouble({ chain: [link({ selfSigned: true })] }, false)).toBeUndefined();
    // A root that was imported with it is signed by itself, as roots are.
    expect(trouble({ chain: [link(), link({ selfSigned: true })] })).toBeUndefined();
    expect(trouble({ type: 'PRIVATE' })?.problem).toContain('private authority');
    expect(trouble({ type: 'PRIVATE' }, false)).toBeUndefined();
  });
});

test('it ends with whatever of its chain ends first', () => {
  const base = {
    source: 'iam' as const,
    id: 'ASCAEXAMPLE',
    status: 'ISSUED',
    names: [],
    notBefore: undefined,
  };
  const soon = now + 5 * DAY;
  expect(endsSoon({ ...base, notAfter: now + 90 * DAY, chain: [link({ notAfter: soon })] }, now)).toBe(soon);
  expect(endsSoon({ ...base, notAfter: now + 90 * DAY }, now)).toBeUndefined();
  expect(endsSoon({ ...base, notAfter: undefined }, now)).toBeUndefined();
});
