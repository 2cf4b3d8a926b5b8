/** The figures as a table that fits a terminal of 100 columns. */
import { wrapped } from '../sandbox/wrapped.ts';
import type { Figure, Goal, Section, Unit, Value } from './figure.ts';

const WIDTH = 100;
const GAP = '  ';
const NOTHING = '–';

export function table({ title, others, figures, notes }: Section): string {
  const header = [title, 'ours', ...others, 'ratio', 'goal', 'met'];
  const rows = figures.map((each) => cells(each, others));
  const widths = header.map((_, i) => Math.max(...[header, ...rows].map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join(GAP)
      .trimEnd();
  return [line(header), ...rows.map(line), ...notes.flatMap(indented)].join('\n');
}

function cells({ what, unit, ours, others = {}, ratio, goal, met }: Figure, columns: string[]): string[] {
  return [
    what,
    showValue(ours, unit),
    ...columns.map((name) => {
      const value = others[name];
      return value ? showValue(value, unit) : NOTHING;
    }),
    ratio === undefined ? NOTHING : showRatio(ratio),
    showGoal(goal, unit),
    met ? 'yes' : 'NO',
  ];
}

export function showValue({ is, worst }: Value, unit: Unit): string {
  const numbers = worst === undefined ? showNumber(is) : `${showNumber(is)} / ${showNumber(worst)}`;
  return unit === '' ? numbers : `${numbers} ${unit}`;
}

function showNumber(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 });
}

/** Small ones as a fraction: 1/57 is easier to take in than 0.0175. */
export function showRatio(ratio: number): string {
  if (ratio > 0 && ratio <= 1 / 4) return `1/${showNumber(1 / ratio)}`;
  return ratio.toLocaleString('en', { maximumFractionDigits: ratio < 10 ? 2 : 0 });
}

function showGoal({ of, atMost }: Goal, unit: Unit): string {
  return `≤ ${of === 'ratio' ? showRatio(atMost) : showValue({ is: atMost }, unit)}`;
}

function indented(note: string): string[] {
  return wrapped(note, WIDTH - GAP.length).map((line) => `${GAP}${line}`);
}
