/** The pictures of a thread show what a bot would have made of what was told. */
import { beforeAll, expect, test } from 'vitest';
import { type Chapter, chapterOf } from '../../../docs/messages/chapter.ts';
import { awsSupport } from '../../../docs/messages/stories/aws-support.ts';
import { MOMENTS, threadPage } from '../../../docs/messages/thread.ts';

let chapter: Chapter;
beforeAll(async () => {
  chapter = await chapterOf(awsSupport);
});

const [begun, over] = MOMENTS.map(
  (moment) => () => threadPage([chapter], 'en', moment).then((html) => html.split('<article>').slice(1)),
);

test('in the end its first message says so, and every announcement is a reply', async () => {
  const [first, ...replies] = (await over?.()) ?? [];
  expect(first).toContain('<h1>www.example.com → E2TARGETEXAMPLE: arrived</h1>');
  expect(first).toContain(`<div class="replies">${chapter.told.length} replies</div>`);
  expect(replies).toHaveLength(chapter.told.length);
});

test('only what wants something of somebody is sent to the channel, too: AWS waits for an answer', async () => {
  const loud = ((await over?.()) ?? []).filter((post) => post.includes('Also sent to the channel'));
  expect(loud).toEqual([expect.stringContaining('AWS Support waits for your answer')]);
});

test('at the beginning its first message has the record to create', async () => {
  const [first, ...replies] = (await begun?.()) ?? [];
  expect(first).toContain('<pre>_www.example.com TXT');
  expect(first).toContain('1 reply<');
  expect(replies).toHaveLength(1);
});

test('of no chapter there is none', async () => {
  const [moment] = MOMENTS;
  await expect(moment && threadPage([], 'en', moment)).rejects.toThrow('no chapter');
});
