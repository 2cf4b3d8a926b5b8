/**
 * The quiet time, proven by a real cache: Unbound is asked for the record all the time, before it is published and
 * until after the moment from which, the product says, no cache can hold anything older.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TARGET } from './look.ts';
import { ask, texts } from './question.ts';
import { type RunningServer, stopServers } from './running-server.ts';
import { until } from './until.ts';
import { createPlan, everywhere, startResolver, startWorld, type World } from './world.ts';
import { txt, type ZoneContent, zoneFile } from './zone-file.ts';

const OLD = 'd222222abcdef8.cloudfront.net';
const ASK_EVERY_MS = 40;
/** How long Unbound is watched beyond the moment in question. */
const BEYOND_MS = 2500;

interface Case {
  what: string;
  zone: Pick<ZoneContent, 'name' | 'soaTtl' | 'soaMinimum'>;
  /** What is at the name before. */
  before: string[];
  /** For how many seconds a cache keeps that. */
  keptFor: number;
}

/** A zone each, so that they can go on side by side. */
const CASES: Case[] = [
  {
    what: 'NXDOMAIN, MINIMUM below the TTL of the SOA',
    zone: { name: 'example.net', soaTtl: 6, soaMinimum: 3 },
    before: [],
    keptFor: 3,
  },
  {
    what: 'NXDOMAIN, TTL of the SOA below its MINIMUM',
    zone: { name: 'example.org', soaTtl: 3, soaMinimum: 6 },
    before: [],
    keptFor: 3,
  },
  {
    what: 'NODATA',
    zone: { name: 'example.edu', soaTtl: 6, soaMinimum: 4 },
    before: ['_www IN SRV 0 0 443 www.example.net.'],
    keptFor: 4,
  },
  {
    what: 'an old value',
    zone: { name: 'example.info', soaTtl: 2, soaMinimum: 2 },
    before: [txt('_www', OLD, 5)],
    keptFor: 5,
  },
  {
    what: 'a CNAME in its place',
    zone: { name: 'example.biz', soaTtl: 2, soaMinimum: 2 },
    before: ['_www 5 IN CNAME nothing'],
    keptFor: 5,
  },
];

let world: World;
/** Somebody else's resolver: the product does not ask it, so all that it has is what was asked for here. */
let cache: RunningServer;
beforeAll(async () => {
  const plan = await createPlan();
  const { nameServers, hosts, network, endpoints } = plan;
  const stubs = CASES.map(({ zone }) => [zone.name, Object.values(endpoints)]);
  cache = await startResolver(network, Object.fromEntries(stubs));
  world = await startWorld(plan, [
    zoneFile({ name: 'example.com', nameServers, records: hosts }),
    ...CASES.map(({ zone, before }) => zoneFile({ ...zone, nameServers, records: before })),
  ]);
});
afterAll(stopServers);

/** One answer of Unbound. */
interface Seen {
  /** When it was asked, epoch milliseconds. */
  at: number;
  hasRecord: boolean;
}

async function seen(name: string): Promise<Seen> {
  const at = Date.now();
  const reply = await ask(cache, name, 'TXT', { recursion: true });
  // No answer, or SERVFAIL, would say nothing about the cache.
  expect([0, 3]).toContain(reply?.rcode);
  return { at, hasRecord: reply !== undefined && texts(reply).includes(TARGET) };
}

/** Asks Unbound again and again until `end()`, which becomes known meanwhile. */
async function watchCache(name: string, end: () => number | undefined): Promise<Seen[]> {
  const answers: Seen[] = [];
  for (;;) {
    const answer = await seen(name);
    answers.push(answer);
    if (answer.at >= (end() ?? Number.POSITIVE_INFINITY)) return answers;
    await pause(ASK_EVERY_MS);
  }
}

/** What is cached now is kept for longest: caches count in whole seconds. */
async function secondBegins(): Promise<void> {
  await until('a second begins', async () => Date.now() % 1000 < 100);
}

test.concurrent.each(CASES)('$what: no cache holds it once the proof is settled', async (each) => {
  const { zone, keptFor } = each;
  const [alias, name] = [`www.${zone.name}`, `_www.${zone.name}`];
  expect((await world.watch.look(alias)).verdict).toBe('missing');

  await secondBegins();
  expect((await seen(name)).hasRecord).toBe(false);
  let end: number | undefined;
  const watching = watchCache(name, () => end);
  const { nameServers, servers } = world;
  const changed = zoneFile({ ...zone, serial: 2, nameServers, records: [txt('_www', TARGET, 60)] });
  await Promise.all(Object.values(servers).map((server) => server.serve(changed)));
  const publishedAt = Date.now();
  const sight = await world.watch.look(alias);
  expect(sight.verdicts).toEqual(everywhere('match'));
  expect(sight.verdict).toBe('published');
  const { settledAt = Number.NaN } = sight;
  expect(settledAt - sight.at).toBeGreaterThanOrEqual(keptFor * 1000);
  end = settledAt + BEYOND_MS;
  const answers = await watching;

  const misses = answers.filter(({ hasRecord }) => !hasRecord).map(({ at }) => at);
  // The cache really was poisoned: all servers had the record, and it did not.
  expect(misses.filter((at) => at > publishedAt && at < settledAt)).not.toEqual([]);
  // Fails as long as `settledAt` counts milliseconds: Unbound keeps what it has until the end of the second in which the
  // TTL runs out, up to a second longer than the TTL.
  const tooLate = misses.map((at) => at - settledAt).filter((milliseconds) => milliseconds >= 0);
  expect(tooLate).toEqual([]);
});
