/** Pictures are taken by a real browser, and say what they were taken of. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inBrowser } from '../../../docs/messages/browser.ts';
import { page, WIDTH } from '../../../docs/messages/page.ts';
import { differences, writePictures } from '../../../docs/messages/pictures.ts';
import { textIn, withText } from '../../../docs/messages/png-text.ts';
import { findPrograms } from '../../../docs/messages/programs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pictures-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const post = (text: string) =>
  page('ja', {
    time: '2026-11-20T01:04:35Z',
    blocks: [{ type: 'section', text: { type: 'plain_text', text, emoji: false } }],
  });
const picture = (path: string, text: string) => ({ path, html: post(text) });
/** https://www.w3.org/TR/png-3/#11IHDR */
const size = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

/** As long as nothing but this is asked of the machine, the pictures are compared without a browser. */
function programsOr(skip: (why: string) => never) {
  try {
    return findPrograms(process.env);
  } catch (error) {
    return skip(String(error));
  }
}

test('a page is rendered as wide as a message and as high as its text', async ({ skip }) => {
  const programs = programsOr(skip);
  const [one, more, other] = await inBrowser(programs, async (take) => [
    await take(post('ひとつ')),
    await take(post('a\n'.repeat(20))),
    await take(post('ふたつ')),
  ]);
  expect(size(one).width / WIDTH).toBe(1.25);
  expect(size(more).width).toBe(size(one).width);
  expect(size(more).height).toBeGreaterThan(3 * size(one).height);
  // Without a font for them, all of them would be the same box.
  expect(one.equals(other)).toBe(false);
});

test('what is outdated is taken anew, what is up to date stays, and what nothing shows any more goes', async ({
  skip,
}) => {
  programsOr(skip);
  const before = [picture('en/a.png', 'a'), picture('en/b.png', 'b'), picture('en/c.png', 'c')];
  await writePictures(folder, differences(folder, before), process.env);
  expect(differences(folder, before)).toEqual({ outdated: [], left: [] });
  const unchanged = readFileSync(join(folder, 'en/a.png'));

  const after = [picture('en/a.png', 'a'), picture('en/b.png', 'changed')];
  expect(differences(folder, after)).toEqual({ outdated: [after[1]], left: ['en/c.png'] });
  await writePictures(folder, differences(folder, after), process.env);
  expect(readdirSync(join(folder, 'en')).toSorted()).toEqual(['a.png', 'b.png']);
  expect(readFileSync(join(folder, 'en/a.png'))).toEqual(unchanged);
});

test('without a browser: what is missing, how to install it, and nothing is changed', async () => {
  writeFileSync(join(folder, 'left.png'), 'left');
  const wanted = differences(folder, [picture('en/a.png', 'a')]);
  await expect(writePictures(folder, wanted, { PATH: folder })).rejects.toThrow(
    /missing: Chromium .*, pngquant\.\n.*apt-get install chromium pngquant/,
  );
  expect(readdirSync(folder)).toEqual(['left.png']);
});

test('where nothing is outdated no browser is needed', async () => {
  writeFileSync(join(folder, 'left.png'), 'left');
  await writePictures(folder, { outdated: [], left: ['left.png'] }, { PATH: folder });
  expect(existsSync(join(folder, 'left.png'))).toBe(false);
});

test('a word about itself is read from a picture that carries it', () => {
  const png = readFileSync('docs/messages/en/opened.png');
  const told = withText(png, 'Told by', 'a test');
  expect(textIn(png, 'Told by')).toBeUndefined();
  expect(textIn(told, 'Told by')).toBe('a test');
  expect(textIn(told, 'Page SHA-256')).toBe(textIn(png, 'Page SHA-256'));
  expect(textIn(Buffer.from('not a picture'), 'Told by')).toBeUndefined();
});
