import { expect, test } from 'vitest';
import { word } from '../../../remediation/announcements/shell.ts';

test.each([
  ['www.example.com', 'www.example.com'],
  ['*.example.com', "'*.example.com'"],
  ['arn:aws:cloudfront::111122223333:distribution/E1', 'arn:aws:cloudfront::111122223333:distribution/E1'],
  ['a b', "'a b'"],
  ["o'clock", "'o'\\''clock'"],
  ['', "''"],
])('%j in a shell', (text, written) => {
  expect(word(text)).toBe(written);
});
