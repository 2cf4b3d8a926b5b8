import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidAlias } from '../../remediation/errors.ts';
import { namesTarget, proofRecord } from '../../remediation/proof-record.ts';

const TARGET = 'd111111abcdef8.cloudfront.net';

describe('proofRecord', () => {
  it.each([
    ['www.example.com', 'example.com', '_www.example.com'],
    ['a.b.example.com', 'example.com', '_a.b.example.com'],
    ['example.com', 'example.com', '_.example.com'],
    ['*.example.com', 'example.com', '_*.example.com'],
    ['dev.example.com', 'dev.example.com', '_.dev.example.com'],
    ['www.dev.example.com', 'dev.example.com', '_www.dev.example.com'],
    ['shop.example.co.uk', 'example.co.uk', '_shop.example.co.uk'],
  ])('%s in the zone %s is proven at %s', (alias, zone, name) => {
    expect(proofRecord(alias, zone, 'D111111abcdef8.CloudFront.net.')).toEqual({
      name,
      type: 'TXT',
      value: TARGET,
    });
  });

  it('says so when the underscore is the one character too many', () => {
    expect(() => proofRecord(`${'a'.repeat(63)}.example.com`, 'example.com', TARGET)).toThrow(InvalidAlias);
    expect(() => proofRecord(`${'a.'.repeat(126)}a`, 'a.a', TARGET)).toThrow(/longer than DNS allows/);
  });
});

describe('namesTarget', () => {
  it.each([
    TARGET,
    'D111111ABCDEF8.CLOUDFRONT.NET',
    `${TARGET}.`,
    `"${TARGET}"`,
    ` "${TARGET}." `,
    `\t${TARGET}\n`,
  ])('%j does', (value) => {
    expect(namesTarget(value, TARGET)).toBe(true);
    expect(namesTarget(value, `${TARGET}.`)).toBe(true);
  });

  it.each([
    '',
    'd222222abcdef8.cloudfront.net',
    `${TARGET}..`,
    `.${TARGET}`,
    `x${TARGET}`,
    `${TARGET}.example.com`,
    `${TARGET} d222222abcdef8.cloudfront.net`,
    `https://${TARGET}`,
    'cloudfront.net',
  ])('%j does not', (value) => {
    expect(namesTarget(value, TARGET)).toBe(false);
  });

  it('is quick with long values, whatever is in them', () => {
    fc.assert(
      fc.property(fc.constantFrom(' ', '"', '.', 'a'), fc.constantFrom('x', ''), (filler, end) => {
        expect(namesTarget(filler.repeat(65_000) + end, TARGET)).toBe(false);
      }),
    );
  });
});
