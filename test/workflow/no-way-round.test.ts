/** What could go on for ever, or hold up what is done, in the shipped workflow. */
import { describe, expect, test, vi } from 'vitest';
import { parseIncident } from '../../remediation/incident.ts';
import { failedUpdate } from '../doubles/documents.ts';
import { ALIAS, MISDIRECTED, TARGET, World } from '../doubles/world.ts';
import { run } from './run.ts';
import { announced, DAY, HOUR, underVirtualTime } from './virtual-time.ts';

const OTHER = 'a.example.com';
const UNTRUSTED = 'The certificate that is attached was not issued by a trusted Certificate Authority.';
const ENABLED = 'Alias move is not allowed since the source distribution is enabled';

underVirtualTime();

const incident = (...aliases: string[]) => parseIncident(failedUpdate('1', TARGET, ...aliases));

describe('a certificate that ACM finds fine and CloudFront does not take', () => {
  const refusal = { moved: false as const, code: 'InvalidArgument', message: UNTRUSTED };

  test('fails the Task after the second refusal, instead of going round between gate and move', async () => {
    const world = new World();
    world.publish();
    world.refusals.set(
      ALIAS,
      Array.from({ length: 1000 }, () => refusal),
    );
    const execution = run(world, incident(ALIAS));
    await vi.advanceTimersByTimeAsync(DAY);
    expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'MoveRefusedForGood' });
    expect(execution.outcome().cause).toContain(UNTRUSTED);
    expect(world.countOf('moveAlias')).toBe(2);
    expect(execution.entered().at(-1)).toBe('Move alias');
  });

  test('and once another is attached, a redrive moves the alias', async () => {
    const world = new World();
    if (world.holder) world.holder.sameAccount = true;
    world.publish();
    world.refusals.set(ALIAS, [refusal, refusal]);
    const execution = run(world, incident(ALIAS));
    await vi.advanceTimersByTimeAsync(HOUR);
    execution.redrive();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.entered()).toContain('Confirm alias');
    expect(world.target.aliases).toEqual([ALIAS]);
  });
});

describe('two aliases, of which only one can be moved by API', () => {
  /** The first is ours; the second only AWS Support can move. */
  function half(): World {
    const world = new World();
    if (world.holder) world.holder.sameAccount = true;
    world.refusals.set(
      ALIAS,
      Array.from({ length: 10 }, () => ({ moved: false, code: 'IllegalUpdate', message: ENABLED })),
    );
    return world;
  }

  test('the record of the one that moved is taken out: the other gets its case all the same', async () => {
    const world = half();
    world.publish();
    const execution = run(world, incident(OTHER, ALIAS));
    await vi.advanceTimersByTimeAsync(1000);
    expect(world.target.aliases).toEqual([OTHER]);
    // The record has done its service.
    world.withdrawn.add(OTHER);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.entered().at(-1)).toBe('Await Support');
    expect(world.cases).toHaveLength(1);
    expect(world.cases[0]?.subject).toContain(`name ${ALIAS} to our`);
  });

  test('also when that happens while the gates are being passed again', async () => {
    const world = half();
    world.publish();
    const execution = run(world, incident(OTHER, ALIAS));
    await vi.advanceTimersByTimeAsync(1000);
    world.withdrawn.add(OTHER);
    world.servers['ns-2.dns.example'] = 'missing';
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.entered().at(-1)).toBe('Wait for DNS');
    world.publish();
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(execution.entered().at(-1)).toBe('Await Support');
  });

  test('and ends only when both are there', async () => {
    const world = half();
    world.publish();
    const execution = run(world, incident(OTHER, ALIAS));
    await vi.advanceTimersByTimeAsync(HOUR);
    await vi.advanceTimersByTimeAsync(DAY);
    expect(execution.outcome().status).toBe('RUNNING');
    world.arrive(ALIAS);
    world.target = { ...world.target, status: 'Deployed' };
    await vi.advanceTimersByTimeAsync(7 * HOUR);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expect(announced(world).slice(-2)).toEqual(['Alias moved', 'Alias confirmed']);
  });
});

test('a hundred aliases: the document stays below what Step Functions carries', async () => {
  const world = new World();
  const names = Array.from({ length: 100 }, (_, i) => `an-alias-of-usual-length-${i}.example.com`);
  for (let i = 3; i <= 8; i += 1) world.servers[`ns-${i}.name-server.dns.example`] = 'missing';
  world.publish();
  const refused = { moved: false as const, code: 'IllegalUpdate', message: ENABLED };
  for (const name of names) world.refusals.set(name, [refused, refused]);
  const execution = run(world, incident(...names));
  await vi.advanceTimersByTimeAsync(DAY);
  expect(execution.entered().at(-1)).toBe('Await Support');
  const sizes = execution
    .history()
    .map(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.input?.length ?? 0);
  expect(Math.max(...sizes)).toBeLessThan(262_144);
});

test('both gates and AWS Support take nearly as long as they may: Step Functions does not end it at 25,000 events', async () => {
  const world = new World();
  const { certificate } = world.target;
  world.target = { ...world.target, certificate: undefined };
  const execution = run(world, incident(ALIAS));
  await vi.advanceTimersByTimeAsync(9 * DAY);
  world.publish();
  world.target = { ...world.target, certificate };
  await vi.advanceTimersByTimeAsync(29 * DAY);
  expect(execution.outcome().status).toBe('RUNNING');
  expect(execution.history().length).toBeLessThan(25_000);
});

test('nor after a redrive, when the record takes nearly as long again', async () => {
  const world = new World();
  const execution = run(world, incident(ALIAS));
  await vi.advanceTimersByTimeAsync(10 * DAY + HOUR);
  expect(execution.outcome().error).toBe('ProofDeadlineExceeded');
  execution.redrive();
  await vi.advanceTimersByTimeAsync(9 * DAY);
  world.publish();
  await vi.advanceTimersByTimeAsync(29 * DAY);
  expect(execution.outcome().status).toBe('RUNNING');
  expect(execution.history().length).toBeLessThan(20_000);
});

describe('gate and actor see different things, for good', () => {
  /** Every other look at the proof finds one server without it. */
  function flapping(): World {
    const world = new World();
    world.publish();
    const { survey } = world.dns;
    let looks = 0;
    world.dns.survey = (alias, record) => {
      if (alias !== record.name) looks += 1;
      world.servers['ns-2.dns.example'] =
        looks % 2 === 1 ? { values: [world.target.domainName], ttl: 300 } : 'missing';
      return survey(alias, record);
    };
    return world;
  }

  test('nothing goes round without a pause, nor is told again and again', async () => {
    const world = flapping();
    const execution = run(world, incident(ALIAS));
    await vi.advanceTimersByTimeAsync(9 * DAY);
    expect(execution.outcome().status).toBe('RUNNING');
    expect(execution.history().length).toBeLessThan(20_000);
    expect(announced(world).filter((type) => type === 'Ownership proof seen')).toHaveLength(1);
    expect(world.calls).toEqual([]);
  });

  test('and it has an end, with a reason', async () => {
    const execution = run(flapping(), incident(ALIAS));
    await vi.advanceTimersByTimeAsync(11 * DAY);
    expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'ProofDeadlineExceeded' });
  });

  test('the same where only a DNS record is in the way', async () => {
    const world = new World();
    world.holder = undefined;
    const { whereItLeads } = world.dns;
    let looks = 0;
    world.dns.whereItLeads = (alias) => {
      looks += 1;
      world.leadsTo = looks % 2 === 1 ? undefined : { name: 'd222222abcdef8.cloudfront.net', ttl: 300 };
      return whereItLeads(alias);
    };
    const execution = run(world, { ...incident(ALIAS), errorMessage: MISDIRECTED });
    await vi.advanceTimersByTimeAsync(9 * DAY);
    expect(execution.history().length).toBeLessThan(20_000);
  });
});
