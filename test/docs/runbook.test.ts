/** Whoever reads the name of an error finds its page, and on the page what to do. */
import { expect, test } from 'vitest';
import * as errors from '../../remediation/errors.ts';
import { headings, pages, read, rows, section } from './markdown.ts';

const INDEX = 'docs/runbook/README.md';
const OTHERS = [INDEX, 'docs/runbook/dead-letters.md'];
const HEADINGS = [
  'What happened',
  'What it means',
  'What to do',
  'What happens after a redrive',
  'How to verify',
];

const names = Object.keys(errors).filter((name) => name !== 'RemediationError');
const runbook = pages.filter((page) => page.startsWith('docs/runbook/') && !OTHERS.includes(page));
const pageOf = (name: string) => `docs/runbook/${name}.md`;

test('every error has a page, and every page is about an error that exists', () => {
  expect(runbook.toSorted()).toEqual(names.map(pageOf).toSorted());
});

test.each(runbook)('%s has every heading, in order, each with something below it', (page) => {
  const text = read(page);
  expect(headings(text, 1)).toEqual([page.slice('docs/runbook/'.length, -'.md'.length)]);
  expect(headings(text, 2)).toEqual(HEADINGS);
  expect(HEADINGS.filter((heading) => section(text, `## ${heading}`).trim() === '')).toEqual([]);
});

test('the index has one line for each error', () => {
  const listed = rows(section(read(INDEX), '## Errors of cname-rescue'));
  expect(listed.map(([link]) => link)).toEqual(names.toSorted().map((name) => `[${name}](${name}.md)`));
  expect(listed.filter(([, line]) => !line)).toEqual([]);
});
