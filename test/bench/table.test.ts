import { expect, test } from 'vitest';
import { figure } from '../../bench/figure.ts';
import { showRatio, showValue, table } from '../../bench/table.ts';

test('a table has a line for each figure, in columns, with what is missing left open', () => {
  const figures = [
    figure({
      what: 'noticed',
      unit: 's',
      ours: { is: 343.2, worst: 4183 },
      others: { poll: { is: 30 } },
      ratio: 11.4,
      goal: { of: 'ours', atMost: 900 },
    }),
    figure({ what: 'early', unit: '%', ours: { is: 0 }, goal: { of: 'ours', atMost: 0 } }),
  ];
  const text = table({ title: 'REACTION', others: ['poll'], figures, notes: ['In virtual time.'] });
  expect(text.split('\n')).toEqual([
    'REACTION           ours  poll  ratio     goal  met',
    'noticed   343 / 4,183 s  30 s     11  ≤ 900 s   NO',
    'early               0 %     –      –    ≤ 0 %  yes',
    '  In virtual time.',
  ]);
});

test('notes are wrapped within 100 columns, and lose nothing', () => {
  const note = 'word '.repeat(60).trim();
  const [, ...lines] = table({ title: 'SPEED', others: [], figures: [], notes: [note] }).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(lines.map((line) => line.trim()).join(' ')).toBe(note);
});

test.for([
  [1.136, '1.14'],
  [12.7, '13'],
  [1 / 57, '1/57'],
  [1 / 20, '1/20'],
  [0, '0'],
] as const)('the ratio %d is shown as %s', ([ratio, shown]) => {
  expect(showRatio(ratio)).toBe(shown);
});

test('small values keep a decimal, large ones have their thousands apart', () => {
  expect(showValue({ is: 1.25 }, 's')).toBe('1.3 s');
  expect(showValue({ is: 30_240 }, '')).toBe('30,240');
});
