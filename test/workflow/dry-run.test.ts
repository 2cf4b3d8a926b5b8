/**
 * Dry runs in the shipped workflow. The world acts on every call that it gets, as a stack does that was deployed with
 * `dryRun=false` since: what was started as a dry run stays one.
 */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test, vi } from 'vitest';
import { messageFor } from '../../remediation/announcements/messages.ts';
import { Remediation } from '../../remediation/document.ts';
import { parseIncident } from '../../remediation/incident.ts';
import { EXECUTION, EXECUTION_ARN, failedUpdate } from '../doubles/documents.ts';
import type { SETTINGS } from '../doubles/steps.ts';
import { ALIAS, CERTIFICATE, HELD, MISDIRECTED, TARGET, World } from '../doubles/world.ts';
import { type Run, run } from './run.ts';
import { announced, DAY, HOUR, START, underVirtualTime } from './virtual-time.ts';

underVirtualTime();

const rehearse = (world: World, settings: Partial<typeof SETTINGS> = {}, errorMessage = HELD): Run =>
  run(
    world,
    { ...parseIncident(failedUpdate('1', TARGET, ALIAS)), errorMessage },
    {},
    { ...settings, dryRun: true },
  );

/** What was said in the last announcement of a type. */
function said(world: World, type: 'Certificate missing' | 'Dry run finished') {
  const { detail } = world.announced.findLast((each) => each.type === type) ?? {};
  const { remediation } = (detail ?? {}) as { remediation?: unknown };
  const execution = { arn: EXECUTION_ARN, name: EXECUTION };
  return messageFor(type, { execution, remediation: v.parse(Remediation, remediation) });
}

/** Nothing was called that changes something, and nothing is remembered that other remediations would go by. */
function expectNothingDone(world: World): void {
  expect(world.calls).toEqual([]);
  expect(world.cases).toEqual([]);
  expect(world.moves.size).toBe(0);
  expect(world.casesOfOurs.size).toBe(0);
}

/** A holder of our own account, so that the call would move the alias. */
function ofOurs(): World {
  const world = new World();
  world.holder = {
    resourceType: 'distribution',
    resourceId: 'E1HOLDEREXAMPLE',
    accountId: '111122223333',
    enabled: true,
    sameAccount: true,
  };
  return world;
}

describe('a holder in another account', () => {
  test('waits for the record as ever, then says what would be called and what would follow', async () => {
    const world = new World();
    const execution = rehearse(world);
    await vi.advanceTimersByTimeAsync(3 * DAY);
    expect(announced(world)).toEqual(['Remediation opened']);
    world.publish();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expect(execution.entered().slice(-3)).toEqual([
      'Where does the move stand',
      'Draft support case',
      'Announce dry run',
    ]);
    expect(announced(world)).toEqual(['Remediation opened', 'Ownership proof seen', 'Dry run finished']);
    expect(said(world, 'Dry run finished').title).toContain('a move would be tried now');
    expectNothingDone(world);
  });

  test('nobody creates the record: it ends as it would', async () => {
    const world = new World();
    const execution = rehearse(world);
    await vi.advanceTimersByTimeAsync(11 * DAY);
    expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'ProofDeadlineExceeded' });
    expectNothingDone(world);
  });

  test('the record goes between the gate and the move: back to the gate, as ever', async () => {
    const world = new World();
    world.publish();
    const survey = world.dns.survey;
    world.dns.survey = async (...question) => {
      const seen = world.announced.find(({ type }) => type === 'Ownership proof seen');
      world.withdrawn.clear();
      if (seen && Date.now() < seen.at + 10_000) world.withdrawn.add(ALIAS);
      return survey(...question);
    };
    const execution = rehearse(world);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.entered()).toContain('Wait to move again');
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expectNothingDone(world);
  });
});

test('no Support API: the text of the case is for people', async () => {
  const world = new World();
  world.supportPlan = false;
  world.publish();
  const execution = rehearse(world);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.outcome().status).toBe('SUCCEEDED');
  const { text, copy } = said(world, 'Dry run finished');
  expect(text).toContain('no Support plan with an API');
  expect(copy.map(({ text: copied }) => copied).join()).not.toContain('support:CreateCase');
  expectNothingDone(world);
});

test('a holder of our own: it would be moved at once', async () => {
  const world = ofOurs();
  world.publish();
  const execution = rehearse(world);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.outcome().status).toBe('SUCCEEDED');
  expect(said(world, 'Dry run finished').title).toContain('it would be moved now');
  expect(execution.entered()).not.toContain('Draft support case');
  expectNothingDone(world);
});

test('two stacks that fight over the alias: it stops, as ever', async () => {
  const world = ofOurs();
  world.moves.set(ALIAS, { from: TARGET, to: 'E1HOLDEREXAMPLE', at: START - HOUR, execution: 'another' });
  world.publish();
  const execution = rehearse(world);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.outcome()).toMatchObject({ status: 'FAILED', error: 'AliasFoughtOver' });
  expect(world.calls).toEqual([]);
});

test('somebody else takes the alias over, or moves it: the dry run ends all the same', async () => {
  const world = ofOurs();
  world.claims.set(ALIAS, { execution: 'another', target: TARGET, at: START });
  const execution = rehearse(world);
  await vi.advanceTimersByTimeAsync(HOUR);
  world.arrive();
  world.publish();
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.outcome().status).toBe('SUCCEEDED');
  expect(said(world, 'Dry run finished').title).toContain('it is on the target already');
  expectNothingDone(world);
});

describe('a target without a certificate, and one that would do', () => {
  test.each([
    [true, 'would be attached by the stack. The dry run goes on as if it were attached.'],
    [false, 'You would be asked to attach'],
  ])(
    'attachCertificate=%s: told once, and nobody has to touch the target',
    async (attachCertificate, words) => {
      const world = ofOurs();
      world.detach();
      world.publish();
      const execution = rehearse(world, { attachCertificate });
      await vi.advanceTimersByTimeAsync(HOUR);
      expect(execution.outcome().status).toBe('SUCCEEDED');
      expect(announced(world).filter((type) => type === 'Certificate missing')).toHaveLength(1);
      expect(said(world, 'Certificate missing').text).toContain(words);
      expect(said(world, 'Dry run finished').text).toContain(words);
      expect(execution.entered()).not.toContain('Attach certificate');
      expectNothingDone(world);
    },
  );

  test('it is gone before the move: back to the gate, where people are told of that', async () => {
    const world = ofOurs();
    world.detach();
    const execution = rehearse(world);
    await vi.advanceTimersByTimeAsync(HOUR);
    world.certificate = undefined;
    world.publish();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.outcome().status).toBe('RUNNING');
    expect(said(world, 'Certificate missing').text).toContain('Request or import one in ACM');
    world.certificate = {
      source: 'acm',
      id: CERTIFICATE,
      status: 'ISSUED',
      names: [ALIAS],
      notBefore: undefined,
      notAfter: undefined,
    };
    await vi.advanceTimersByTimeAsync(DAY);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expectNothingDone(world);
  });
});

describe('an alias that nobody holds', () => {
  const misdirected = () => {
    const world = new World();
    world.holder = undefined;
    world.leadsTo = { name: 'd222222abcdef8.cloudfront.net', ttl: 300 };
    return world;
  };

  test('once no record is in the way: which update would be made', async () => {
    const world = misdirected();
    const execution = rehearse(world, {}, MISDIRECTED);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(announced(world)).toEqual(['DNS record in the way']);
    world.leadsTo = undefined;
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    expect(execution.entered().slice(-3)).toEqual(['Add alias', 'Is the alias added', 'Announce dry run']);
    expect(said(world, 'Dry run finished').text).toContain(`with ${ALIAS} added to its aliases`);
    expectNothingDone(world);
  });

  test('made by hand, as the message says: nothing would be done any more', async () => {
    const world = misdirected();
    const execution = rehearse(world, {}, MISDIRECTED);
    await vi.advanceTimersByTimeAsync(HOUR);
    world.leadsTo = undefined;
    world.arrive();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(execution.outcome().status).toBe('SUCCEEDED');
    const { title, text, copy } = said(world, 'Dry run finished');
    expect(title).toContain('it is on the target already');
    expect(text).toMatch(/is on E2TARGETEXAMPLE already\. Nothing would be done\.$/);
    expect(copy).toEqual([]);
    expectNothingDone(world);
  });
});

test('whatever the world is like and whatever the stack may do: no call that changes something', async () => {
  const worlds = fc.record({
    holder: fc.constantFrom('ours', 'theirs', 'theirs, disabled', 'nobody'),
    certificate: fc.constantFrom('attached', 'in ACM', 'none'),
    record: fc.constantFrom('underscore', 'plain', 'never'),
    misdirected: fc.boolean(),
    selfService: fc.boolean(),
    attachCertificate: fc.boolean(),
    supportPlan: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(worlds, async (wish) => {
      vi.setSystemTime(START);
      const world = wish.holder === 'ours' ? ofOurs() : new World();
      if (wish.holder === 'nobody') world.holder = undefined;
      if (world.holder && wish.holder === 'theirs, disabled') world.holder.enabled = false;
      if (wish.certificate !== 'attached') world.detach();
      if (wish.certificate === 'none') world.certificate = undefined;
      if (wish.record === 'underscore') world.publish();
      if (wish.record === 'plain') world.plain = { values: [world.target.domainName], ttl: 300 };
      world.supportPlan = wish.supportPlan;
      const { selfService, attachCertificate } = wish;
      const soon = { proofDeadlineSeconds: 7200, certificateDeadlineSeconds: 7200 };
      const settings = { selfService, attachCertificate, ...soon };
      const execution = rehearse(world, settings, wish.misdirected ? MISDIRECTED : HELD);
      await vi.advanceTimersByTimeAsync(6 * HOUR);
      expect(execution.outcome().status).not.toBe('RUNNING');
      expectNothingDone(world);
      expect(announced(world)).not.toEqual([]);
    }),
    { numRuns: 20 },
  );
});
