/** docs/cost.md and README.md say what the packaged stack and the shipped workflow cost. */
import { beforeAll, expect, test } from 'vitest';
import { dollars } from '../../docs/cost/bill.ts';
import { type Figures, measureFigures } from '../../docs/cost/figures.ts';
import { costInShort, costPage } from '../../docs/cost/page.ts';
import { withCost } from '../../docs/cost.ts';
import { read } from './markdown.ts';

let figures: Figures;
beforeAll(async () => {
  figures = await measureFigures();
});

test.each([
  ['docs/cost.md', costPage],
  ['README.md', costInShort],
])('%s is up to date', (path, textOf) => {
  const page = read(path);
  expect(page, `${path} is out of date. Mend it with: npx node docs/cost.ts --write`).toBe(
    withCost(page, textOf(figures)),
  );
});

test('from a day on, waiting costs a tenth of what a poll would, at most', () => {
  const { usual, slow } = figures.cases;
  for (const { usage, poll } of [usual, slow]) {
    expect(dollars(usage)).toBeLessThan(dollars(poll) / 10);
  }
});

test('one sentence each: idle, and the remediations beside the poll', () => {
  const sentences = costInShort(figures).trimEnd().split('\n');
  expect(sentences).toHaveLength(2);
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].* \$\d.*\.$/);
});
