import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masks, unmasked } from '../../remediation/masking.ts';
import { ownDistribution } from '../doubles/world.ts';

const ALIAS = 'www.example.com';
const OURS = '111122223333';
const holder = { resourceType: 'distribution', resourceId: '*******XHOLDER', accountId: '******223333' };
const own = ownDistribution('E2OURSXXHOLDER', ALIAS);

describe('a masked id', () => {
  test.each([
    ['*******XHOLDER', 'E2OURSXXHOLDER', true],
    ['*******XHOLDER', 'E2OURSXXHOLDEX', false],
    ['******XHOLDER', 'E2OURSXXHOLDER', false],
    ['E2OURSXXHOLDER', 'E2OURSXXHOLDER', true],
    ['******223333', OURS, true],
    ['******223334', OURS, false],
    ['', OURS, false],
  ])('%s for %s: %s', (pattern, id, expected) => {
    expect(masks(pattern, id)).toBe(expected);
  });

  test('stands for its own id, however much of it is shown', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^E[A-Z0-9]{13}$/), fc.integer({ min: 0, max: 14 }), (id, shown) => {
        expect(masks(id.slice(14 - shown).padStart(14, '*'), id)).toBe(true);
      }),
    );
  });
});

describe('a holder', () => {
  test('of our own gets its full id', () => {
    expect(unmasked(holder, ALIAS, OURS, [own])).toEqual({
      resourceType: 'distribution',
      resourceId: 'E2OURSXXHOLDER',
      accountId: OURS,
    });
  });

  test.each([
    ['another account', { ...holder, accountId: '******556666' }, [own]],
    ['another account whose number ends alike: it is not among ours', holder, []],
    ['one of ours that ends alike and has another alias', holder, [{ ...own, aliases: ['a.example.com'] }]],
    ['one of ours that has the alias and ends otherwise', holder, [{ ...own, id: 'E2OURSXXXXXXXX' }]],
  ])('stays masked: %s', (_, given, resources) => {
    expect(unmasked(given, ALIAS, OURS, resources)).toBe(given);
  });
});
