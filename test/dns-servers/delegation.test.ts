/** A zone below example.com on a server of its own, rightly delegated, and one that names servers that lack it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TARGET } from './look.ts';
import { ask } from './question.ts';
import { stopServers } from './running-server.ts';
import { KINDS } from './servers/kinds.ts';
import { startNsd } from './servers/nsd.ts';
import { createPlan, everywhere, startWorld, type World } from './world.ts';
import { txt, zoneFile } from './zone-file.ts';

const CHILD = 'child.example.com';

let world: World;
beforeAll(async () => {
  const plan = await createPlan();
  const { nameServers, hosts, network } = plan;
  const child = network.endpoint();
  const records = [
    ...hosts,
    `child IN A ${child.address}`,
    `dev IN NS ${CHILD}.`,
    `ops IN NS ${CHILD}.`,
    // Beside the cut, not below it.
    txt('_dev', TARGET),
  ];
  await startNsd({
    endpoint: child,
    zones: [
      zoneFile({
        name: 'dev.example.com',
        nameServers: [CHILD],
        records: [txt('_', TARGET), txt('_app', TARGET)],
      }),
      zoneFile({
        name: 'ops.example.com',
        nameServers: [CHILD, ...nameServers],
        records: [txt('_app', TARGET)],
      }),
    ],
  });
  world = await startWorld(plan, [zoneFile({ name: 'example.com', nameServers, records })], {
    'dev.example.com': [child],
    'ops.example.com': [child],
  });
});
afterAll(stopServers);

test.each([
  ['a name in the zone', 'app.dev.example.com', '_app.dev.example.com'],
  ['the apex of the zone', 'dev.example.com', '_.dev.example.com'],
])('%s is looked for on its own servers only', async (_, alias, record) => {
  const sight = await world.watch.look(alias);
  expect(sight).toMatchObject({ zone: 'dev.example.com', record, verdict: 'published' });
  expect(sight.verdicts).toEqual({ [CHILD]: 'match' });
});

test('servers that are named but delegate it on have no say', async () => {
  const { verdict, verdicts, details } = await world.watch.look('app.ops.example.com');
  expect(verdicts).toEqual({ [CHILD]: 'match', ...everywhere('refused') });
  expect(verdict).toBe('missing');
  const { [CHILD]: _, ...referrals } = details;
  for (const detail of Object.values(referrals)) expect(detail).toMatch(/refers to .*ops\.example\.com/);
});

test.each(KINDS)('%s: they answer with a referral', async (kind) => {
  const reply = await ask(world.servers[kind], '_app.ops.example.com', 'TXT');
  expect(reply).toMatchObject({ rcode: 0, authoritative: false, answers: [] });
});
