import { expect, test } from 'vitest';
import { quotation } from '../../../remediation/announcements/slack/text.ts';

const quoted = (text: string, limit = 3000) => quotation(text, limit).elements[0].elements[0].text;

test('a quotation is said as it was, whatever it would format', () => {
  expect(quoted('*Now* `a` :tada: <!channel>\n> b')).toBe('*Now* `a` :tada: ‹!channel›\n› b');
});

test('as much of it as there is room for', () => {
  expect(quoted('abcdef', 5)).toBe('abcd…');
  expect(quoted(`abc\u{1f600}ef`, 5)).toBe('abc…');
});
