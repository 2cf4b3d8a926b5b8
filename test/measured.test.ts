/** In a process of its own, as benches and pages use it: a Vitest inside another would share its state. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

function program(file: string): string {
  const script = `
    import * as v from 'valibot';
    import { measured } from './test/measured.ts';
    console.log(await measured('test/fixtures/measured/${file}', v.number()).catch(({ message }) => message));`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }).stdout;
}

test('what the test noted is returned', () => {
  expect(program('seven.measure.ts')).toBe('7\n');
});

test('a test that failed is an error, which says of what', () => {
  expect(program('nothing.measure.ts')).toBe(
    'test/fixtures/measured/nothing.measure.ts failed: The clock stands still.\n',
  );
});
