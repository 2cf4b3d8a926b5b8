import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOff } from '../../remediation/back-off.ts';

const limits = { shortestSeconds: 10, longestSeconds: 900 };

describe('backOff', () => {
  it.each([
    [0, 10],
    [40, 10],
    [41.9, 10],
    [48, 12],
    [1000, 250],
    [3600, 900],
    [1e9, 900],
    [-5, 10],
  ])('after %d s: %d s', (waited, next) => {
    expect(backOff(waited, limits)).toBe(next);
  });

  it('is what Step Functions takes, and never shrinks as the wait grows', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e8, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: 100, max: 1e5, noNaN: true }),
        (waited, more, shortestSeconds, longestSeconds) => {
          const settings = { shortestSeconds, longestSeconds };
          const next = backOff(waited, settings);
          expect(Number.isSafeInteger(next)).toBe(true);
          expect(next).toBeGreaterThanOrEqual(1);
          expect(next).toBeLessThanOrEqual(Math.max(1, longestSeconds));
          expect(backOff(waited + more, settings)).toBeGreaterThanOrEqual(next);
        },
      ),
    );
  });

  it('spends few looks on a week of silence', () => {
    let looks = 0;
    for (let waited = 0; waited < 7 * 86_400; waited += backOff(waited, limits)) looks += 1;
    // About ten history events a look, and an execution may have 25,000.
    expect(looks * 10).toBeLessThan(8000);
  });
});
