/** Everything that is not the record, told apart on all kinds of servers at once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TARGET } from './look.ts';
import { ask } from './question.ts';
import { stopServers } from './running-server.ts';
import { KINDS } from './servers/kinds.ts';
import { createPlan, everywhere, startWorld, type World } from './world.ts';
import { txt, zoneFile } from './zone-file.ts';

const OLD = 'd222222abcdef8.cloudfront.net';

interface Case {
  what: string;
  alias: string;
  lines?: string[];
  verdict: 'missing' | 'wrong-value';
  detail: RegExp;
  /** For how long caches keep what is there instead. */
  ttl?: number;
}

const NO_SUCH_NAME = /no such name/;
const NO_TXT = /no TXT record/;

const CASES: Case[] = [
  { what: 'NXDOMAIN', alias: 'nowhere.example.com', verdict: 'missing', detail: NO_SUCH_NAME },
  { what: 'NXDOMAIN at the apex', alias: 'example.com', verdict: 'missing', detail: NO_SUCH_NAME },
  { what: 'NXDOMAIN of a wildcard', alias: '*.example.com', verdict: 'missing', detail: NO_SUCH_NAME },
  {
    what: 'NODATA',
    alias: 'nodata.example.com',
    lines: ['_nodata IN SRV 0 0 443 www.example.net.'],
    verdict: 'missing',
    detail: NO_TXT,
  },
  {
    what: 'an empty non-terminal',
    alias: 'empty.example.com',
    lines: [txt('below._empty', TARGET)],
    verdict: 'missing',
    detail: NO_TXT,
  },
  {
    what: 'another value',
    alias: 'old.example.com',
    lines: [txt('_old', OLD, 77)],
    verdict: 'wrong-value',
    detail: new RegExp(OLD),
    ttl: 77,
  },
  {
    what: 'two values, one in each TXT record',
    alias: 'halves.example.com',
    // Strings of one record are joined, records are not.
    lines: [txt('_halves', 'd111111abcdef8.', 60), txt('_halves', 'cloudfront.net', 60)],
    verdict: 'wrong-value',
    detail: /"cloudfront\.net"/,
    ttl: 60,
  },
  {
    what: 'a CNAME that leads out of the zone',
    alias: 'out.example.com',
    lines: ['_out 90 IN CNAME proof.example.net.'],
    verdict: 'missing',
    detail: /CNAME to proof\.example\.net/,
    ttl: 90,
  },
  {
    what: 'a wildcard CNAME that leads out of the zone',
    alias: 'any.out.example.com',
    // The alias has an address of its own: only its proof is caught by the wildcard.
    lines: ['*.out 90 IN CNAME proof.example.net.', 'any.out IN A 192.0.2.80'],
    verdict: 'missing',
    detail: /CNAME to proof\.example\.net/,
    ttl: 90,
  },
  {
    what: 'a CNAME that leads to nothing',
    alias: 'dangling.example.com',
    lines: ['_dangling 90 IN CNAME nothing'],
    verdict: 'missing',
    detail: /CNAME to nothing\.example\.com/,
    ttl: 90,
  },
  {
    what: 'a wildcard TXT that is about something else',
    alias: 'any.else.example.com',
    lines: [txt('*.else', 'v=spf1 -all', 45)],
    verdict: 'wrong-value',
    detail: /v=spf1/,
    ttl: 45,
  },
];

let world: World;
beforeAll(async () => {
  const plan = await createPlan();
  const { nameServers, hosts } = plan;
  const records = [...hosts, ...CASES.flatMap(({ lines = [] }) => lines)];
  const elsewhere = ['_elsewhere 90 IN CNAME proof.example.org.', txt('plain', TARGET)];
  world = await startWorld(plan, [
    zoneFile({ name: 'example.com', nameServers, records: [...records, ...elsewhere] }),
    zoneFile({ name: 'example.org', nameServers, records: [txt('proof', TARGET)] }),
  ]);
});
afterAll(stopServers);

test.each(CASES)('$what is no proof on any server', async ({ alias, verdict, detail, ttl }) => {
  const sight = await world.watch.look(alias);
  expect(sight.verdict).toBe('missing');
  expect(sight.zone).toBe('example.com');
  expect(sight.verdicts).toEqual(everywhere(verdict));
  expect(sight.ttls).toEqual(everywhere(ttl));
  for (const each of Object.values(sight.details)) expect(each).toMatch(detail);
});

test('the record without its underscore is the plain form, seen on every server', async () => {
  const sight = await world.watch.look('plain.example.com');
  expect(sight).toMatchObject({ verdict: 'published', record: 'plain.example.com', zone: 'example.com' });
  expect(sight.verdicts).toEqual(everywhere('match'));
});

/**
 * RFC 1034 section 4.3.2, step 3a, lets a server go on in another zone of its own. Some do, some leave it to whoever
 * asks. Either way the record is found where the CNAME leads, and the CNAME is named, since CloudFront may not follow it.
 */
test('a CNAME into another zone is followed, whether or not the server goes on by itself', async () => {
  const follows = await Promise.all(
    KINDS.map(async (kind) => {
      const reply = await ask(world.servers[kind], '_elsewhere.example.com', 'TXT');
      return reply?.answers.some(({ type }) => type === 'TXT') ?? false;
    }),
  );
  expect(new Set(follows)).toEqual(new Set([true, false]));
  const { verdict, verdicts, details } = await world.watch.look('elsewhere.example.com');
  expect(verdict).toBe('published');
  expect(new Set(Object.values(verdicts))).toEqual(new Set(['match']));
  // Once in the zone of the alias, once where the CNAME leads.
  expect(Object.keys(verdicts)).toHaveLength(2 * KINDS.length);
  const named = Object.values(details).filter((detail) => detail.includes('by a CNAME to proof.example.org'));
  expect(named).toHaveLength(KINDS.length);
});
