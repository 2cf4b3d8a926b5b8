import { expect, test } from 'vitest';
import { beginningWith } from '../../cli/beginning.ts';

test('an alias counts in full before names that only begin with it', () => {
  const named = (...names: string[]) => names.map((name) => ({ name }));
  const all = named('example.com_E1_1', 'example.com+1_E1_2', 'example.com.au_E1_3');
  expect(beginningWith('example.com', all)).toEqual(named('example.com_E1_1', 'example.com+1_E1_2'));
  expect(beginningWith('example.com.', all)).toEqual(named('example.com.au_E1_3'));
});
