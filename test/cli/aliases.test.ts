import { describe, expect, test } from 'vitest';
import { aliasesTyped, expandedByShell } from '../../cli/aliases.ts';
import { UsageError } from '../../cli/trouble.ts';

test('aliases as people type them, each once', () => {
  const typed = ['WWW.Example.COM.', 'www.example.com', '*.Example.com', 'bücher.example.com'];
  expect(aliasesTyped(typed)).toEqual(['www.example.com', '*.example.com', 'xn--bcher-kva.example.com']);
});

test.each(['https://www.example.com', 'www.*.com', '192.0.2.1', ''])('%j is no alias', (word) => {
  expect(() => aliasesTyped([word])).toThrow(UsageError);
});

describe('a wildcard that the shell has replaced by files', () => {
  const files = ['a.example.com', 'b.example.com'];
  const warning = (words: string[]) => expandedByShell(words, (word) => files.includes(word));

  test('is told', () => {
    expect(warning(files)).toBe(
      "a.example.com, b.example.com are also files in this folder. If you typed a wildcard, the shell has replaced it: put it in quotes, as in '*.example.com'.",
    );
    expect(warning(['www.example.com', 'b.example.com'])).toMatch(/^b\.example\.com is also a file in/);
  });

  test('is not told where there is none', () => {
    expect(warning(['www.example.com', '*.example.com'])).toBeUndefined();
  });
});
