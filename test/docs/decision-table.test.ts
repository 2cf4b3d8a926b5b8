/** The README's table says what the scenarios say, which the rehearsals hold to it. */
import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { decisionTable, withDecisionTable } from '../../docs/decision-table.ts';
import { CHAPTERS, DEFAULT, SCENARIOS } from '../../sandbox/scenarios/index.ts';
import { codes, read, rows, section } from './markdown.ts';

const page = read('README.md');

test('the table is up to date', () => {
  expect(page, 'The table is out of date. Mend it with: npx node docs/decision-table.ts --write').toBe(
    withDecisionTable(page, decisionTable(CHAPTERS)),
  );
});

test('every scenario has its row, once', () => {
  const scenarios = globSync('sandbox/scenarios/*.ts').filter((file) =>
    read(file).includes(': Scenario = {'),
  );
  const names = scenarios.map((file) => basename(file, '.ts')).toSorted();
  expect(names).toContain(DEFAULT.name);
  expect(SCENARIOS.map(({ name }) => name).toSorted()).toEqual(names);
  const table = rows(section(page, '## What happens in which situation'));
  expect(
    table.map((cells) => /^\[(.+)\]\(sandbox\/scenarios\/\1\.ts\)$/.exec(cells.at(-1) ?? '')?.[1]),
  ).toEqual(SCENARIOS.map(({ name }) => name));
});

test.each(SCENARIOS)('$name is told in whole sentences', ({ situation, whatHappens }) => {
  for (const text of [situation, whatHappens]) expect(text).toMatch(/^[A-Z][^|\n]*\.$/);
});

test.each(
  SCENARIOS.map(({ name, situation, whatHappens }) => ({ name, text: `${situation} ${whatHappens}` })),
)('$name names parameters that there are', ({ text }) => {
  const parameters = rows(section(page, '### Configuration')).flatMap(([cell = '']) => codes(cell));
  const named = codes(text).flatMap((code) => /^(\w+)=/.exec(code)?.[1] ?? []);
  expect(named.filter((name) => !parameters.includes(name))).toEqual([]);
});

test('a bar in a sentence ends no cell', () => {
  const [chapter] = CHAPTERS;
  const scenario = { ...DEFAULT, situation: 'One | two.' };
  const table = decisionTable([{ title: chapter?.title ?? '', scenarios: [scenario] }]);
  expect(table).toContain('| One \\| two. |');
});
