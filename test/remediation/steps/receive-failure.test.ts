/** From events to executions: exactly one an incident, whatever is delivered twice, crashes or comes at the same time. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  Announce,
  AnnouncementDetail,
  AnnouncementType,
} from '../../../remediation/announcements/announcement.ts';
import { messageFor } from '../../../remediation/announcements/messages.ts';
import { AliasClaimed, ClaimPending, InvalidEvent } from '../../../remediation/errors.ts';
import { executionName } from '../../../remediation/execution-name.ts';
import { parseIncident } from '../../../remediation/incident.ts';
import { holdClaim } from '../../../remediation/steps/claim.ts';
import { receiveFailure } from '../../../remediation/steps/receive-failure.ts';
import { contested, failedUpdate, fixture } from '../../doubles/documents.ts';
import { ExecutionsDouble } from '../../doubles/executions.ts';
import { World } from '../../doubles/world.ts';

const MINUTE = 60_000;
const A = 'a.example.com';
const B = 'b.example.com';
const C = 'c.example.com';

class Desk {
  readonly world = new World();
  readonly executions = new ExecutionsDouble();
  readonly told: { type: AnnouncementType; detail: AnnouncementDetail }[] = [];
  /** Why the bus takes nothing. */
  busFault: Error | undefined;
  now = Date.parse('2026-11-20T01:00:00Z');
  readonly announce: Announce = async (type, detail) => {
    if (this.busFault) throw this.busFault;
    this.told.push({ type, detail });
  };
  receive(event: unknown) {
    const { ledger } = this.world;
    const { executions, announce } = this;
    const ports = { ledger, executions, announce, now: () => this.now };
    return receiveFailure(ports, { dryRun: false })(event);
  }
  claimOf(alias: string): string | undefined {
    return this.world.claims.get(alias)?.execution;
  }
}
const nameOf = (event: unknown) => executionName(parseIncident(event));

describe('one incident, one execution', () => {
  test('the first delivery starts it, under a name that tells alias and target', async () => {
    const desk = new Desk();
    const event = fixture('update-distribution');
    const received = await desk.receive(event);
    expect(received).toEqual({ outcome: 'started', execution: nameOf(event) });
    expect(received.execution).toMatch(/^www\.example\.com_E2TARGETEXAMPLE_/);
    expect(desk.executions.byName.get(received.execution)?.input).toEqual({ incident: parseIncident(event) });
  });

  test('20 concurrent deliveries: one', async () => {
    const desk = new Desk();
    const event = failedUpdate('1', 'E1', A, B, C);
    const all = await Promise.all(Array.from({ length: 20 }, () => desk.receive(event)));
    expect(new Set(all.map(({ execution }) => execution))).toEqual(new Set([nameOf(event)]));
    expect(desk.executions.started).toBe(1);
  });

  test.each(['RUNNING', 'SUCCEEDED', 'FAILED', 'ABORTED', 'TIMED_OUT'] as const)(
    'delivered again while it is %s: nothing',
    async (status) => {
      const desk = new Desk();
      const event = fixture('update-distribution');
      const { execution } = await desk.receive(event);
      desk.executions.end(execution, status);
      expect(await desk.receive(event)).toEqual({ outcome: 'exists', execution });
      expect(desk.executions.started).toBe(1);
    },
  );

  test('the late addendum finds the execution of its original', async () => {
    const desk = new Desk();
    const original = fixture('update-distribution');
    await desk.receive(original);
    const addendum = { reason: 'UPDATED_DATA', originalEventID: original.detail.eventID };
    const late = { ...original, detail: { ...original.detail, eventID: 'another', addendum } };
    expect(await desk.receive(late)).toMatchObject({ outcome: 'exists' });
    expect(desk.executions.started).toBe(1);
  });

  test('a crash between claim and start: the next delivery goes on', async () => {
    const desk = new Desk();
    const { start } = desk.executions;
    desk.executions.start = async () => {
      throw new Error('the instance died');
    };
    const event = failedUpdate('1', 'E1', A, B);
    await expect(desk.receive(event)).rejects.toThrow('died');
    desk.executions.start = start;
    desk.now += MINUTE;
    expect(await desk.receive(event)).toMatchObject({ outcome: 'started' });
    expect(desk.executions.started).toBe(1);
  });

  test('a crash after start, before the answer: the next delivery finds it', async () => {
    const desk = new Desk();
    const { start } = desk.executions;
    desk.executions.start = async (name, input) => {
      await start(name, input);
      throw new Error('the instance died');
    };
    const event = fixture('update-distribution');
    await expect(desk.receive(event)).rejects.toThrow('died');
    expect(await desk.receive(event)).toMatchObject({ outcome: 'exists' });
    expect(desk.executions.started).toBe(1);
  });

  test('what is no failed call is refused, and nothing is claimed', async () => {
    const desk = new Desk();
    await expect(desk.receive(fixture('ignored/update-distribution-success'))).rejects.toThrow(InvalidEvent);
    expect(desk.world.claims.size).toBe(0);
    expect(desk.executions.started).toBe(0);
  });
});

describe('a second call for the same alias and target', () => {
  test('joins while the first runs', async () => {
    const desk = new Desk();
    const first = await desk.receive(failedUpdate('1', 'E1', A, B));
    const second = await desk.receive(failedUpdate('2', 'E1', B, A));
    expect(second).toEqual({ outcome: 'joined', execution: first.execution });
    expect(desk.executions.started).toBe(1);
  });

  test('with one alias more: that one gets an execution of its own, the rest is left to the first', async () => {
    const desk = new Desk();
    const first = await desk.receive(failedUpdate('1', 'E1', B));
    const second = await desk.receive(failedUpdate('2', 'E1', A, B, C));
    expect(second.outcome).toBe('started');
    expect(desk.executions.aliasesOf(second.execution)).toEqual([A, C]);
    expect(desk.claimOf(B)).toBe(first.execution);
    expect(desk.claimOf(C)).toBe(second.execution);
  });

  test.each(['SUCCEEDED', 'FAILED', 'ABORTED', 'TIMED_OUT'] as const)(
    'takes over once the first is %s; the first may not go on then',
    async (status) => {
      const desk = new Desk();
      const first = await desk.receive(failedUpdate('1', 'E1', A));
      desk.executions.end(first.execution, status);
      const second = await desk.receive(failedUpdate('2', 'E1', A));
      expect(second.outcome).toBe('started');
      expect(desk.claimOf(A)).toBe(second.execution);
      const redriven = holdClaim(desk.world.ledger, [contested(A)], first.execution);
      await expect(redriven).rejects.toThrow(AliasClaimed);
      await expect(redriven).rejects.toThrow(second.execution);
      await holdClaim(desk.world.ledger, [contested(A)], second.execution);
    },
  );

  test('the first, delivered once more after that, takes nothing back', async () => {
    const desk = new Desk();
    const event = failedUpdate('1', 'E1', A);
    const first = await desk.receive(event);
    desk.executions.end(first.execution, 'FAILED');
    const second = await desk.receive(failedUpdate('2', 'E1', A));
    desk.executions.end(second.execution, 'FAILED');
    expect(await desk.receive(event)).toEqual({ outcome: 'exists', execution: first.execution });
    // Otherwise nobody could redrive the second.
    await holdClaim(desk.world.ledger, [contested(A)], second.execution);
  });
});

describe('another target', () => {
  test('while a remediation runs: refused, and nothing else is touched', async () => {
    const desk = new Desk();
    const first = await desk.receive(failedUpdate('1', 'E1', B));
    const claimed = await desk.receive(failedUpdate('2', 'E2', A, B, C));
    expect(claimed).toEqual({ outcome: 'refused', execution: first.execution });
    // A claim that leads to no execution would be in the way of others, and of a redrive.
    expect(desk.claimOf(A)).toBeUndefined();
    expect(desk.executions.started).toBe(1);
  });

  test('people are told who asked for what, and which remediation has it', async () => {
    const desk = new Desk();
    const { execution } = await desk.receive(failedUpdate('1', 'E1', B));
    const event = failedUpdate('2', 'E2', A, B);
    await desk.receive(event);
    expect(desk.told).toEqual([
      {
        type: 'Alias claimed',
        detail: {
          execution: { name: execution, arn: desk.executions.arnOf(execution) },
          remediation: { incident: parseIncident(event) },
          claim: { alias: B, target: 'E1' },
        },
      },
    ]);
    const [{ type, detail } = {}] = desk.told;
    const message = type && detail && messageFor(type, detail);
    expect(message).toMatchObject({
      title: `${B}: wanted on E2 while a remediation for E1 runs`,
      copy: [
        { text: `cname-rescue stop ${execution}` },
        { text: expect.stringContaining(desk.executions.arnOf(execution)) },
      ],
      links: [{ url: expect.stringContaining(execution) }],
    });
    expect(message?.facts).toContainEqual(['Asked by', parseIncident(event).caller]);
  });

  test('who cannot be told is told later: the event is delivered again', async () => {
    const desk = new Desk();
    const { execution } = await desk.receive(failedUpdate('1', 'E1', B));
    desk.busFault = new Error('The bus is away.');
    const event = failedUpdate('2', 'E2', B);
    await expect(desk.receive(event)).rejects.toThrow(AliasClaimed);
    await expect(desk.receive(event)).rejects.toThrow(`${B} belongs to the remediation ${execution}`);
    await expect(desk.receive(event)).rejects.toThrow('It could not be announced: The bus is away.');
    desk.busFault = undefined;
    expect(await desk.receive(event)).toMatchObject({ outcome: 'refused' });
    expect(desk.told).toHaveLength(1);
  });

  test('after the end: it has the alias', async () => {
    const desk = new Desk();
    const first = await desk.receive(failedUpdate('1', 'E1', A));
    desk.executions.end(first.execution, 'SUCCEEDED');
    expect(await desk.receive(failedUpdate('2', 'E2', A))).toMatchObject({ outcome: 'started' });
    expect(desk.world.claims.get(A)?.target).toBe('E2');
  });
});

describe('a call without a target moves nothing', () => {
  test.each(['create-distribution', 'update-distribution-details-omitted'])(
    '%s claims nothing',
    async (name) => {
      const desk = new Desk();
      expect(await desk.receive(fixture(name))).toMatchObject({ outcome: 'started' });
      expect(desk.world.claims.size).toBe(0);
    },
  );

  test('it is announced although a remediation of the alias runs, and takes nothing from one that failed', async () => {
    const desk = new Desk();
    const first = await desk.receive(fixture('update-distribution'));
    expect(await desk.receive(fixture('create-distribution'))).toMatchObject({ outcome: 'started' });
    desk.executions.end(first.execution, 'FAILED');
    const another = fixture('create-distribution-with-tags-cloudformation');
    expect(await desk.receive(another)).toMatchObject({ outcome: 'started' });
    await holdClaim(desk.world.ledger, [contested('www.example.com')], first.execution);
  });
});

describe('a claim without an execution', () => {
  const left = (desk: Desk, target = 'E1') =>
    desk.world.claims.set(A, { execution: 'never-started', target, at: desk.now });

  test('made a moment ago: wait for it', async () => {
    const desk = new Desk();
    left(desk);
    desk.now += MINUTE;
    await expect(desk.receive(failedUpdate('2', 'E1', A))).rejects.toThrow(ClaimPending);
    expect(desk.executions.started).toBe(0);
  });

  test.each(['E1', 'E2'])(
    'left behind by a crash, for %s: taken within the retries of Lambda',
    async (target) => {
      const desk = new Desk();
      left(desk, target);
      const event = failedUpdate('2', 'E1', A);
      // At once, after a minute, after two more: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
      await expect(desk.receive(event)).rejects.toThrow(ClaimPending);
      desk.now += MINUTE;
      await expect(desk.receive(event)).rejects.toThrow(ClaimPending);
      desk.now += 2 * MINUTE;
      expect(await desk.receive(event)).toMatchObject({ outcome: 'started' });
      expect(desk.claimOf(A)).toBe(nameOf(event));
    },
  );
});

describe('whatever the order', () => {
  const alias = fc.constantFrom(A, B, C);
  const incidents = fc.array(
    fc.record({ target: fc.constantFrom('E1', 'E2'), aliases: fc.uniqueArray(alias, { minLength: 1 }) }),
    { minLength: 1, maxLength: 4 },
  );

  test('no alias is in two executions that run, and every incident runs, is joined or is refused by name', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), incidents, fc.nat(2), async (scheduler, given, repeats) => {
        const desk = new Desk();
        const { ledger } = desk.world;
        const { executions } = desk;
        const receive = receiveFailure(
          {
            ledger: {
              ...ledger,
              claim: scheduler.scheduleFunction(ledger.claim),
              claimOf: scheduler.scheduleFunction(ledger.claimOf),
            },
            executions: {
              start: scheduler.scheduleFunction(executions.start),
              status: scheduler.scheduleFunction(executions.status),
              arnOf: executions.arnOf,
            },
            announce: desk.announce,
            now: () => desk.now,
          },
          { dryRun: false },
        );
        const events = given.map(({ target, aliases }, i) => failedUpdate(`${i}`, target, ...aliases));
        const deliveries = events.flatMap((event) => Array.from({ length: 1 + repeats }, () => event));
        const outcomes = Promise.allSettled(deliveries.map((event) => receive(event)));
        for (const outcome of await scheduler.waitFor(outcomes)) {
          if (outcome.status === 'fulfilled') continue;
          expect(outcome.reason instanceof ClaimPending).toBe(true);
        }
        const running = [...executions.byName.keys()];
        const remediated = running.flatMap((name) => executions.aliasesOf(name));
        expect(new Set(remediated).size).toBe(remediated.length);
        for (const name of running) {
          for (const each of executions.aliasesOf(name)) expect(desk.claimOf(each)).toBe(name);
        }
        // Delivered again later, as Lambda does, one after the other: in the end every alias that somebody wants moves.
        desk.now += 3 * MINUTE;
        for (const event of events) await desk.receive(event).catch(() => undefined);
        const wanted = new Set(given.flatMap(({ aliases }) => aliases));
        const moving = [...executions.byName.keys()].flatMap((name) => executions.aliasesOf(name));
        if (given.every(({ target }) => target === 'E1')) expect(new Set(moving)).toEqual(wanted);
        expect(new Set(moving).size).toBe(moving.length);
      }),
      { numRuns: 300 },
    );
  });
});
