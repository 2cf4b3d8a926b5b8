/** A document that an older version has written is read by this one: the execution that it belongs to goes on with the functions of now. */
import { globSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Remediation } from '../../remediation/document.ts';

const files = globSync('test/fixtures/documents/*/*.json').toSorted();
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

test.each(files)('%s is read, and nothing of it is left out', (file) => {
  expect(v.parse(Remediation, read(file))).toEqual(read(file));
});

test('every section is among them', () => {
  const written = files.flatMap((file) => Object.keys(read(file)));
  expect([...new Set(written)].toSorted()).toEqual(Object.keys(Remediation.entries).toSorted());
});
