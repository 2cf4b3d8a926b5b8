/** docs/messages/ shows what people are told, all of it, as it is. */
import { globSync, statSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { type Chapter, LANGUAGES } from '../../docs/messages/chapter.ts';
import { differences } from '../../docs/messages/pictures.ts';
import { allChapters } from '../../docs/messages/stories.ts';
import { FOLDER, PAGES, pictures, texts } from '../../docs/messages.ts';
import { ANNOUNCEMENTS } from '../../remediation/announcements/announcement.ts';
import { headings, read } from './markdown.ts';

const MEND = 'Mend it with: npx node docs/messages.ts --write';

let chapters: Chapter[];
beforeAll(async () => {
  chapters = await allChapters();
});

test.each(LANGUAGES)('the texts of %s are up to date', (language) => {
  const path = `${FOLDER}/${PAGES[language]}`;
  const { text } = texts(chapters).find((each) => each.path === path) ?? {};
  expect(read(path), `${path} is out of date. ${MEND}`).toBe(text);
});

test('every picture shows the page that it should, and there is no other', async () => {
  const { outdated, left } = differences(FOLDER, await pictures(chapters));
  const paths = { outdated: outdated.map(({ path }) => path), left };
  expect(paths, `Pictures are out of date. ${MEND}`).toEqual({ outdated: [], left: [] });
});

test('every announcement is shown, and an alarm', () => {
  const types = chapters.flatMap(({ examples }) => examples.map(({ type }) => type));
  expect([...new Set(types)].toSorted()).toEqual(
    [...ANNOUNCEMENTS, 'CloudWatch Alarm State Change'].toSorted(),
  );
});

test.each(LANGUAGES)('no two headings of %s are the same, or links would lead to the first', (language) => {
  const page = read(`${FOLDER}/${PAGES[language]}`);
  const all = [1, 2, 3].flatMap((level) => headings(page, level));
  expect(new Set(all).size).toBe(all.length);
});

test('all pictures together are small enough for a repository', () => {
  const sizes = globSync(`${FOLDER}/**/*.png`).map((path) => statSync(path).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(4_000_000);
});
