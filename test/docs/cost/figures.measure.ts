/** Started by `docs/cost.ts`: what the figures say, as it stands in the pages. */
import { test } from 'vitest';
import { measureFigures } from '../../../docs/cost/figures.ts';
import { costInShort, costPage } from '../../../docs/cost/page.ts';
import type { Texts } from '../../../docs/cost.ts';

test('what it costs', async ({ task }) => {
  const figures = await measureFigures();
  const texts: Texts = { 'docs/cost.md': costPage(figures), 'README.md': costInShort(figures) };
  task.meta.measured = texts;
});
