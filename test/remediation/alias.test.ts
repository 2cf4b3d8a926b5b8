import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingAliases, normaliseAlias, sameAlias } from '../../remediation/alias.ts';
import { InvalidAlias } from '../../remediation/errors.ts';

describe('normaliseAlias', () => {
  it.each([
    ['WWW.Example.COM', 'www.example.com'],
    ['www.example.com.', 'www.example.com'],
    ['*.Example.com', '*.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['*.BÜCHER.example.', '*.xn--bcher-kva.example'],
    ['www。example。com', 'www.example.com'],
    ['_dmarc.example.com', '_dmarc.example.com'],
    ['r3---sn.example.com', 'r3---sn.example.com'],
    [`${'a'.repeat(63)}.example.com`, `${'a'.repeat(63)}.example.com`],
  ])('%s becomes %s', (raw, alias) => {
    expect(normaliseAlias(raw)).toBe(alias);
  });

  it.each([
    '',
    '.',
    '*.',
    '*',
    'a..b',
    '.example.com',
    'example.com..',
    ' www.example.com',
    'www.example.com\n',
    'www example.com',
    'w\tww.example.com',
    'a.*.example.com',
    '*.*.example.com',
    'a*.example.com',
    '**.example.com',
    'ex%41mple.com',
    'example.com/path',
    'user@example.com',
    'example.com:443',
    '[::1]',
    '192.0.2.1',
    '0x7f.1',
    '１.２.３.４',
    'example.1',
    'xn--\u{80}',
    `${'a'.repeat(64)}.example.com`,
    `${'a.'.repeat(126)}ab`,
    `*.${'a.'.repeat(125)}ab`,
    '"example.com"',
    '\u{d800}.example.com',
  ])('refuses %j with the text and the reason', (raw) => {
    expect(() => normaliseAlias(raw)).toThrow(InvalidAlias);
    expect(() => normaliseAlias(raw)).toThrow(/cannot be an alias: .+\.$/);
  });

  it('accepts a name of exactly 253 characters', () => {
    const longest = `${'a.'.repeat(126)}a`;
    expect(normaliseAlias(longest)).toHaveLength(253);
  });

  it('gives one form or refuses, and leaves that form alone', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.domain(), fc.webUrl()), (raw) => {
        let alias: string;
        try {
          alias = normaliseAlias(raw);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidAlias);
          return;
        }
        expect(alias).toMatch(/^(\*\.)?([a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}$/);
        expect(normaliseAlias(alias)).toBe(alias);
        expect(sameAlias(`${raw}`, alias.toUpperCase())).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('missingAliases', () => {
  it('is what is requested and not present, in order, each once, whatever the spelling', () => {
    expect(
      missingAliases(
        ['b.example.com', 'A.example.com.', '*.example.com', 'a.example.com', 'bücher.example'],
        ['B.EXAMPLE.COM', 'xn--bcher-kva.example'],
      ),
    ).toEqual(['a.example.com', '*.example.com']);
  });
});
