/** The holder lets the alias go while AWS Support is asked for it: the failed update is made again, and only then. */
import { describe, expect, test, vi } from 'vitest';
import { parseIncident } from '../../remediation/incident.ts';
import { failedUpdate } from '../doubles/documents.ts';
import { ALIAS, HELD, TARGET, World } from '../doubles/world.ts';
import { type Run, run } from './run.ts';
import { announced, DAY, HOUR, underVirtualTime } from './virtual-time.ts';

const OTHER = 'd222222abcdef8.cloudfront.net';
const ENABLED = 'Alias move is not allowed since the source distribution is enabled';

underVirtualTime();

const incident = () => parseIncident(failedUpdate('1', TARGET, ALIAS));

async function begun(world = new World()): Promise<{ world: World; execution: Run }> {
  world.publish();
  const execution = run(world, incident());
  await vi.advanceTimersByTimeAsync(HOUR);
  return { world, execution };
}

/** Not much longer: the target is given two hours to be Deployed. */
async function ends(world: World, execution: Run): Promise<void> {
  for (let i = 0; i < 100 && world.target.aliases.length === 0; i += 1) {
    await vi.advanceTimersByTimeAsync(HOUR / 2);
  }
  world.target = { ...world.target, status: 'Deployed' };
  await vi.advanceTimersByTimeAsync(7 * HOUR);
  expect(execution.outcome().status).toBe('SUCCEEDED');
  expect(announced(world).slice(-2)).toEqual(['Alias added', 'Alias confirmed']);
}

test('its record still leads to the former holder: told what to change, added once it has left and its TTL is over', async () => {
  const { world, execution } = await begun();
  world.leadsTo = { name: OTHER, ttl: 3600 };
  world.holder = undefined;
  await vi.advanceTimersByTimeAsync(DAY);
  expect(execution.entered().at(-1)).toBe('Wait for alias record');
  expect(announced(world).filter((type) => type === 'Alias free')).toHaveLength(1);
  expect(world.countOf('addAliases')).toBe(0);

  world.leadsTo = { name: world.target.domainName, ttl: 60 };
  const leftAt = Date.now();
  await vi.advanceTimersByTimeAsync(3 * HOUR);
  expect(world.target.aliases).toEqual([ALIAS]);
  expect(world.calls.find(({ action }) => action === 'addAliases')?.at).toBeGreaterThanOrEqual(
    leftAt + 3_600_000,
  );
  await ends(world, execution);
  expect(world.countOf('addAliases')).toBe(1);
  expect(world.countOf('createCase')).toBe(1);
});

test('nothing else in the way: added at the next look', async () => {
  const { world, execution } = await begun();
  world.holder = undefined;
  await ends(world, execution);
});

test('CloudFront still sees the old record: waited for, ever more rarely', async () => {
  const { world, execution } = await begun();
  world.holder = undefined;
  world.misdirectedUntil = Date.now() + DAY;
  await ends(world, execution);
  expect(Date.now()).toBeGreaterThan(world.misdirectedUntil);
  expect(world.countOf('addAliases')).toBeGreaterThan(10);
  expect(world.countOf('addAliases')).toBeLessThan(150);
});

test('nor does it begin anew with every look at which a server leads elsewhere again', async () => {
  const { world, execution } = await begun();
  world.holder = undefined;
  world.misdirectedUntil = Number.POSITIVE_INFINITY;
  const { whereItLeads } = world.dns;
  let looks = 0;
  world.dns.whereItLeads = async (alias) => {
    looks += 1;
    world.leadsTo = looks % 10 === 0 ? { name: OTHER, ttl: 60 } : undefined;
    return whereItLeads(alias);
  };
  await vi.advanceTimersByTimeAsync(12 * DAY);
  expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'AliasRecordDeadlineExceeded' });
  expect(execution.history().length).toBeLessThan(15_000);
});

test.each([
  ['no Support API', { supportPlan: false }],
  ['too many open cases', { caseLimitReached: true }],
])('while no case can be opened (%s), too', async (_, stuck) => {
  const { world, execution } = await begun(Object.assign(new World(), stuck));
  expect(execution.entered().at(-1)).toBe('Wait before asking');
  world.holder = undefined;
  await ends(world, execution);
  expect(world.cases).toEqual([]);
});

test('a holder that only showed once the target had a certificate', async () => {
  const world = new World();
  const { certificate } = world.target;
  world.target = { ...world.target, certificate: undefined };
  const { execution } = await begun(world);
  world.target = { ...world.target, certificate };
  await vi.advanceTimersByTimeAsync(3 * HOUR);
  expect(execution.entered().at(-1)).toBe('Await Support');
  world.holder = undefined;
  await ends(world, execution);
});

test('somebody else is quicker, twice: AWS is asked again each time, and what is let go at last is added', async () => {
  const { world, execution } = await begun();
  const { holder } = world;
  const { addAliases } = world.cloudfront;
  let quicker = 0;
  world.cloudfront.addAliases = async (...wish) => {
    quicker += 1;
    if (quicker <= 2) world.holder = holder;
    return addAliases(...wish);
  };
  for (let i = 0; i < 2; i += 1) {
    world.holder = undefined;
    await vi.advanceTimersByTimeAsync(DAY);
    expect(execution.entered().at(-1)).toBe('Await Support');
  }
  world.holder = undefined;
  await ends(world, execution);
  expect(world.countOf('createCase')).toBe(1);
});

test('AWS moves it between two looks of ours: it has arrived, and is confirmed like any other', async () => {
  const { world, execution } = await begun();
  const { holders } = world.cloudfront;
  world.cloudfront.holders = async (alias, target) => {
    world.arrive();
    return holders(alias, target);
  };
  await vi.advanceTimersByTimeAsync(6 * HOUR);
  world.target = { ...world.target, status: 'Deployed' };
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.outcome().status).toBe('SUCCEEDED');
  expect(announced(world).slice(-2)).toEqual(['Alias moved', 'Alias confirmed']);
  expect(announced(world)).not.toContain('Alias free');
  expect(world.countOf('addAliases')).toBe(0);
});

describe('an empty listing is no proof', () => {
  test('where nobody was ever listed: the alias may be on a hidden distribution, and AWS is waited for', async () => {
    const world = new World();
    world.cloudfront.holders = async () => ({ listed: true, holders: [] });
    const { execution } = await begun(world);
    await vi.advanceTimersByTimeAsync(10 * DAY);
    expect(execution.entered().at(-1)).toBe('Await Support');
    expect(world.countOf('addAliases')).toBe(0);
  });

  test('where CloudFront says that somebody has it all the same: tried once, then AWS is waited for', async () => {
    const { world, execution } = await begun();
    const refused = { moved: false as const, code: 'IllegalUpdate', message: ENABLED };
    world.refusals.set(
      ALIAS,
      Array.from({ length: 20 }, () => refused),
    );
    world.additionRefusals.push(
      ...Array.from({ length: 20 }, () => ({
        added: false as const,
        code: 'CNAMEAlreadyExists',
        message: HELD,
      })),
    );
    world.holder = undefined;
    await vi.advanceTimersByTimeAsync(10 * DAY);
    expect(execution.entered().at(-1)).toBe('Await Support');
    expect(world.countOf('addAliases')).toBe(1);
    expect(world.countOf('createCase')).toBe(1);
    expect(execution.history().length).toBeLessThan(2000);
  });

  test('with one of two still held: nothing is updated', async () => {
    const world = new World();
    const other = 'a.example.com';
    const { holders } = world.cloudfront;
    const free = new Set<string>();
    world.cloudfront.holders = async (alias, target) =>
      free.has(alias) ? { listed: true, holders: [] } : holders(alias, target);
    world.publish();
    const execution = run(world, parseIncident(failedUpdate('1', TARGET, ALIAS, other)));
    await vi.advanceTimersByTimeAsync(HOUR);
    free.add(other);
    await vi.advanceTimersByTimeAsync(DAY);
    expect(execution.entered().at(-1)).toBe('Await Support');
    expect(world.countOf('addAliases')).toBe(0);
    free.add(ALIAS);
    world.holder = undefined;
    await vi.advanceTimersByTimeAsync(7 * HOUR);
    expect(world.target.aliases.toSorted()).toEqual([other, ALIAS]);
  });
});
