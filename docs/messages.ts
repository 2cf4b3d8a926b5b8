/**
 * What people are told: docs/messages/, each message as text and as a picture, in both languages. They are made from remediations
 * that are played under a clock that is turned. `npx node docs/messages.ts` prints the texts, `npx node docs/messages.ts --write`
 * writes these and takes the pictures that have changed, in a browser.
 */
import { writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { measured } from '../test/measured.ts';
import { Chapter, LANGUAGES, type Language } from './messages/chapter.ts';
import { markdown, picturePath } from './messages/markdown.ts';
import { differences, type Picture, writePictures } from './messages/pictures.ts';
import { pageOf } from './messages/rendered.ts';
import { MOMENTS, threadPage } from './messages/thread.ts';

/** Seen from the root. */
export const FOLDER = 'docs/messages';
export const PAGES: Record<Language, string> = { en: 'README.md', ja: 'ja.md' };

export function texts(chapters: readonly Chapter[]): { path: string; text: string }[] {
  return LANGUAGES.map((language) => ({
    path: `${FOLDER}/${PAGES[language]}`,
    text: markdown(language, chapters),
  }));
}

export async function pictures(chapters: readonly Chapter[]): Promise<Picture[]> {
  const all = LANGUAGES.map(async (language) => [
    ...chapters
      .flatMap(({ examples }) => examples)
      .map(({ slug, event }) => ({ path: picturePath(language, slug), html: pageOf(event, language) })),
    ...(await Promise.all(
      MOMENTS.map(async (moment) => ({
        path: picturePath(language, moment.slug),
        html: await threadPage(chapters, language, moment),
      })),
    )),
  ]);
  return (await Promise.all(all)).flat();
}

if (import.meta.main) {
  const chapters = await measured('test/docs/messages/chapters.measure.ts', v.array(Chapter));
  if (process.argv.includes('--write')) {
    await writePictures(FOLDER, differences(FOLDER, await pictures(chapters)), process.env);
    for (const { path, text } of texts(chapters)) writeFileSync(path, text);
  } else {
    for (const { text } of texts(chapters)) process.stdout.write(text);
  }
}
