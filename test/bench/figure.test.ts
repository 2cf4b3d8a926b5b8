import { expect, test } from 'vitest';
import { figure, type Measured, missed } from '../../bench/figure.ts';

const measured: Measured = {
  what: 'looks',
  unit: 's',
  ours: { is: 10, worst: 30 },
  ratio: 0.5,
  goal: { of: 'ours', atMost: 30 },
};

test.for<[string, Partial<Measured>, boolean]>([
  ['ours at its worst, just within', {}, true],
  ['ours at its worst, beyond', { goal: { of: 'ours', atMost: 29 } }, false],
  ['ours without a worst', { ours: { is: 10 }, goal: { of: 'ours', atMost: 10 } }, true],
  ['the ratio, within', { goal: { of: 'ratio', atMost: 0.5 } }, true],
  ['the ratio, beyond', { goal: { of: 'ratio', atMost: 0.4 } }, false],
  ['a ratio that is no number', { ratio: Number.NaN, goal: { of: 'ratio', atMost: 1 } }, false],
])('a goal for %s', ([, changes, met]) => {
  expect(figure({ ...measured, ...changes }).met).toBe(met);
});

test('what was not measured is missed, and named', () => {
  const { ratio: _ratio, ...unmeasured } = measured;
  const figures = [
    figure(measured),
    figure({ ...unmeasured, what: 'dig', goal: { of: 'ratio', atMost: 1 } }),
  ];
  expect(missed([{ title: 'SPEED', others: [], figures, notes: [] }])).toEqual(['SPEED, dig']);
});
