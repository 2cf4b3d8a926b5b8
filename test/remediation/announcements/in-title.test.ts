import { expect, test } from 'vitest';
import { inTitle } from '../../../remediation/announcements/in-title.ts';
import { listed } from '../../../remediation/wording.ts';

const long = `${'a'.repeat(63)}.example.com`;
const middle = `${'b'.repeat(30)}.example.com`;

test.each([
  [['www.example.com'], 'www.example.com'],
  [['a.example.com', 'b.example.com'], 'a.example.com, b.example.com'],
  [['a.example.com', 'b.example.com', 'c.example.com'], 'a.example.com, b.example.com and 1 more'],
  [[middle, middle], `${middle} and 1 more`],
  [['a.example.com', long], 'a.example.com and 1 more'],
  [[long], `${'a'.repeat(59)}…`],
  [[long, 'a.example.com'], `${'a'.repeat(59)}… and 1 more`],
])('%j', (aliases, title) => {
  expect(inTitle(aliases, listed)).toBe(title);
});
