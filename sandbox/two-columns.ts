/** Names and what they are, in two columns. */
import { wrapped } from './wrapped.ts';

const GAP = '  ';
/** Columns below which wrapping helps nobody. */
const NARROW = 20;

/** `column`: of the names. `width`: of the terminal; 0 gives each name a line of its own, however long, for whoever searches in it. */
export function twoColumns(
  rows: readonly (readonly [name: string, text: string])[],
  { width, column = widest(rows.map(([name]) => name)) }: { width: number; column?: number },
): string {
  const room = width - column - GAP.length;
  return rows
    .map(([name, text]) => {
      const [first = '', ...more] = room < NARROW ? [text] : wrapped(text, room);
      return [
        `${name.padEnd(column)}${GAP}${first}`,
        ...more.map((line) => `${' '.repeat(column)}${GAP}${line}`),
      ];
    })
    .map((lines) => lines.join('\n'))
    .join('\n');
}

export function widest(names: readonly string[]): number {
  return Math.max(...names.map(({ length }) => length));
}
