import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortlist } from '../../remediation/certificate-preference.ts';
import type { CertificateSummary } from '../../remediation/ports.ts';

const ARN = 'arn:aws:acm:us-east-1:111122223333:certificate/';
const listed = (id: string, changes: Partial<CertificateSummary> = {}): CertificateSummary => ({
  id: ARN + id,
  status: 'ISSUED',
  names: ['*.example.com'],
  notAfter: 1000,
  createdAt: 0,
  managedBy: undefined,
  moreNames: false,
  ...changes,
});
const ids = (summaries: CertificateSummary[]) => summaries.map(({ id }) => id.slice(ARN.length));

describe('what comes into question', () => {
  test.each<[string, Partial<CertificateSummary>, boolean]>([
    ['covers every alias', {}, true],
    ['leaves one out', { names: ['www.example.com'] }, false],
    ['leaves one out, but has names that the list does not tell', { names: [], moreNames: true }, true],
    ['is kept by CloudFront for a tenant', { managedBy: 'CLOUDFRONT' }, false],
    ['is pending', { status: 'PENDING_VALIDATION' }, true],
    ['is over: it may be all there is to tell of', { status: 'EXPIRED' }, true],
  ])('one that %s: %s', (_, changes, comes) => {
    expect(shortlist([listed('a', changes)], ['www.example.com', 'shop.example.com'])).toHaveLength(
      comes ? 1 : 0,
    );
  });

  test('the best first', () => {
    const summaries = [
      listed('expired', { status: 'EXPIRED', notAfter: 9000 }),
      listed('asked-early', { status: 'PENDING_VALIDATION', notAfter: undefined, createdAt: 1 }),
      listed('asked-late', { status: 'PENDING_VALIDATION', notAfter: undefined, createdAt: 2 }),
      listed('short', { notAfter: 10 }),
      listed('long-b', { notAfter: 20 }),
      listed('long-a', { notAfter: 20 }),
    ];
    const order = ['long-a', 'long-b', 'short', 'asked-late', 'asked-early', 'expired'];
    fc.assert(
      fc.property(fc.shuffledSubarray(summaries, { minLength: summaries.length }), (shuffled) => {
        expect(ids(shortlist(shuffled, ['www.example.com']))).toEqual(order);
      }),
    );
  });

  test('many of a private authority do not crowd out the one that viewers trust', () => {
    const inside = Array.from({ length: 20 }, (_, i) => listed(`private-${i}`, { type: 'PRIVATE' }));
    const trusted = listed('trusted', { type: 'AMAZON_ISSUED', notAfter: 10 });
    expect(ids(shortlist([...inside, trusted], ['www.example.com']))[0]).toBe('trusted');
  });

  test('of thousands only a few', () => {
    const many = Array.from({ length: 3000 }, (_, i) => listed(String(i), { notAfter: i }));
    const few = ids(shortlist(many, ['www.example.com']));
    expect(few).toHaveLength(10);
    expect(few[0]).toBe('2999');
  });
});
