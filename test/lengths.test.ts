/** What CONTRIBUTING.md says of the length of files. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const lines = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1;

test.each([
  [
    'a file',
    '{bench,bundling,cli,docs,functions,infra,providers,remediation,sandbox,test}/**/*.{ts,cjs,yml}',
    350,
  ],
  ['a function', 'functions/*.ts', 39],
])('%s is short', (_, files, most) => {
  const found = globSync(files);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((file) => lines(file) > most)).toEqual([]);
});
