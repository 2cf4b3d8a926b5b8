/** What the bench of cold starts imports: every bundle, with the environment that the stack gives it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { importTime } from '../../bench/cold-start/import-time.ts';
import { FUNCTIONS } from '../../bundling/bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'cname-rescue-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

test.each(FUNCTIONS)('%s loads', (name) => {
  expect(importTime(resolve(`dist/${name}.mjs`))).toBeGreaterThan(0);
});

test('one that does not load says why', () => {
  const broken = written('broken.mjs', "throw new Error('a variable is missing');");
  expect(() => importTime(broken)).toThrow(`${broken} does not load: a variable is missing`);
});

test('nor does one without a handler', () => {
  expect(() => importTime(written('empty.mjs', 'export {};'))).toThrow('it exports no handler');
});
