import { expect, test } from 'vitest';
import { price, quantity, roughly, usd } from '../../../docs/cost/amount.ts';

test.each([
  [0, '0'],
  [0.0000391, '0.000039'],
  [2.53, '2.5'],
  [72, '72'],
  [169_560, '169,560'],
  [1266.6, '1,267'],
])('%d of something: %s', (value, text) => {
  expect(quantity(value)).toBe(text);
});

test.each([
  [0, '$0.0000'],
  [0.00004, '<$0.0001'],
  [0.0932, '$0.0932'],
  [4.456, '$4.46'],
  [345.658, '$345.66'],
])('$%d in a table: %s', (value, text) => {
  expect(usd(value)).toBe(text);
});

test.each([
  [0.5, '$0.50'],
  [0.000789, '$0.00079'],
  [0.0932, '$0.093'],
  [4.456, '$4.46'],
])('$%d in a sentence: %s', (value, text) => {
  expect(roughly(value)).toBe(text);
});

test('a price keeps its digits', () => {
  expect([0.0000133334, 0.025, 3].map(price)).toEqual(['$0.0000133334', '$0.025', '$3.00']);
});
