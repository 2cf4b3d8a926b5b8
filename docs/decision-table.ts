/**
 * What happens in which situation, as tables: the part of README.md that is made from the scenarios, which `npm test` plays and
 * holds to what they declare. `npx node docs/decision-table.ts` prints it, `npx node docs/decision-table.ts --write` puts it
 * into the page.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { inWords } from '../sandbox/rehearsal/ends.ts';
import type { Chapter, Scenario } from '../sandbox/rehearsal/scenario.ts';
import { CHAPTERS } from '../sandbox/scenarios/index.ts';
import { withPart } from './generated-part.ts';

const PART = { name: 'decision table', command: 'npx node docs/decision-table.ts --write' };

export function decisionTable(chapters: readonly Chapter[]): string {
  return chapters.map(chapterTable).join('\n');
}

export function withDecisionTable(page: string, tables: string): string {
  return withPart(page, PART, tables);
}

/** An empty line at the end of each, for Markdown's sake. */
function chapterTable({ title, scenarios }: Chapter): string {
  return `### ${title}\n\n| situation | what happens | ends | scenario |\n|---|---|---|---|\n${scenarios.map(row).join('')}`;
}

function row({ name, situation, whatHappens, ends }: Scenario): string {
  const cells = [
    situation,
    whatHappens,
    inWords(ends, (error) => `[${error}](docs/runbook/${error}.md)`),
    `[${name}](sandbox/scenarios/${name}.ts)`,
  ];
  return `| ${cells.map(cell).join(' | ')} |\n`;
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

if (import.meta.main) {
  const page = new URL('../README.md', import.meta.url);
  const tables = decisionTable(CHAPTERS);
  if (process.argv.includes('--write')) {
    writeFileSync(page, withDecisionTable(readFileSync(page, 'utf8'), tables));
  } else {
    process.stdout.write(tables);
  }
}
