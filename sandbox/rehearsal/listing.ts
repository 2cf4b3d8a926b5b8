/** All scenarios for a person, in the words of the README's decision table. */
import { twoColumns, widest } from '../two-columns.ts';
import { inWords } from './ends.ts';
import type { Chapter, Rehearsal, Scenario } from './scenario.ts';

/** `width`: columns of the terminal; 0 gives each scenario a line of its own, however long, for whoever searches in it. */
export function listing(chapters: readonly Chapter[], width: number): string {
  const column = widest(chapters.flatMap(({ scenarios }) => scenarios.map(({ name }) => name)));
  return chapters
    .map(({ title, scenarios }) => {
      const rows = scenarios.map((scenario) => [scenario.name, about(scenario)] as const);
      return `${title}:\n${twoColumns(rows, { width, column })}`;
    })
    .join('\n\n');
}

/** A whole row; of what is none, all that is known before. */
export function about(rehearsal: Rehearsal | Scenario): string {
  if (!('ends' in rehearsal)) return rehearsal.situation;
  const { situation, whatHappens, ends } = rehearsal;
  return `${situation} ${whatHappens} Ends: ${inWords(ends)}.`;
}
