/** Whoever reads the name of an error finds its page, and on the page what to do. */
import { createRequire } from 'node:module';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import * as errors from '../../remediation/errors.ts';
import { codes, headings, pages, read, rows, section } from './markdown.ts';

const INDEX = 'docs/runbook/README.md';
const HEADINGS = [
  'What happened',
  'What it means',
  'What to do',
  'What happens after a redrive',
  'How to verify',
];

const names = Object.keys(errors).filter((name) => name !== 'RemediationError');
const inRunbook = pages.filter((page) => page.startsWith('docs/runbook/') && page !== INDEX);
/** Errors are named as their class; whatever else there is, is about alarms. */
const runbook = inRunbook.filter((page) => /^docs\/runbook\/[A-Z]/.test(page));
const aboutAlarms = inRunbook.filter((page) => !runbook.includes(page));
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

describe('alarms', () => {
  // Plain JavaScript has no types; what is looked at is parsed.
  const { Resources } = createRequire(import.meta.url)('../../infra/alarms.cjs');
  const Alarm = v.object({ Properties: v.object({ AlarmName: v.string(), AlarmDescription: v.string() }) });
  const alarms = Object.values(Resources).map((alarm) => {
    const { AlarmName, AlarmDescription } = v.parse(Alarm, alarm).Properties;
    const [page = ''] = /docs\/runbook\/[\w-]+\.md/.exec(AlarmDescription) ?? [];
    // Behind the name of the stack.
    return { name: AlarmName.replace(/^\$\{self:service\}-\$\{sls:stage\}-/, ''), page };
  });

  test('every page that an alarm names exists, and every page that is about no error is named', () => {
    expect([...new Set(alarms.map(({ page }) => page))].toSorted()).toEqual(aboutAlarms.toSorted());
  });

  test('the index has each, with its page', () => {
    const listed = rows(section(read(INDEX), '## Alarms')).flatMap(([names = '', , link = '']) =>
      codes(names).map((name) => ({ name, link })),
    );
    const linked = alarms.map(({ name, page }) => {
      const file = page.slice('docs/runbook/'.length);
      const queue = name.endsWith('-dead-letters') ? '<function>-dead-letters' : name;
      return { name: queue, link: `[${file.replace('.md', '')}](${file})` };
    });
    expect(listed).toEqual(expect.arrayContaining(linked));
    for (const each of listed) expect(linked).toContainEqual(each);
  });

  // Dead letters are read and put back, whatever happened: that page has headings of its own.
  test.each(aboutAlarms.filter((page) => !page.endsWith('/dead-letters.md')))(
    '%s has every heading, in order, each with something below it',
    (page) => {
      const text = read(page);
      expect(headings(text, 2)).toEqual(HEADINGS);
      expect(HEADINGS.filter((heading) => section(text, `## ${heading}`).trim() === '')).toEqual([]);
    },
  );
});
