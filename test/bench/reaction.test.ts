/** The models by which REACTION judges. */
import { expect, test } from 'vitest';
import { reaction } from '../../bench/dns/reaction.ts';
import { lookAt, trulyPublished, trulySettled, WORLDS, type World } from '../../bench/dns/reaction-world.ts';
import { readyByCertManager, readyByPoll, saidByUs, silence } from '../../bench/dns/said.ts';
import { table } from '../../bench/table.ts';

const world: World = { negativeTtl: 900, oldTtl: undefined, lag: 30, about: 120, publishedAt: 121 };
const kinds = (time: number) => lookAt(world, time).servers.map(({ answer }) => answer.kind);

test('servers follow one after the other', () => {
  expect(kinds(120)).toEqual(['missing', 'missing', 'missing', 'missing']);
  expect(kinds(131)).toEqual(['values', 'values', 'missing', 'missing']);
  expect(kinds(trulyPublished(world))).toEqual(['values', 'values', 'values', 'values']);
});

test('a cache holds what it was told just before: a miss, or the old value', () => {
  expect(trulySettled(world)).toBe(121 + 30 + 900);
  expect(trulySettled({ ...world, oldTtl: 300 })).toBe(121 + 30 + 300);
});

test('a poll sees it at its next look, cert-manager a minute after its own', () => {
  expect(readyByPoll(world)).toBe(180);
  expect(readyByCertManager(world)).toBe(160 + 60);
});

test('ours says each word once it is true', () => {
  const { published, settled } = saidByUs(world, silence(world, world.publishedAt));
  expect(published).toBeGreaterThanOrEqual(trulyPublished(world));
  expect(settled).toBeGreaterThanOrEqual(trulySettled(world));
});

test('every goal is met, in a table of 100 columns', async () => {
  expect(WORLDS.length).toBeGreaterThan(1000);
  const section = await reaction();
  expect(section.figures.filter(({ met }) => !met)).toEqual([]);
  expect(
    Math.max(
      ...table(section)
        .split('\n')
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(100);
});
