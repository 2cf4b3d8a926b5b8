/** The conflict does not stay as it was: people solve it by hand, or of several aliases each has its own. */
import { describe, expect, test, vi } from 'vitest';
import { parseIncident } from '../../remediation/incident.ts';
import { failedUpdate } from '../doubles/documents.ts';
import { ALIAS, HELD, MISDIRECTED, TARGET, World } from '../doubles/world.ts';
import { run } from './run.ts';
import { announced, DAY, HOUR, underVirtualTime } from './virtual-time.ts';

const OTHER = 'a.example.com';

underVirtualTime();

const incident = (...aliases: string[]) =>
  parseIncident(failedUpdate('1', TARGET, ...(aliases.length > 0 ? aliases : [ALIAS])));
/** A world that deploys at once: the wait for it is tested elsewhere. */
function worldOf(changes: Partial<World> = {}): World {
  const world = Object.assign(new World(), changes);
  const { target } = world.cloudfront;
  world.cloudfront.target = async (wanted) => ({ ...(await target(wanted)), status: 'Deployed' });
  return world;
}
const inAccountOfOurs = (world: World) => {
  if (world.holder) Object.assign(world.holder, { enabled: true, sameAccount: true });
};

describe('while the proof is waited for', () => {
  test('the alias arrives by other hands: noticed within six hours, confirmed, and nothing was moved', async () => {
    const world = worldOf();
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(2 * DAY);
    expect(execution.entered().at(-1)).toBe('Wait for DNS');
    world.arrive();
    await vi.advanceTimersByTimeAsync(6.5 * HOUR);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expect(announced(world)).toEqual(['Remediation opened', 'Alias moved', 'Alias confirmed']);
    expect(world.calls).toEqual([]);
    // A deployment of the former holder that takes it back would be a fight over the name.
    expect(world.moves.get(ALIAS)).toMatchObject({ from: '*******EXAMPLE', to: TARGET });
  });

  test('its holder lets it go: added, without the record', async () => {
    const world = worldOf();
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(2 * DAY);
    world.holder = undefined;
    await vi.advanceTimersByTimeAsync(6.5 * HOUR);
    expect(world.target.aliases).toEqual([ALIAS]);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expect(announced(world)).toEqual(['Remediation opened', 'Alias free', 'Alias added', 'Alias confirmed']);
    expect(world.calls.map(({ action }) => action)).toEqual(['addAliases']);
  });

  test('its holder lets it go right before the record is there, so nothing is to be moved: added', async () => {
    const world = worldOf();
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(HOUR);
    world.holder = undefined;
    world.refusals.set(ALIAS, [
      { moved: false, code: 'InvalidArgument', message: `${ALIAS} is not associated with any resource.` },
    ]);
    world.publish();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.outcome()).toEqual({ status: 'SUCCEEDED' });
    expect(world.calls.map(({ action }) => action)).toEqual(['moveAlias', 'addAliases']);
  });

  test('its holder lets it go, and for days its record leads elsewhere: it stays one that nobody holds', async () => {
    const world = worldOf();
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(DAY);
    world.holder = undefined;
    world.leadsTo = { name: 'd222222abcdef8.cloudfront.net', ttl: 300 };
    await vi.advanceTimersByTimeAsync(2 * DAY);
    expect(execution.entered().at(-1)).toBe('Wait for alias record');
    // Without a certificate CloudFront lists nothing: that makes it no secret again who held it.
    const { certificate } = world.target;
    world.detach();
    await vi.advanceTimersByTimeAsync(7 * HOUR);
    world.target = { ...world.target, certificate };
    await vi.advanceTimersByTimeAsync(7 * HOUR);
    world.leadsTo = undefined;
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expect(world.calls.map(({ action }) => action)).toEqual(['addAliases']);
  });

  test('nothing changes: nobody is told anything twice, and the history stays short', async () => {
    const world = worldOf();
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(9.9 * DAY);
    expect(announced(world)).toEqual(['Remediation opened']);
    const looks = execution.entered().filter((state) => state === 'Diagnose conflict without proof');
    expect(looks.length).toBeGreaterThan(30);
    expect(looks.length).toBeLessThan(42);
    await vi.advanceTimersByTimeAsync(DAY);
    expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'ProofDeadlineExceeded' });
    expect(execution.entered().at(-1)).toBe('Check ownership proof');
  });

  test('the target is deleted: said at the next diagnosis, not after ten days', async () => {
    const world = worldOf();
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(DAY);
    world.target = { ...world.target, id: 'E9OTHER' };
    await vi.advanceTimersByTimeAsync(7 * HOUR);
    expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'TargetGone' });
  });
});

describe('while the record of an alias that nobody holds is waited for', () => {
  const misdirected = () =>
    worldOf({ holder: undefined, leadsTo: { name: 'd222222abcdef8.cloudfront.net', ttl: 300 } });

  test('somebody takes it: from now on it is a conflict, and the record of the proof is asked for', async () => {
    const world = misdirected();
    const execution = run(world, { ...incident(), errorMessage: MISDIRECTED });
    await vi.advanceTimersByTimeAsync(DAY);
    world.holder = new World().holder;
    await vi.advanceTimersByTimeAsync(7 * HOUR);
    expect(announced(world)).toEqual(['DNS record in the way', 'Remediation opened']);
    expect(execution.entered().at(-1)).toBe('Wait for DNS');
  });

  test('somebody makes the update by hand', async () => {
    const world = misdirected();
    const execution = run(world, { ...incident(), errorMessage: MISDIRECTED });
    await vi.advanceTimersByTimeAsync(DAY);
    world.arrive();
    await vi.advanceTimersByTimeAsync(7 * HOUR);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expect(world.calls).toEqual([]);
  });
});

test('who holds it is known only once the target has its certificate: asked before the move, and remembered', async () => {
  const world = worldOf();
  inAccountOfOurs(world);
  world.publish();
  const { certificate } = world.target;
  world.target = { ...world.target, certificate: undefined };
  const execution = run(world, incident());
  await vi.advanceTimersByTimeAsync(DAY);
  world.target = { ...world.target, certificate };
  await vi.advanceTimersByTimeAsync(2 * HOUR);
  expect(execution.entered()).toContain('Diagnose conflict again');
  expect(world.moves.get(ALIAS)).toMatchObject({ from: '*******EXAMPLE' });
  expect(announced(world).filter((type) => type === 'Remediation opened')).toHaveLength(1);
});

describe('of two aliases in one call', () => {
  test('nobody holds the one: moved is the other, then the one is added, and both are confirmed', async () => {
    const world = worldOf();
    inAccountOfOurs(world);
    world.free.add(OTHER);
    const execution = run(world, incident(ALIAS, OTHER));
    await vi.advanceTimersByTimeAsync(HOUR);
    world.publish();
    const added: (readonly string[])[] = [];
    const { addAliases } = world.cloudfront;
    world.cloudfront.addAliases = (aliases, target) => {
      added.push(aliases);
      return addAliases(aliases, target);
    };
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(world.target.aliases).toEqual([ALIAS, OTHER]);
    expect(added).toEqual([[OTHER]]);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expect(announced(world)).toEqual([
      'Remediation opened',
      'Ownership proof seen',
      'Alias moved',
      'Alias free',
      'Alias added',
      'Alias confirmed',
    ]);
    expect(world.announced.at(-1)?.detail).toMatchObject({
      remediation: { confirmation: { aliases: [ALIAS, OTHER] } },
    });
  });

  test('the one is taken by somebody while the proof of the other is waited for: its record is asked for, too', async () => {
    const world = worldOf();
    inAccountOfOurs(world);
    world.free.add(OTHER);
    const execution = run(world, incident(ALIAS, OTHER));
    await vi.advanceTimersByTimeAsync(DAY);
    world.free.delete(OTHER);
    await vi.advanceTimersByTimeAsync(DAY);
    expect(announced(world)).toEqual(['Remediation opened', 'Remediation opened']);
    const both = [{ alias: ALIAS }, { alias: OTHER }];
    expect(world.announced.at(-1)?.detail).toMatchObject({ remediation: { diagnosis: { aliases: both } } });
    world.publish();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.outcome().status).toBe('SUCCEEDED');
  });

  test('the one is held after all, though nobody is listed: a conflict like any other', async () => {
    const world = worldOf();
    inAccountOfOurs(world);
    world.free.add(OTHER);
    world.publish();
    world.additionRefusals.push({ added: false, code: 'CNAMEAlreadyExists', message: HELD });
    const execution = run(world, incident(ALIAS, OTHER));
    await vi.advanceTimersByTimeAsync(3 * HOUR);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expect(world.target.aliases).toEqual([ALIAS, OTHER]);
    expect(world.countOf('moveAlias')).toBe(2);
    expect(world.countOf('addAliases')).toBe(1);
  });

  test('nobody is listed for either, and only one is held: the other, which no move brings, is added', async () => {
    const world = worldOf();
    world.free.add(ALIAS).add(OTHER);
    world.refusals.set(OTHER, [
      { moved: false, code: 'InvalidArgument', message: `${OTHER} is not associated with any resource.` },
    ]);
    world.publish();
    const execution = run(world, incident(ALIAS, OTHER));
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.entered().at(-1)).toBe('Await Support');
    const [opened] = world.announced.filter(({ type }) => type === 'Support case opened');
    const about = { aliases: [{ alias: ALIAS }], free: [{ alias: OTHER }] };
    expect(opened?.detail).toMatchObject({ remediation: { diagnosis: about } });
    world.arrive(ALIAS);
    await vi.advanceTimersByTimeAsync(7 * HOUR);
    expect(execution.outcome()).toEqual({ status: 'SUCCEEDED' });
    expect(world.target.aliases).toEqual([ALIAS, OTHER]);
    expect(world.countOf('addAliases')).toBe(1);
  });

  test('the one that has moved is taken again while the other waits for its record: AWS is asked, in the end', async () => {
    const world = worldOf();
    inAccountOfOurs(world);
    world.free.add(OTHER);
    world.publish();
    world.leadsTo = { name: 'd222222abcdef8.cloudfront.net', ttl: 300 };
    const execution = run(world, incident(ALIAS, OTHER));
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(world.target.aliases).toEqual([ALIAS]);
    world.target = { ...world.target, aliases: [] };
    if (world.holder) world.holder.sameAccount = false;
    await vi.advanceTimersByTimeAsync(8 * HOUR);
    expect(execution.entered().at(-1)).toBe('Await Support');
    world.arrive(ALIAS);
    world.leadsTo = undefined;
    await vi.advanceTimersByTimeAsync(8 * HOUR);
    expect(execution.outcome()).toEqual({ status: 'SUCCEEDED' });
    expect(world.target.aliases).toEqual([ALIAS, OTHER]);
  });

  test('both are let go, and one is taken again before it is added: it is fought for, then the other is added', async () => {
    const world = worldOf();
    world.publish();
    const execution = run(world, incident(ALIAS, OTHER));
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.entered().at(-1)).toBe('Await Support');
    const { holder } = world;
    world.holder = undefined;
    const { addAliases } = world.cloudfront;
    world.cloudfront.addAliases = (aliases, target) => {
      world.cloudfront.addAliases = addAliases;
      world.holder = holder;
      world.free.add(OTHER);
      return addAliases(aliases, target);
    };
    await vi.advanceTimersByTimeAsync(12 * HOUR);
    expect(execution.entered().at(-1)).toBe('Await Support');
    expect(world.target.aliases).toEqual([]);
    world.arrive();
    world.holder = holder;
    await vi.advanceTimersByTimeAsync(12 * HOUR);
    expect(world.target.aliases).toEqual([ALIAS, OTHER]);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expect(world.countOf('createCase')).toBe(1);
  });
});

test('a listing that wavers while AWS is asked is believed three times; the month comes to its end', async () => {
  const world = worldOf();
  world.publish();
  const { holders } = world.cloudfront;
  let looks = 0;
  world.cloudfront.holders = async (alias, target) => {
    looks += 1;
    return looks % 2 === 0 ? { listed: true, holders: [] } : holders(alias, target);
  };
  const execution = run(world, incident());
  await vi.advanceTimersByTimeAsync(40 * DAY);
  expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'SupportDeadlineExceeded' });
  expect(announced(world).filter((type) => type === 'Remediation opened')).toHaveLength(4);
  expect(world.countOf('createCase')).toBe(1);
});
