/** Servers that answer without knowing the zone, and servers that do not answer. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TARGET } from './look.ts';
import { ask } from './question.ts';
import { stopServers } from './running-server.ts';
import { KINDS, type Kind } from './servers/kinds.ts';
import { startNsd } from './servers/nsd.ts';
import { createPlan, everywhere, hostOf, startWorld, type World } from './world.ts';
import { brokenZoneFile, txt, zoneFile } from './zone-file.ts';

const REFUSED = 5;
const SERVFAIL = 2;

/** Serves every zone as it should. */
const HEALTHY = 'healthy.example.com';
const DEAD = 'dead.example.com';

let world: World;
beforeAll(async () => {
  const plan = await createPlan();
  const { nameServers, hosts, network } = plan;
  const healthy = network.endpoint();
  const nobody = network.endpoint();
  const proof = txt('_www', TARGET);
  const zone = (name: string, servers: string[], records: string[] = []) =>
    zoneFile({ name, nameServers: [HEALTHY, ...servers], records: [...records, proof] });
  const addresses = [...hosts, `healthy IN A ${healthy.address}`, `dead IN A ${nobody.address}`];
  const common = zone('example.com', nameServers, addresses);
  const withDead = zone('example.info', [DEAD, 'lost.example.com']);
  // Of these the four serve nothing, a file that cannot be loaded, and what they were to get from a primary that is not there.
  const lame = zone('example.net', nameServers);
  const broken = zone('example.org', nameServers);
  const orphaned = zone('example.edu', nameServers);
  await startNsd({ endpoint: healthy, zones: [common, withDead, lame, broken, orphaned] });
  world = await startWorld(
    plan,
    [common, brokenZoneFile('example.org')],
    {
      'example.com': [healthy],
      'example.org': [healthy],
      'example.net': [healthy],
      'example.edu': [healthy],
      'example.info': [healthy],
    },
    [{ name: 'example.edu', primary: nobody }],
  );
});
afterAll(stopServers);

const WITHOUT_ZONE = [
  ['does not serve the zone', 'example.net', REFUSED, /REFUSED/],
  ['could not load the zone', 'example.org', SERVFAIL, /SERVFAIL/],
  ['never got the zone from its primary', 'example.edu', SERVFAIL, /SERVFAIL/],
] as const;

test.each(WITHOUT_ZONE)('a server that %s leaves the proof unpublished', async (_, zone, __, detail) => {
  const { verdict, verdicts, details } = await world.watch.look(`www.${zone}`);
  expect(verdicts).toEqual({ [HEALTHY]: 'match', ...everywhere('refused') });
  expect(verdict).toBe('missing');
  for (const kind of KINDS) expect(details[hostOf(kind)]).toMatch(detail);
});

const BY_KIND = KINDS.flatMap((kind) => WITHOUT_ZONE.map((each) => [kind, ...each] as const));

test.each(BY_KIND)('%s says so where it %s', async (kind, _, zone, rcode) => {
  expect(await ask(world.servers[kind], `_www.${zone}`, 'TXT')).toMatchObject({ rcode });
});

test('where nobody listens, and where no address is, nothing is known', async () => {
  const { verdict, verdicts } = await world.watch.look('www.example.info');
  expect(verdicts).toEqual({ [HEALTHY]: 'match', [DEAD]: 'unreachable', 'lost.example.com': 'unreachable' });
  expect(verdict).toBe('missing');
});

test('a server that falls silent is unreachable until it speaks again', async () => {
  // NSD is several processes.
  const frozen: Kind[] = ['bind', 'knot', 'powerdns'];
  const silent = Object.fromEntries(frozen.map((kind) => [hostOf(kind), 'unreachable']));
  const all = { [HEALTHY]: 'match', ...everywhere('match') };
  await Promise.all(frozen.map((kind) => world.servers[kind].freeze()));
  const during = await world.watch.look('www.example.com');
  await Promise.all(frozen.map((kind) => world.servers[kind].thaw()));
  expect(during.verdicts).toEqual({ ...all, ...silent });
  expect(during.verdict).toBe('missing');
  const after = await world.watch.look('www.example.com');
  expect(after.verdicts).toEqual(all);
  expect(after.verdict).toBe('published');
});

test.each(KINDS)('%s that is stopped is unreachable', async (kind) => {
  await world.servers[kind].stop();
  const { verdict, verdicts } = await world.watch.look('www.example.com');
  expect(verdicts[hostOf(kind)]).toBe('unreachable');
  expect(verdicts[HEALTHY]).toBe('match');
  expect(verdict).toBe('missing');
});
