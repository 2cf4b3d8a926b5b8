import fc from 'fast-check';
import { createColors } from 'picocolors';
import { expect, test } from 'vitest';
import { columns } from '../../cli/terminal/columns.ts';

test('columns are as wide as their widest word, and the last one wraps below itself', () => {
  const rows = [
    ['STATUS', 'NAME'],
    ['RUNNING', 'a name of several words'],
  ];
  expect(columns(rows, 29)).toBe('STATUS   NAME\nRUNNING  a name of several\n         words');
});

test('paint takes no room', () => {
  const { red } = createColors(true);
  const painted = columns([[red('one'), 'two']], 80);
  expect(painted).toBe(`${red('one')}  two`);
});

test('no word is broken, however long it is', () => {
  const arn = 'arn:aws:acm:us-east-1:111122223333:certificate/5b1c0a52-7a0e-4c5e-9a54-0c6f5f0c1e11';
  const shown = columns([['Attached', `${arn} covers www.example.com and others.`]], 60);
  expect(shown).toBe(`Attached  ${arn}\n          covers www.example.com and others.`);
});

test('no line is wider than the terminal, and no word is lost', () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/);
  const text = fc.array(word, { minLength: 1, maxLength: 20 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word, text), { minLength: 1 }), (rows) => {
      const shown = columns(rows, 80);
      for (const line of shown.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
      const words = shown.split(/\s+/).filter(Boolean).toSorted();
      expect(words).toEqual(rows.flat().join(' ').split(' ').toSorted());
    }),
  );
});
