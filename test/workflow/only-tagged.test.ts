/** The stack changes only what carries a tag: it stops before anybody is bothered, and goes on once the tag is there. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { parseIncident } from '../../remediation/incident.ts';
import { failedUpdate } from '../doubles/documents.ts';
import { ALIAS, ownDistribution, TARGET, World } from '../doubles/world.ts';
import { type Run, run } from './run.ts';
import { announced, DAY, HOUR, START, underVirtualTime } from './virtual-time.ts';

underVirtualTime();

const onlyTagged = { key: 'cname-rescue', value: 'allowed' };
const HOLDER = ownDistribution('E1HOLDEREXAMPLE', ALIAS);
const start = (world: World, parameters = {}): Run =>
  run(world, parseIncident(failedUpdate('1', TARGET, ALIAS)), {}, { onlyTagged, ...parameters });
const MISSING = { status: 'FAILED', error: 'TagMissing' };

/** The holder is of our own account. */
function world(...tagged: string[]): World {
  const given = new World();
  given.holder = {
    resourceType: 'distribution',
    resourceId: HOLDER.id,
    accountId: '111122223333',
    enabled: true,
    sameAccount: true,
  };
  given.own = [HOLDER, ownDistribution(TARGET)];
  for (const arn of tagged) given.tags.set(arn, [onlyTagged]);
  return given;
}
const targetArn = ownDistribution(TARGET).arn;

describe.each([
  ['the target', [HOLDER.arn], targetArn],
  ['the holder', [targetArn], HOLDER.arn],
])('%s has no tag', (_, tagged, untagged) => {
  test('it stops at once and names it; tagged, it goes on from the beginning', async () => {
    const given = world(...tagged);
    given.publish();
    const execution = start(given);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.outcome()).toMatchObject({ ...MISSING, cause: expect.stringContaining(untagged) });
    expect(execution.entered()).toEqual(['Diagnose conflict']);
    expect(announced(given)).toEqual([]);

    given.tags.set(untagged, [onlyTagged]);
    execution.redrive();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(given.target.aliases).toEqual([ALIAS]);
    expect(given.countOf('moveAlias')).toBe(1);
  });

  test('it had one when it began: it stops before the move, and goes on there', async () => {
    const given = world(...tagged, untagged);
    const execution = start(given);
    await vi.advanceTimersByTimeAsync(HOUR);
    given.tags.delete(untagged);
    given.publish();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.outcome()).toMatchObject(MISSING);
    expect(execution.entered().at(-1)).toBe('Move alias');
    expect(given.calls).toEqual([]);

    given.tags.set(untagged, [onlyTagged]);
    execution.redrive();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(given.target.aliases).toEqual([ALIAS]);
  });

  test('AWS Support is no way round', async () => {
    const given = world(...tagged, untagged);
    given.publish();
    const execution = start(given, { selfService: false });
    // The record is there, and may still be a miss in a cache: no case yet.
    await vi.advanceTimersByTimeAsync(HOUR / 12);
    expect(execution.entered().at(-1)).toBe('Wait until settled');
    given.tags.delete(untagged);
    await vi.advanceTimersByTimeAsync(DAY);
    expect(execution.outcome()).toMatchObject(MISSING);
    expect(given.cases).toEqual([]);
  });
});

test('the alias is taken off the holder by hand instead: it goes on as ever', async () => {
  const given = world(targetArn);
  given.publish();
  const execution = start(given);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.outcome()).toMatchObject(MISSING);
  given.holder = undefined;
  given.own = [ownDistribution(HOLDER.id), ownDistribution(TARGET)];
  execution.redrive();
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(given.target.aliases).toEqual([ALIAS]);
});

test('a dry run stops there as well', async () => {
  const given = world(HOLDER.arn);
  const execution = start(given, { dryRun: true });
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.outcome()).toMatchObject(MISSING);
});

test('what a holder of another account carries is nobody’s business here', async () => {
  const given = new World();
  given.own = [ownDistribution(TARGET)];
  given.tags.set(targetArn, [onlyTagged]);
  given.publish();
  const execution = start(given);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.entered()).toContain('Await Support');
  expect(given.cases).toHaveLength(1);
});

test('whoever tags and untags what and when, nothing is done to what has no tag at that time', async () => {
  const TAKING = ['moveAlias', 'createCase', 'say'];
  const hours = fc.record({
    target: fc.boolean(),
    holder: fc.boolean(),
    redriven: fc.boolean(),
    published: fc.boolean(),
  });
  const wishes = fc.record({
    holder: fc.constantFrom('ours', 'theirs', 'nobody'),
    certificate: fc.constantFrom('attached', 'in ACM'),
    selfService: fc.boolean(),
    caseIsClosed: fc.boolean(),
    hours: fc.array(hours, { minLength: 4, maxLength: 12 }),
  });
  let done = 0;
  await fc.assert(
    fc.asyncProperty(wishes, async ({ holder, certificate, selfService, caseIsClosed, hours }) => {
      vi.setSystemTime(START);
      const given = holder === 'ours' ? world(targetArn, HOLDER.arn) : new World();
      given.tags.set(targetArn, [onlyTagged]);
      if (holder === 'nobody') given.holder = undefined;
      if (certificate !== 'attached') given.detach();
      const execution = start(given, { selfService, attachCertificate: true, casePollSeconds: 1800 });
      for (const hour of hours) {
        given.tags.set(targetArn, hour.target ? [onlyTagged] : []);
        given.tags.set(HOLDER.arn, hour.holder ? [onlyTagged] : []);
        if (hour.published) given.publish();
        if (caseIsClosed) for (const each of given.cases) each.status = 'resolved';
        if (hour.redriven && execution.outcome().status === 'FAILED') execution.redrive();
        const before = given.calls.length;
        const keeps = holder === 'ours' && given.holder !== undefined;
        await vi.advanceTimersByTimeAsync(HOUR);
        const calls = given.calls.slice(before).map(({ action }) => action);
        done += calls.length;
        if (!hour.target) expect(calls).toEqual([]);
        if (keeps && !hour.holder) expect(calls.filter((call) => TAKING.includes(call))).toEqual([]);
      }
    }),
    { numRuns: 8 },
  );
  // It was not for want of acting.
  expect(done).toBeGreaterThan(0);
});
