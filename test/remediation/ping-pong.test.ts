import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPingPong } from '../../remediation/ping-pong.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const WEEK = 7 * 86_400;
const A = 'E2AAAAAAAAAAAA';
const B = 'E2BBBBBBBBBBBB';
const lost = { from: A, to: B, at: now - 1000 };

describe('who lately lost the alias does not get it back', () => {
  test.each([
    ['lost it a moment ago', lost, true],
    ['lost it exactly a week ago', { ...lost, at: now - WEEK * 1000 }, true],
    ['lost it longer ago', { ...lost, at: now - WEEK * 1000 - 1 }, false],
    ['lost it, as CloudFront masks it', { ...lost, from: '*******AAAAAAA' }, true],
    ['somebody with another end lost it', { ...lost, from: '*******CCCCCCC' }, false],
    ['somebody with a shorter id lost it', { ...lost, from: '******AAAAAAA' }, false],
    ['somebody else lost it', { ...lost, from: 'E2CCCCCCCCCCCC' }, false],
    ['nobody knows who lost it', { ...lost, from: undefined }, false],
    ['it went to the one who asks', { ...lost, to: A }, false],
    ['it was never moved', undefined, false],
  ])('%s: %s', (_, last, expected) => {
    expect(isPingPong(last, A, now, WEEK)).toBe(expected);
  });
});

test('a tenant, as CloudFront masks it, does not get it back either', () => {
  const tenant = 'dt_2x9GhoK0TZRsohWzv1b9It8JABC';
  const last = { from: '***************ohWzv1b9It8JABC'.slice(-tenant.length), to: A, at: now };
  expect(isPingPong(last, tenant, now, WEEK)).toBe(true);
  expect(isPingPong(last, 'dt_2x9GhoK0TZRsohWzv1b9It8JABD', now, WEEK)).toBe(false);
});

/** As CloudFront does: about the last half stays. */
const masked = (id: string, shown: number) => id.slice(-shown).padStart(id.length, '*');
const id = fc.stringMatching(/^E[A-Z0-9]{13}$/);

test('a masked id stands for the id, and for no other with another end', () => {
  fc.assert(
    fc.property(id, id, fc.integer({ min: 1, max: 14 }), (one, other, shown) => {
      const last = { from: masked(one, shown), to: B, at: now };
      expect(isPingPong(last, one, now, WEEK)).toBe(one !== B);
      expect(isPingPong(last, other, now, WEEK)).toBe(
        other !== B && other.slice(-shown) === one.slice(-shown),
      );
    }),
  );
});
