/** An alias that still leads to where it was served once: a name, or a whole zone, that is not there any more. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TARGET } from './look.ts';
import { ask } from './question.ts';
import { stopServers } from './running-server.ts';
import { createPlan, everywhere, startWorld, type World } from './world.ts';
import { txt, zoneFile } from './zone-file.ts';

const NXDOMAIN = 3;
const SERVFAIL = 2;

let world: World;
beforeAll(async () => {
  const plan = await createPlan();
  const { nameServers, hosts, endpoints } = plan;
  const records = [
    ...hosts,
    'gone IN CNAME gone.example.net.',
    txt('_gone', TARGET),
    'lame IN CNAME www.example.org.',
    txt('_lame', TARGET),
  ];
  const zones = [
    zoneFile({ name: 'example.com', nameServers, records }),
    zoneFile({ name: 'example.net', nameServers, records: [] }),
  ];
  // Delegated to servers that do not have it: they refuse, and the resolver has nothing to say.
  world = await startWorld(plan, zones, { 'example.org': Object.values(endpoints) });
});
afterAll(stopServers);

test.each([
  ['a name that does not exist', 'gone.example.com', NXDOMAIN],
  // Fails as long as `findZone` takes SERVFAIL at the alias for the last word: it throws DnsUnavailable, though the alias
  // itself lies in a zone that is in order, which its parent shows.
  ['a zone that no server serves', 'lame.example.com', SERVFAIL],
])('a CNAME to %s does not hide the zone of the alias', async (_, alias, rcode) => {
  expect(await ask(world.resolver, alias, 'SOA', { recursion: true })).toMatchObject({ rcode });
  const { zone, verdicts } = await world.watch.look(alias);
  expect(zone).toBe('example.com');
  expect(verdicts).toEqual(everywhere('match'));
});
