/** No reader is led to a page, a file or a heading that is not there. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { headings, pages, prose, read } from './markdown.ts';

/** Relative links, as `[target, fragment]`. */
function links(markdown: string): [target: string, fragment: string | undefined][] {
  return [...prose(markdown).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [target = '', fragment] = link.split('#');
      return [target, fragment];
    });
}

/** GitHub's anchor of a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');
}

test('there is documentation to look at', () => {
  expect(pages).toContain('docs/architecture.md');
  expect(pages.filter((page) => page.startsWith('docs/runbook/')).length).toBeGreaterThan(20);
});

test.each(pages)('%s links to what exists', (page) => {
  const broken = links(read(page)).filter(([target, fragment]) => {
    const path = target === '' ? page : join(dirname(page), target);
    if (!existsSync(path)) return true;
    if (fragment === undefined || !path.endsWith('.md')) return false;
    const there = [1, 2, 3, 4].flatMap((level) => headings(read(path), level));
    return !there.map(anchor).includes(fragment);
  });
  expect(broken).toEqual([]);
});

test('the pages that code and infrastructure name exist', () => {
  const sources = globSync([
    '{functions,infra,providers,remediation,sandbox,statemachine}/**/*.{ts,cjs,yml,json}',
    '*.yml',
    '.dependency-cruiser.cjs',
  ]);
  const named = sources.flatMap((source) =>
    [...readFileSync(source, 'utf8').matchAll(/\bdocs\/[\w/-]+(?:\.md|\.json)?/g)].map(([path]) => ({
      source,
      path,
    })),
  );
  // A decision is cited by its number; `docs/runbook/` is where a name made at run time begins.
  const missing = named.filter(
    ({ path }) => !existsSync(path) && !pages.some((page) => page.startsWith(`${path}-`)),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(missing).toEqual([]);
});
