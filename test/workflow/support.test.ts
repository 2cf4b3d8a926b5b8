/** Each way through AWS Support, in the shipped workflow under virtual time: every wait ends, nothing is done twice. */
import { describe, expect, test, vi } from 'vitest';
import { parseIncident } from '../../remediation/incident.ts';
import { failedUpdate } from '../doubles/documents.ts';
import { ALIAS, TARGET, World } from '../doubles/world.ts';
import { type Run, run } from './run.ts';
import { DAY, HOUR, underVirtualTime } from './virtual-time.ts';

underVirtualTime();

const incident = () => parseIncident(failedUpdate('1', TARGET, ALIAS));
const told = (world: World, type: string) => world.announced.filter((each) => each.type === type).length;

async function begun(world: World): Promise<Run> {
  world.publish();
  const execution = run(world, incident());
  await vi.advanceTimersByTimeAsync(HOUR);
  return execution;
}

/** The alias is there: nothing is left to wait for but the deployment. */
async function ends(world: World, execution: Run): Promise<void> {
  world.target = { ...world.target, status: 'Deployed' };
  await vi.advanceTimersByTimeAsync(7 * HOUR);
  expect(execution.outcome().status).toBe('SUCCEEDED');
  expect(execution.history().length).toBeLessThan(25_000);
}

function close(world: World): void {
  for (const each of world.cases) each.status = 'resolved';
}

describe('AWS closes the case without moving the alias', () => {
  test('is told so once; the case is opened again, and the alias arrives', async () => {
    const world = new World();
    const execution = await begun(world);
    close(world);
    execution.resume();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.entered().at(-1)).toBe('Await Support');
    expect(world.countOf('say')).toBe(1);
    expect(told(world, 'Support case updated')).toBe(1);
    world.arrive();
    await ends(world, execution);
    expect(world.countOf('say')).toBe(1);
    expect(world.countOf('createCase')).toBe(1);
  });

  test('a second time: the Task fails, and redriven without a cure it fails again, with nothing said', async () => {
    const world = new World();
    const execution = await begun(world);
    for (let i = 0; i < 2; i += 1) {
      close(world);
      execution.resume();
      await vi.advanceTimersByTimeAsync(7 * HOUR);
    }
    expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'SupportResolvedWithoutMove' });
    expect(execution.entered().at(-1)).toBe('Check support case');
    execution.redrive();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'SupportResolvedWithoutMove' });
    expect(world.countOf('say')).toBe(1);
    // Somebody talks to AWS, who opens the case again.
    for (const each of world.cases) each.status = 'reopened';
    execution.redrive();
    await vi.advanceTimersByTimeAsync(HOUR);
    world.arrive();
    await ends(world, execution);
  });
});

describe.each([
  ['no Support API', 'supportPlan', false, 'Open the case by hand'],
  ['too many open cases', 'caseLimitReached', true, 'Too many Support cases'],
] as const)('%s', (_, lever, stuck, type) => {
  test('told once; the alias that arrives all the same ends it well', async () => {
    const world = new World();
    world[lever] = stuck;
    const execution = await begun(world);
    await vi.advanceTimersByTimeAsync(20 * DAY);
    expect(execution.outcome().status).toBe('RUNNING');
    expect(told(world, type)).toBe(1);
    world.arrive();
    await ends(world, execution);
    expect(world.cases).toEqual([]);
  });

  test('cured meanwhile: one case, as if nothing had been', async () => {
    const world = new World();
    world[lever] = stuck;
    const execution = await begun(world);
    await vi.advanceTimersByTimeAsync(2 * DAY);
    world[lever] = !stuck;
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(execution.entered().at(-1)).toBe('Await Support');
    expect(told(world, 'Support case opened')).toBe(1);
    world.arrive();
    await ends(world, execution);
    expect(world.countOf('createCase')).toBe(1);
  });

  test('for ever: the Task fails after a month, far from what Step Functions carries; redriven, it goes on', async () => {
    const world = new World();
    world[lever] = stuck;
    const execution = await begun(world);
    await vi.advanceTimersByTimeAsync(31 * DAY);
    expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'SupportDeadlineExceeded' });
    expect(execution.entered().at(-1)).toBe('Open support case');
    execution.redrive();
    await vi.advanceTimersByTimeAsync(29 * DAY);
    expect(execution.outcome().status).toBe('RUNNING');
    expect(execution.history().length).toBeLessThan(20_000);
    expect(told(world, type)).toBe(1);
    world.arrive();
    await ends(world, execution);
  });
});

test('the proof is gone at every tenth look: the pauses grow all the same, and the month comes to its end', async () => {
  const world = new World();
  world.supportPlan = false;
  const { survey } = world.dns;
  let surveys = 0;
  world.dns.survey = async (alias, record) => {
    const seen = await survey(alias, record);
    surveys += 1;
    // A look asks for both forms of the record.
    if (surveys % 20 > 1) return seen;
    const answer = { kind: 'missing' as const, nxdomain: true };
    return { ...seen, servers: seen.servers.map((server) => ({ ...server, answer })) };
  };
  const execution = await begun(world);
  await vi.advanceTimersByTimeAsync(29 * DAY);
  expect(execution.outcome().status).toBe('RUNNING');
  expect(told(world, 'Open the case by hand')).toBe(1);
  await vi.advanceTimersByTimeAsync(2 * DAY);
  expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'SupportDeadlineExceeded' });
  expect(execution.history().length).toBeLessThan(20_000);
});

test('the plan ends, AWS closes the case, the plan is back: it is still the one case', async () => {
  const world = new World();
  const execution = await begun(world);
  world.supportPlan = false;
  await vi.advanceTimersByTimeAsync(7 * HOUR);
  // Through the gates once more: the case is not forgotten there.
  world.withdrawn.add(ALIAS);
  await vi.advanceTimersByTimeAsync(2 * HOUR);
  world.withdrawn.clear();
  close(world);
  await vi.advanceTimersByTimeAsync(5 * HOUR);
  world.supportPlan = true;
  await vi.advanceTimersByTimeAsync(14 * HOUR);
  expect(world.countOf('createCase')).toBe(1);
  expect(world.countOf('say')).toBe(1);
  world.arrive();
  await ends(world, execution);
});

test('the plan ends while AWS is at it: the case is followed by hand, and the alias arrives', async () => {
  const world = new World();
  const execution = await begun(world);
  world.supportPlan = false;
  await vi.advanceTimersByTimeAsync(7 * HOUR);
  expect(execution.entered().at(-1)).toBe('Wait before asking');
  expect(told(world, 'Open the case by hand')).toBe(1);
  world.arrive();
  await ends(world, execution);
  expect(world.countOf('createCase')).toBe(1);
});
