/** The timeline for a person: one line a thing that happened, what belongs to it below. Colour only on a terminal. */
import { stripVTControlCharacters, styleText } from 'node:util';
import { wrapped } from '../wrapped.ts';
import type { TimelineEntry } from './timeline.ts';

const SIGN: Record<TimelineEntry['kind'], string> = {
  story: '·',
  enter: '→',
  state: '▸',
  slack: '✉',
  sns: '✉',
  end: '■',
};
const STYLE = {
  story: 'cyan',
  enter: 'dim',
  state: 'bold',
  slack: 'green',
  sns: 'dim',
  end: 'bold',
} as const satisfies Record<TimelineEntry['kind'], string>;

/** Where the text begins: the time, the sign, and what stands between. */
const INDENT = ' '.repeat(10);

/** `width`: columns of the terminal; 0 leaves lines as long as they are. */
export function lines(entry: TimelineEntry, { colour, width }: { colour: boolean; width: number }): string[] {
  const time = `${entry.at.toFixed(1).padStart(5)}s`;
  // Text from outside could hold escape sequences.
  const [first = '', ...rest] = wrap(stripVTControlCharacters(entry.text), width);
  const details = entry.details.flatMap((detail) => wrap(stripVTControlCharacters(detail), width));
  const style = (text: string) =>
    colour ? styleText(STYLE[entry.kind], text, { validateStream: false }) : text;
  return [
    `${time}  ${SIGN[entry.kind]} ${style(first)}`,
    ...rest.map((line) => `${INDENT}${style(line)}`),
    ...details.map((line) => `${INDENT}  ${line}`.trimEnd()),
  ];
}

function wrap(text: string, width: number): string[] {
  const room = width - INDENT.length - 2;
  return room < 20 ? [text] : wrapped(text, room);
}
