import { expect, test } from 'vitest';
import { chapterOf, type Story } from '../../../docs/messages/chapter.ts';

const both = { en: 'a', ja: 'a' };
const event = (type: string, time: string) => ({ source: 'cname-rescue', 'detail-type': type, time });
const story = (...types: string[]): Story => ({
  slug: 'story',
  title: both,
  about: both,
  examples: types.map((type, index) => ({ slug: `${index}`, type })),
  play: async () => [event('A', '1'), event('B', '2'), event('A', '3')],
});

test('each example is the next of its type', async () => {
  const { examples } = await chapterOf(story('A', 'A'));
  expect(examples.map(({ event: { time } }) => time)).toEqual(['1', '3']);
});

test.each([[['C']], [['B', 'B']]])('what was not told in that order is missed: %s', async (types) => {
  await expect(chapterOf(story(...types))).rejects.toThrow('only: A, B, A.');
});
