/** The README's table says what infra/parameters.ts says. */
import { expect, test } from 'vitest';
import { configurationTable, withConfigurationTable } from '../../docs/configuration-table.ts';
import { DECLARED } from '../../infra/parameters.ts';
import { codes, pages, read, rows, section } from './markdown.ts';

const page = read('README.md');
const table = rows(section(page, '### Configuration'));

test('the table is up to date', () => {
  expect(page, 'The table is out of date. Mend it with: npx node docs/configuration-table.ts --write').toBe(
    withConfigurationTable(page, configurationTable(DECLARED)),
  );
});

test('every parameter has its row, with all of its cells', () => {
  expect(table.map(([name = '']) => codes(name))).toEqual([...DECLARED.keys()].map((name) => [name]));
  for (const cells of table) {
    expect(cells).toHaveLength(4);
    for (const cell of cells) expect(cell).not.toBe('');
  }
});

test('a parameter that a page names is one that there is', () => {
  const named = pages.flatMap((file) =>
    [...read(file).matchAll(/--param="(\w+)=/g)].map(([, name = '']) => name),
  );
  expect(named.filter((name) => name !== 'name' && !DECLARED.has(name))).toEqual([]);
});
