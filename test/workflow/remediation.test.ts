/** The shipped workflow under virtual time: days of waiting in milliseconds. */
import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { parseIncident } from '../../remediation/incident.ts';
import { World } from '../doubles/world.ts';
import { run } from './run.ts';
import { announced, DAY, HOUR, underVirtualTime } from './virtual-time.ts';

const event = JSON.parse(readFileSync('test/fixtures/cloudtrail/update-distribution.json', 'utf8'));
const incident = () => {
  const parsed = parseIncident(event);
  return { ...parsed, target: { kind: 'distribution', id: 'E2TARGETEXAMPLE' } };
};

underVirtualTime();

describe('a holder in another account', () => {
  test('nothing is called before the record is published; then one case, and the alias arrives', async () => {
    const world = new World();
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(3 * DAY);
    expect(world.calls).toEqual([]);
    expect(announced(world)).toEqual(['Remediation opened']);

    world.publish();
    const publishedAt = Date.now();
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    // One try when published, one when settled: CloudFront says each time that the holder is enabled.
    expect(world.countOf('moveAlias')).toBe(2);
    expect(world.countOf('createCase')).toBe(1);
    const created = world.calls.find(({ action }) => action === 'createCase');
    expect(created?.at).toBeGreaterThanOrEqual(publishedAt + 900_000);
    expect(world.cases[0]?.communications[0]?.body).toContain(event.detail.errorMessage);

    world.arrive();
    await vi.advanceTimersByTimeAsync(6 * HOUR);
    world.target = { ...world.target, status: 'Deployed' };
    await vi.advanceTimersByTimeAsync(60_000);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expect(world.countOf('createCase')).toBe(1);
    expect(announced(world)).toEqual([
      'Remediation opened',
      'Ownership proof seen',
      'Support case opened',
      'Alias moved',
      'Alias confirmed',
    ]);
  });

  test('a reply of AWS wakes the execution at once and is announced once', async () => {
    const world = new World();
    world.publish();
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.entered().at(-1)).toBe('Await Support');

    const [opened] = world.cases;
    opened?.communications.unshift({ body: 'Which TTL?', at: Date.now(), byAws: true });
    execution.resume();
    await vi.advanceTimersByTimeAsync(1000);
    expect(announced(world).at(-1)).toBe('Support case updated');
    await vi.advanceTimersByTimeAsync(DAY);
    expect(announced(world).filter((type) => type === 'Support case updated')).toHaveLength(1);
  });

  test('the case stays open for too long: the Task fails, and a redrive waits anew', async () => {
    const world = new World();
    world.publish();
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(31 * DAY);
    expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'SupportDeadlineExceeded' });
    expect(execution.entered().at(-1)).toBe('Check support case');
    expect(world.countOf('createCase')).toBe(1);
  });
});

describe('a holder in our own account', () => {
  test('the alias is moved by API, no case', async () => {
    const world = new World();
    if (world.holder) world.holder.sameAccount = true;
    world.publish();
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(1000);
    world.target = { ...world.target, status: 'Deployed' };
    await vi.advanceTimersByTimeAsync(60_000);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expect(world.calls.map(({ action }) => action)).toEqual(['moveAlias']);
  });

  test('a cached miss refuses the first try; the next comes when settled, none between', async () => {
    const world = new World();
    if (world.holder) world.holder.sameAccount = true;
    run(world, incident());
    await vi.advanceTimersByTimeAsync(HOUR);
    // Somebody asked a moment before the record was published.
    world.cachedMissUntil = Date.now() + 900_000;
    world.publish();
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    const [first, second, ...others] = world.calls;
    expect(others).toEqual([]);
    expect(first?.at).toBeLessThan(world.cachedMissUntil);
    expect(second?.at).toBeGreaterThanOrEqual(world.cachedMissUntil);
    expect(world.target.aliases).toContain('www.example.com');
  });
});

describe('the gates', () => {
  test('the proof is there before the certificate: told once, moved when it comes', async () => {
    const world = new World();
    if (world.holder) world.holder.sameAccount = true;
    world.publish();
    const { certificate } = world.target;
    world.target = { ...world.target, certificate: undefined };
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(2 * DAY);
    expect(world.calls).toEqual([]);
    expect(announced(world).filter((type) => type === 'Certificate missing')).toHaveLength(1);
    world.target = { ...world.target, certificate };
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.entered()).toContain('Confirm alias');
  });

  test('one server has it, the others follow later: no call in between', async () => {
    const world = new World();
    run(world, incident());
    await vi.advanceTimersByTimeAsync(DAY);
    world.publish('ns-1.dns.example');
    await vi.advanceTimersByTimeAsync(DAY);
    expect(world.calls).toEqual([]);
    world.publish();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(world.countOf('moveAlias')).toBeGreaterThan(0);
  });

  test('the record vanishes between the gates and the case: back to the gates, no case', async () => {
    const world = new World();
    world.publish();
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(1000);
    expect(execution.entered().at(-1)).toBe('Wait until settled');
    world.servers['ns-2.dns.example'] = 'missing';
    await vi.advanceTimersByTimeAsync(DAY);
    expect(world.countOf('createCase')).toBe(0);
    expect(execution.entered().filter((name) => name === 'Gather proof')).toHaveLength(2);
  });

  test('nobody ever publishes: the Task fails at the deadline and names each server', async () => {
    const world = new World();
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(10 * DAY + HOUR);
    expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'ProofDeadlineExceeded' });
    expect(execution.outcome().cause).toContain('ns-1.dns.example');
    expect(execution.outcome().cause).toContain('ns-2.dns.example');
    expect(world.calls).toEqual([]);
    // Step Functions ends an execution at 25,000 events; a look costs about ten.
    expect(execution.history().length).toBeLessThan(25_000 / 2);
  });
});

describe('a retry by hand', () => {
  test('after the deadline of the proof: the clock starts anew, and the certificate is not asked again', async () => {
    const world = new World();
    if (world.holder) world.holder.sameAccount = true;
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(10 * DAY + HOUR);
    expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'ProofDeadlineExceeded' });

    execution.redrive();
    await vi.advanceTimersByTimeAsync(2 * DAY);
    expect(execution.outcome().status).toBe('RUNNING');
    world.publish();
    await vi.advanceTimersByTimeAsync(HOUR);
    world.target = { ...world.target, status: 'Deployed' };
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expect(execution.entered().filter((name) => name === 'Check certificate')).toHaveLength(1);
    expect(world.countOf('moveAlias')).toBe(1);
  });

  test('after AWS let the case lie: the same case is waited for again', async () => {
    const world = new World();
    world.publish();
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(31 * DAY);
    expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'SupportDeadlineExceeded' });
    // Two weeks after a failure Step Functions redrives no more; this one failed yesterday.
    execution.redrive();
    await vi.advanceTimersByTimeAsync(DAY);
    expect(execution.outcome().status).toBe('RUNNING');
    world.arrive();
    world.target = { ...world.target, status: 'Deployed' };
    await vi.advanceTimersByTimeAsync(7 * HOUR);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expect(world.countOf('createCase')).toBe(1);
  });
});

describe('ends without a move', () => {
  test('every alias is on the target already', async () => {
    const world = new World();
    world.target = { ...world.target, aliases: ['www.example.com'] };
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(1000);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expect(announced(world)).toEqual(['Nothing to do']);
  });

  test.each([
    ['create-distribution', 'No target'],
    ['create-distribution-with-tags-cloudformation', 'No target'],
    ['create-distribution-tenant', 'No target'],
    ['update-distribution-details-omitted', 'Details omitted'],
  ])('%s: %s', async (fixture, type) => {
    const world = new World();
    const parsed = parseIncident(
      JSON.parse(readFileSync(`test/fixtures/cloudtrail/${fixture}.json`, 'utf8')),
    );
    const execution = run(world, parsed);
    await vi.advanceTimersByTimeAsync(1000);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expect(announced(world)).toEqual([type]);
  });

  test('a message nobody knows: the Task itself fails, so that it can be redriven', async () => {
    const world = new World();
    world.holder = undefined;
    const execution = run(world, { ...incident(), errorMessage: 'Something new.' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'UnknownConflict' });
    expect(execution.entered().at(-1)).toBe('Diagnose conflict');
  });

  test('two stacks fight over the name: stop and ask', async () => {
    const world = new World();
    world.publish();
    const past = { from: 'E2TARGETEXAMPLE', to: 'E9OTHER', at: Date.now() - DAY, execution: 'another' };
    world.moves.set('www.example.com', past);
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'AliasFoughtOver' });
    expect(world.calls).toEqual([]);
  });
});

describe('trouble', () => {
  const throttled = () => Object.assign(new Error('Rate exceeded'), { name: 'TransientAwsError' });

  test('transient errors are retried, everything else fails the Task', async () => {
    const world = new World();
    if (world.holder) world.holder.sameAccount = true;
    world.publish();
    const faults = { MoveAlias: [throttled(), throttled()], DiagnoseConflict: [throttled()] };
    const execution = run(world, incident(), faults);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.entered()).toContain('Confirm alias');

    const denied = Object.assign(new Error('no'), { name: 'AccessDenied' });
    const other = run(new World(), incident(), { DiagnoseConflict: [denied] });
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(other.outcome()).toMatchObject({ status: 'FAILED', error: 'AccessDenied' });
  });

  test('a crash after CreateCase: the case is found again by its marker', async () => {
    const world = new World();
    world.publish();
    const create = world.support.create;
    let crashed = false;
    world.support.create = async (draft) => {
      const caseId = await create(draft);
      if (crashed) return caseId;
      crashed = true;
      throw Object.assign(new Error('the instance died'), { name: 'Lambda.Unknown' });
    };
    const execution = run(world, incident());
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(execution.entered().at(-1)).toBe('Await Support');
    expect(world.cases).toHaveLength(1);
  });
});
