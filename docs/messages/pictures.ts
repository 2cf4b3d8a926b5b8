/** The pictures of a folder: each says which page it was taken of, so that one that shows an older page is found without a browser. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inBrowser } from './browser.ts';
import { textIn, withText } from './png-text.ts';
import { findPrograms } from './programs.ts';

export interface Picture {
  /** Relative to the folder. */
  path: string;
  /** The page that it shows. */
  html: string;
}

/** In the PNG, before the page's SHA-256. */
const KEYWORD = 'Page SHA-256';

export interface Differences {
  /** That are not there, or show another page than they should. */
  outdated: Picture[];
  /** Paths of those that nothing shows any more. */
  left: string[];
}

export function differences(folder: string, pictures: readonly Picture[]): Differences {
  const wanted = pictures.map(({ path }) => path);
  return {
    outdated: pictures.filter(({ path, html }) => pageIn(join(folder, path)) !== hashOf(html)),
    left: globSync('**/*.png', { cwd: folder }).filter((path) => !wanted.includes(path)),
  };
}

/** @throws Error when there is no browser, before anything is changed. */
export async function writePictures(
  folder: string,
  { outdated, left }: Differences,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  if (outdated.length > 0) {
    await inBrowser(findPrograms(environment), async (take) => {
      for (const { path, html } of outdated) {
        const file = join(folder, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, withText(await take(html), KEYWORD, hashOf(html)));
      }
    });
  }
  for (const path of left) rmSync(join(folder, path));
}

function pageIn(file: string): string | undefined {
  return existsSync(file) ? textIn(readFileSync(file), KEYWORD) : undefined;
}

function hashOf(html: string): string {
  return createHash('sha256').update(html).digest('hex');
}
