/** Words cut to a length. */
import { describe, expect, test } from 'vitest';
import { foreign } from '../../remediation/foreign-text.ts';
import { proofReason } from '../../remediation/proof-reason.ts';
import { boundedProofs } from '../../remediation/table-size.ts';
import { shortened } from '../../remediation/wording.ts';
import { aliasProof } from '../doubles/documents.ts';

test.each([
  ['www', 3, 'www'],
  ['wwww', 3, 'ww…'],
  ['w\u{1f600}', 3, 'w\u{1f600}'],
  ['w\u{1f600}w', 3, 'w…'],
  ['\u{1f600}\u{1f600}', 3, '\u{1f600}…'],
])('%j in %i characters is %j', (text, longest, shown) => {
  expect(shortened(text, longest)).toBe(shown);
});

describe.each([0, 1])('no emoji is cut in two, after %i characters before it', (before) => {
  const emoji = `${'a'.repeat(before)}${'\u{1f600}'.repeat(200)}`;
  const server = { server: 'ns-1.dns.example', address: '192.0.2.1', verdict: 'missing' as const };

  test('where a server says it', () => {
    expect(foreign(emoji)).toMatch(/^a?[\u{1f600}]+…$/u);
  });

  test('in a table that has little room', () => {
    const servers = Array.from({ length: 200 }, () => ({ ...server, detail: emoji }));
    const [bounded] = boundedProofs([aliasProof('www.example.com', { servers })]);
    expect(bounded?.servers[0]?.detail).toMatch(/^a?[\u{1f600}]+…$/u);
  });

  test('in a sentence', () => {
    const proof = aliasProof('www.example.com', {
      verdict: 'missing',
      servers: [{ ...server, detail: emoji }],
    });
    expect(proofReason([proof], {}).isWellFormed()).toBe(true);
  });
});
