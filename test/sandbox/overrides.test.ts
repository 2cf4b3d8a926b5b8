import { expect, test } from 'vitest';
import { createOverrides, parseOverrides } from '../../sandbox/overrides.ts';

test('only a function that has the variable gets the other value', () => {
  const overrides = createOverrides({ SUPPORT_LANGUAGE: 'ja' });
  expect(overrides.apply({ SUPPORT_LANGUAGE: 'en', OTHER: 'x' })).toEqual({
    SUPPORT_LANGUAGE: 'ja',
    OTHER: 'x',
  });
  expect(overrides.apply({ OTHER: 'x' })).toEqual({ OTHER: 'x' });
  expect(() => overrides.assertUsed()).not.toThrow();
});

test('one that no function has is a mistake', () => {
  const overrides = createOverrides({ SUPORT_LANGUAGE: 'ja', SUPPORT_CC: '' });
  overrides.apply({ SUPPORT_CC: 'a@example.com' });
  expect(() => overrides.assertUsed()).toThrow('No function of the stack has SUPORT_LANGUAGE.');
});

test('NAME=VALUE, of which the value may hold anything', () => {
  expect(parseOverrides(['A=1', 'B=x=y', 'C='])).toEqual({ A: '1', B: 'x=y', C: '' });
  expect(() => parseOverrides(['=x'])).toThrow('NAME=VALUE');
  expect(() => parseOverrides(['A'])).toThrow('NAME=VALUE');
});
