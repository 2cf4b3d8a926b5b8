import { describe, expect, test } from 'vitest';
import { aliasesBeside, isSuperseded, shownName, toShow, type Wish } from '../../cli/standing/listing.ts';
import { age, duration } from '../../cli/terminal/duration.ts';
import type { ListedRemediation } from '../../providers/operator/remediations.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.parse('2026-11-20T00:00:00Z');
const daysAgo = (days: number) => new Date(NOW - days * DAY).toISOString();

function listed(name: string, started: number, stopped?: number): ListedRemediation {
  return {
    name,
    arn: `arn:${name}`,
    status: stopped === undefined ? 'RUNNING' : 'FAILED',
    startedAt: daysAgo(started),
    ...(stopped !== undefined && { stoppedAt: daysAgo(stopped) }),
  };
}

describe('which are shown', () => {
  const newest = [listed('new', 1), listed('failed', 14, 13.9), listed('old', 20, 14.1)];
  const running = [listed('new', 1), listed('oldest', 40)];
  const names = (all: boolean) => toShow(running, newest, { all, now: NOW }).map(({ name }) => name);

  test('those that run, however old, and those that ended within 14 days', () => {
    expect(names(false)).toEqual(['new', 'failed', 'oldest']);
  });
  test('or all', () => {
    expect(names(true)).toEqual(['new', 'failed', 'old', 'oldest']);
  });
});

describe('a newer one for the same aliases and target makes up for one that failed', () => {
  const row = (started: number, changes: Partial<Wish> = {}): Wish => ({
    startedAt: daysAgo(started),
    aliases: ['www.example.com', 'shop.example.com'],
    about: ['www.example.com', 'shop.example.com'],
    target: 'E1',
    dryRun: false,
    standing: 'moving',
    ...changes,
  });
  const first = row(3);

  test.each<[string, Wish, boolean]>([
    ['the same', row(1), true],
    ['more aliases', row(1, { aliases: ['shop.example.com', 'a.example.com', 'www.example.com'] }), true],
    // Both are called www.example.com+1_E1.
    ['one alias is another', row(1, { aliases: ['www.example.com', 'a.example.com'] }), false],
    ['one alias less', row(1, { aliases: ['shop.example.com'] }), false],
    ['another target', row(1, { target: 'E2' }), false],
    ['another target, on which they have arrived', row(1, { target: 'E2', standing: 'arrived' }), true],
    ['on another target before', row(9, { target: 'E2', standing: 'arrived' }), false],
    ['an older one', row(9), false],
    ['a dry run', row(1, { dryRun: true }), false],
  ])('%s', (_, other, expected) => {
    expect(isSuperseded(first, [other, first])).toBe(expected);
  });

  test('what the target had anyway does not matter', () => {
    const { aliases } = first;
    const failed = { ...first, about: ['shop.example.com'] };
    expect(isSuperseded(failed, [row(1, { aliases: ['shop.example.com'] }), failed])).toBe(true);
    expect(isSuperseded(failed, [row(1, { aliases, about: [] }), failed])).toBe(true);
  });

  test('what is not known for what, nothing makes up for', () => {
    const unknown = row(3, { about: [], target: undefined });
    expect(isSuperseded(unknown, [row(1), row(1, { about: [], target: undefined })])).toBe(false);
  });
});

describe('a name is shown as it can be typed', () => {
  const LONG = `${'a'.repeat(40)}.example.com`;
  const names = [
    'www.example.com_E1_00000001',
    'shop.example.com_E1_00000001',
    'shop.example.com_E2_00000001',
    'api.example.com_E1_00000001',
    'api.example.com_E1_00000002',
    'wildcard.example.com_E1_00000001',
    `${LONG}_E1_00000001`,
    `b${LONG}_E1_00000001`,
    `b${LONG}_E1_00000002`,
    'by-hand',
  ];
  const named = (name: string, aliases: string[]) => ({ name, aliases, about: aliases });
  test.each([
    ['www.example.com', 'www.example.com_E1_00000001', 'www.example.com_E1'],
    ['shop.example.com', 'shop.example.com_E1_00000001', 'shop.example.com_E1'],
    ['api.example.com', 'api.example.com_E1_00000001', 'api.example.com_E1_00000001'],
    ['*.example.com', 'wildcard.example.com_E1_00000001', 'wildcard.example.com_E1'],
    [LONG, `${LONG}_E1_00000001`, LONG],
    [`b${LONG}`, `b${LONG}_E1_00000001`, `b${LONG}_E1_00000001`],
    [undefined, 'by-hand', 'by-hand'],
  ])('%s', (alias, name, shown) => {
    const all = names.map((each) => ({ name: each }));
    const one = named(name, alias === undefined ? [] : [alias]);
    expect(shownName(one, [one], all)).toBe(shown);
  });

  test('not by an alias that another one is about, too, or that it is not about itself', () => {
    const one = named(`${LONG}_E1_00000001`, [LONG]);
    const other = named('www.example.com+1_E2_00000001', ['www.example.com', LONG]);
    const all = [one, other];
    expect(shownName(one, all, all)).toBe(`${LONG}_E1`);
    expect(shownName({ ...one, about: [] }, [], all)).toBe(`${LONG}_E1`);
  });
});

describe('what a name does not say stands below it', () => {
  const label = 'a'.repeat(20);
  test.each([
    ['www.example.com_E1_1', ['www.example.com'], ''],
    ['wildcard.example.com_E1_1', ['*.example.com'], ''],
    ['www.example.com.au+1_E1_1', ['www.example.com'], 'www.example.com'],
    ['aliases-unknown_E1_1', [], ''],
    // The target had the first one.
    ['www.example.com+1_E1_1', ['own.example.com'], 'own.example.com'],
    ['www.example.com+1_E1_1', ['www.example.com', 'own.example.com'], 'www.example.com, own.example.com'],
    [
      'a.example.com+3_E1_1',
      ['a.example.com', `${label}.example.com`, 'b.example.com', 'c.example.com'],
      `a.example.com and 3 more`,
    ],
    ['a.example.com+1_E1_1', [`${label}${label}.example.com`], `${label}${label}.ex…`],
  ])('%s: %j', (name, about, shown) => {
    expect(aliasesBeside({ name, about })).toBe(shown);
  });
});

test.each([
  [-5, '0s', '0s'],
  [59.9, '59s', '59s'],
  [60, '1m', '1m'],
  [725, '12m 5s', '12m'],
  [3605, '1h', '1h'],
  [90_000, '1d 1h', '1d'],
])('%s s are %s', (seconds, long, short) => {
  expect([duration(seconds), age(seconds)]).toEqual([long, short]);
});
