import { expect, test } from 'vitest';
import { customMetrics } from '../../../docs/cost/custom-metrics.ts';

const body = (...metrics: unknown[][]) =>
  JSON.stringify({ widgets: [{ properties: { markdown: 'Look here' } }, { properties: { metrics } }] });

test("AWS's own are not counted", () => {
  expect(customMetrics([{ Namespace: 'AWS/SQS', MetricName: 'Age' }], [body(['AWS/States', 'Failed'])])).toBe(
    0,
  );
});

test('one that an alarm looks at and a dashboard shows is one', () => {
  const Dimensions = [{ Name: 'phase', Value: 'move' }];
  const alarmed = [{ Namespace: 'ours', MetricName: 'Open', Dimensions }];
  const row = ['ours', 'Open', 'phase', 'move', { stat: 'Maximum' }];
  expect(customMetrics(alarmed, [body(row)])).toBe(1);
});

test('each value of a dimension is another one, also where a row says that it is as above', () => {
  const rows = [
    ['ours', 'Open', 'phase', 'move', { label: 'Move' }],
    ['.', '.', '.', 'support'],
    ['...', 'confirmation'],
    ['.', 'Oldest'],
    [{ expression: 'm1 + m2', label: 'All' }],
  ];
  expect(customMetrics([], [body(...rows)])).toBe(4);
});

test('a search may find any number: it is refused', () => {
  const search = { expression: "SEARCH('{ours,phase}', 'Maximum')" };
  expect(() => customMetrics([], [body([search])])).toThrow('SEARCH');
});
