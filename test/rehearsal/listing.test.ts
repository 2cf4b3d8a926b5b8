/** `--list` in a terminal, and for whoever searches in it. */
import { expect, test } from 'vitest';
import { about, listing } from '../../sandbox/rehearsal/listing.ts';
import { CHAPTERS, SCENARIOS } from '../../sandbox/scenarios/index.ts';

test('with a width no line is longer, and no word is lost', () => {
  const text = listing(CHAPTERS, 80);
  expect(text.split('\n').filter(({ length }) => length > 80)).toEqual([]);
  const words = (of: string) => of.split(/\s+/);
  const all = CHAPTERS.flatMap(({ title, scenarios }) => [
    `${title}:`,
    ...scenarios.flatMap((scenario) => [scenario.name, about(scenario)]),
  ]);
  expect(words(text)).toEqual(words(all.join(' ')));
});

test('without a width each scenario is one line that begins with its name', () => {
  const lines = listing(CHAPTERS, 0).split('\n');
  for (const scenario of SCENARIOS) {
    const found = lines.filter((line) => line.startsWith(`${scenario.name} `));
    expect(found).toEqual([expect.stringContaining(about(scenario))]);
  }
});
