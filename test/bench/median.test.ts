import { expect, test } from 'vitest';
import { median, medianRatio } from '../../bench/median.ts';

test.for([
  [[3], 3],
  [[10, 9, 100], 10],
  [[4, 1, 3, 2], 2.5],
] as const)('the median of %j is %d', ([values, expected]) => {
  expect(median(values)).toBe(expected);
});

test('nothing has no median', () => {
  expect(() => median([])).toThrow(RangeError);
});

test('ratios are taken pair by pair: a pause that slows both down changes nothing', () => {
  const pairs = [
    { ours: 2, other: 1 },
    { ours: 2000, other: 1000 },
    { ours: 4, other: 2 },
  ];
  expect(medianRatio(pairs)).toBe(2);
});
