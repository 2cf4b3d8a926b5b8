/** Nobody holds the alias; only its DNS record is in the way. The shipped workflow under virtual time. */
import { expect, test, vi } from 'vitest';
import { parseIncident } from '../../remediation/incident.ts';
import { failedUpdate } from '../doubles/documents.ts';
import { ALIAS, HELD, MISDIRECTED, TARGET, World } from '../doubles/world.ts';
import { run } from './run.ts';
import { announced, DAY, HOUR, underVirtualTime } from './virtual-time.ts';

const OTHER = 'd222222abcdef8.cloudfront.net';

underVirtualTime();

const incident = () => ({ ...parseIncident(failedUpdate('1', TARGET, ALIAS)), errorMessage: MISDIRECTED });
function misdirected(ttl = 300): World {
  const world = new World();
  world.holder = undefined;
  world.leadsTo = { name: OTHER, ttl };
  return world;
}

test('no update before the record has left and its TTL is over; then exactly one, and the alias arrives', async () => {
  const world = misdirected(3600);
  const execution = run(world, incident());
  await vi.advanceTimersByTimeAsync(DAY);
  expect(world.calls).toEqual([]);
  expect(announced(world)).toEqual(['DNS record in the way']);

  const leftAt = Date.now();
  world.leadsTo = { name: world.target.domainName, ttl: 60 };
  world.misdirectedUntil = leftAt + 3_600_000;
  await vi.advanceTimersByTimeAsync(2 * HOUR);
  expect(world.calls.map(({ action }) => action)).toEqual(['addAliases']);
  expect(world.calls[0]?.at).toBeGreaterThanOrEqual(leftAt + 3_600_000);

  world.target = { ...world.target, status: 'Deployed' };
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.outcome().status).toBe('SUCCEEDED');
  expect(announced(world)).toEqual(['DNS record in the way', 'Alias added', 'Alias confirmed']);
  // Nobody is asked to prove anything, since nobody loses anything.
  expect(execution.entered()).not.toContain('Check ownership proof');
});

test('addresses do not tell where they lead: CloudFront is asked, and asked again ever more rarely', async () => {
  const world = misdirected();
  world.leadsTo = undefined;
  world.misdirectedUntil = Date.now() + DAY;
  const execution = run(world, incident());
  await vi.advanceTimersByTimeAsync(DAY);
  expect(world.countOf('addAliases')).toBeGreaterThan(10);
  expect(world.countOf('addAliases')).toBeLessThan(150);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(world.target.aliases).toEqual([ALIAS]);
  expect(execution.entered()).toContain('Confirm alias');
});

test('nobody changes it: the Task fails at the deadline, and a redrive waits anew', async () => {
  const world = misdirected();
  const execution = run(world, incident());
  await vi.advanceTimersByTimeAsync(10 * DAY + HOUR);
  expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'AliasRecordDeadlineExceeded' });
  expect(execution.entered().at(-1)).toBe('Check alias record');
  execution.redrive();
  await vi.advanceTimersByTimeAsync(DAY);
  world.leadsTo = undefined;
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(world.target.aliases).toEqual([ALIAS]);
});

test('somebody takes the alias meanwhile: it is a conflict like any other, with proof and all', async () => {
  const world = misdirected();
  const execution = run(world, incident());
  await vi.advanceTimersByTimeAsync(HOUR);
  world.holder = {
    resourceType: 'distribution',
    resourceId: '*******EXAMPLE',
    accountId: '******445566',
    enabled: true,
    sameAccount: true,
  };
  world.leadsTo = undefined;
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(world.countOf('moveAlias')).toBe(0);
  expect(execution.entered().at(-1)).toBe('Wait for DNS');
  world.publish();
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(world.countOf('moveAlias')).toBe(1);
  expect(world.target.aliases).toEqual([ALIAS]);
});

test('CloudFront says that somebody has it, and lists nobody: no going round', async () => {
  const world = misdirected();
  world.leadsTo = undefined;
  const refusal = { added: false as const, code: 'CNAMEAlreadyExists', message: HELD };
  world.additionRefusals.push(...Array.from({ length: 100 }, () => refusal));
  const execution = run(world, incident());
  await vi.advanceTimersByTimeAsync(DAY);
  expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'UpdateRefused' });
  expect(world.countOf('addAliases')).toBe(2);
});
