/** All scenarios for a person, in the words of the README's decision table. */
import { wrapped } from '../wrapped.ts';
import { inWords } from './ends.ts';
import type { Chapter, Rehearsal, Scenario } from './scenario.ts';

const GAP = '  ';

/** `width`: columns of the terminal; 0 gives each scenario a line of its own, however long, for whoever searches in it. */
export function listing(chapters: readonly Chapter[], width: number): string {
  const names = chapters.flatMap(({ scenarios }) => scenarios.map(({ name }) => name));
  const column = Math.max(...names.map(({ length }) => length));
  const row = (scenario: Scenario) => {
    const room = width - column - GAP.length;
    const text = about(scenario);
    const [first = '', ...rest] = room < 20 ? [text] : wrapped(text, room);
    return [
      `${scenario.name.padEnd(column)}${GAP}${first}`,
      ...rest.map((line) => `${' '.repeat(column)}${GAP}${line}`),
    ].join('\n');
  };
  return chapters.map(({ title, scenarios }) => [`${title}:`, ...scenarios.map(row)].join('\n')).join('\n\n');
}

/** A whole row; of what is none, all that is known before. */
export function about(rehearsal: Rehearsal | Scenario): string {
  if (!('ends' in rehearsal)) return rehearsal.situation;
  const { situation, whatHappens, ends } = rehearsal;
  return `${situation} ${whatHappens} Ends: ${inWords(ends)}.`;
}
