import { expect, test } from 'vitest';
import { beyondFreeTier, bill, dollars, plus, times } from '../../../docs/cost/bill.ts';

test('a line for each thing that was used, in the order of the price list', () => {
  const lines = bill({ key: 2, dashboard: 0, stateTransition: 2000 });
  expect(lines.map(({ counted, quantity, dollars: asked }) => [counted, quantity, asked])).toEqual([
    ['stateTransition', 2000, 0.05],
    ['key', 2, 2],
  ]);
});

test('what is used together costs together', () => {
  const usage = plus({ key: 1 }, { key: 1, alarmMetric: 5 }, {});
  expect(usage).toEqual({ key: 2, alarmMetric: 5 });
  expect(dollars(usage)).toBeCloseTo(2.5);
  expect(dollars({})).toBe(0);
});

test('many times as much', () => {
  expect(times(1000, { stateTransition: 3, key: 0 })).toEqual({ stateTransition: 3000, key: 0 });
});

test('of what is free for every account, only what is beyond it is left', () => {
  expect(beyondFreeTier({ alarmMetric: 12, dashboard: 1, key: 1 })).toEqual({
    alarmMetric: 2,
    dashboard: 0,
    key: 1,
  });
});
