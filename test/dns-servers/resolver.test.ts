/** What the resolver is asked, by its own log: never for the record, whose miss it would keep. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './question.ts';
import { stopServers } from './running-server.ts';
import { until } from './until.ts';
import { createPlan, everywhere, startWorld, type World } from './world.ts';
import { zoneFile } from './zone-file.ts';

let world: World;
beforeAll(async () => {
  const plan = await createPlan();
  const { nameServers, hosts } = plan;
  world = await startWorld(plan, [
    zoneFile({
      name: 'example.com',
      nameServers,
      records: [...hosts, 'www IN A 192.0.2.80', 'shop IN CNAME www', 'cdn IN CNAME www.example.co.uk.'],
    }),
    zoneFile({ name: 'example.co.uk', nameServers, records: ['www IN A 192.0.2.80'] }),
  ]);
});
afterAll(stopServers);

/** `127.0.0.1 www.example.com. SOA IN`: `log-queries` of unbound.conf(5). */
function asked(): string[] {
  return [...world.resolver.log().matchAll(/ (\S+)\. [A-Z]+ IN$/gm)].map(([, name = '']) => name);
}

const ALIASES: [alias: string, zone: string][] = [
  ['www.example.com', 'example.com'],
  ['*.example.com', 'example.com'],
  ['example.com', 'example.com'],
  ['nowhere.deep.example.com', 'example.com'],
  ['shop.example.com', 'example.com'],
  // The SOA that comes with this miss is the zone's to which the CNAME leads.
  ['cdn.example.com', 'example.com'],
  ['www.example.co.uk', 'example.co.uk'],
  ['example.co.uk', 'example.co.uk'],
];

test.each(ALIASES)('%s lies in %s, and its record is asked for elsewhere', async (alias, zone) => {
  const sight = await world.watch.look(alias);
  expect(sight.zone).toBe(zone);
  expect(sight.verdicts).toEqual(everywhere('missing'));
});

test('the log shows what the resolver was asked, and no name of a record is among it', async () => {
  // A witness: what is asked last is in the log, so all that was asked before is.
  const witness = '_witness.example.com';
  await ask(world.resolver, witness, 'TXT', { recursion: true });
  await until('the log is complete', async () => asked().includes(witness));
  const names = new Set(asked());
  names.delete(witness);
  expect(names).toContain('www.example.com');
  expect(names).toContain('example.co.uk');
  expect(names).toContain('bind.example.com');
  expect([...names].filter((name) => /[_*]/.test(name))).toEqual([]);
});
