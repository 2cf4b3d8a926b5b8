/** Where a remediation stands, read over the wire from histories that the shipped workflow wrote under a clock that is turned. */
import * as sdk from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { latestEventOf, type Standing, standingOf } from '../../../providers/operator/standing.ts';
import { parseIncident } from '../../../remediation/incident.ts';
import { cut } from '../../../sandbox/services/stepfunctions/pages.ts';
import { startWireServer, type WireServer } from '../../../sandbox/wire/server.ts';
import { EXECUTION, EXECUTION_ARN, failedUpdate } from '../../doubles/documents.ts';
import { stubLambdaEnvironment } from '../../doubles/lambda-environment.ts';
import { ALIAS, TARGET, World } from '../../doubles/world.ts';
import { type Run, run } from '../../workflow/run.ts';
import { DAY, HOUR, START } from '../../workflow/virtual-time.ts';

let server: WireServer | undefined;
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await server?.close();
});

const incident = parseIncident(failedUpdate('1', TARGET, ALIAS));

/** Lets it go on as long as `live` turns the clock. */
async function recorded(
  world: World,
  live: (execution: Run) => Promise<void>,
  proofDeadlineSeconds = (10 * DAY) / 1000,
): Promise<Run> {
  vi.useFakeTimers({ now: START });
  const execution = run(world, incident, {}, { proofDeadlineSeconds });
  await live(execution);
  vi.useRealTimers();
  return execution;
}

/** Step Functions with this one execution as it is now. */
async function inStepFunctions(
  events: sdk.HistoryEvent[],
  described: Partial<sdk.DescribeExecutionCommandOutput> = {},
) {
  server = await startWireServer({
    port: 0,
    services: [
      {
        sdk,
        client: 'SFNClient',
        operations: {
          DescribeExecution: () => ({
            executionArn: EXECUTION_ARN,
            stateMachineArn: EXECUTION_ARN.replace(/execution:(.*):.*/, 'stateMachine:$1'),
            name: EXECUTION,
            status: 'RUNNING',
            startDate: new Date(START),
            input: JSON.stringify({ incident }),
            ...described,
          }),
          GetExecutionHistory({ reverseOrder, ...paging }: sdk.GetExecutionHistoryCommandInput) {
            const ordered = reverseOrder ? events.toReversed() : events;
            const { items, next } = cut(ordered, ({ id }) => String(id), paging);
            return { events: items, nextToken: next };
          },
        },
      },
    ],
  });
  stubLambdaEnvironment(server.url, '111122223333');
}

const historyCalls = () =>
  server?.calls.calls().filter(({ action }) => action === 'GetExecutionHistory').length;

/** As the steps wrote them, whatever the way there: of every section the latest in the whole history. */
function latestWritten(execution: Run): Record<string, unknown> {
  const latest: Record<string, { checkedAt?: string }> = {};
  for (const { stateExitedEventDetails } of execution.history()) {
    const document: Record<string, { checkedAt?: string }> = JSON.parse(
      stateExitedEventDetails?.output ?? '{}',
    );
    for (const [name, section] of Object.entries(document)) {
      if (section.checkedAt !== undefined && section.checkedAt >= (latest[name]?.checkedAt ?? ''))
        latest[name] = section;
    }
  }
  return latest;
}

async function expectWhole(execution: Run): Promise<Standing> {
  const standing = await standingOf(EXECUTION_ARN);
  if (!standing?.remediation) expect.fail('nothing was read');
  const { incident: read, turned: _, ...sections } = standing.remediation;
  expect(read).toEqual(incident);
  expect(sections).toEqual(latestWritten(execution));
  return standing;
}

describe('a document that is in two halves', () => {
  test('both gates are closed for days', async () => {
    const world = new World();
    world.certificate = undefined;
    const execution = await recorded(world, async () => {
      await vi.advanceTimersByTimeAsync(3 * DAY);
    });
    await inStepFunctions(execution.history());
    const { states, status } = await expectWhole(execution);
    expect(historyCalls()).toBe(1);
    expect(status).toBe('RUNNING');
    expect(states.map(({ name }) => name).toSorted()).toEqual(['Wait for DNS', 'Wait for certificate']);
    for (const { since } of states)
      expect(Date.parse(since)).toBeGreaterThan(START + 3 * DAY - HOUR - 60_000);
  });

  test('the certificate was there at once, the record is waited for for days', async () => {
    const execution = await recorded(new World(), async () => {
      await vi.advanceTimersByTimeAsync(3 * DAY);
    });
    await inStepFunctions(execution.history());
    const { states, remediation } = await expectWhole(execution);
    expect(historyCalls()).toBe(2);
    expect(states.map(({ name }) => name)).toEqual(['Wait for DNS']);
    expect(remediation?.certificate?.verdict).toBe('covered');
  });

  test('the certificate came in the middle of that', async () => {
    const world = new World();
    const { certificate } = world.target;
    world.detach();
    world.certificate = undefined;
    const execution = await recorded(world, async () => {
      await vi.advanceTimersByTimeAsync(DAY);
      Object.assign(world, new World(), { target: { ...world.target, certificate } });
      await vi.advanceTimersByTimeAsync(3 * DAY);
    });
    await inStepFunctions(execution.history());
    const { remediation } = await expectWhole(execution);
    expect(remediation?.certificate?.verdict).toBe('covered');
    expect(historyCalls()).toBeGreaterThan(2);
  });

  test('the record was there at once, the certificate is waited for for days', async () => {
    const world = new World();
    world.certificate = undefined;
    world.publish();
    const execution = await recorded(world, async () => {
      await vi.advanceTimersByTimeAsync(4 * DAY);
    });
    await inStepFunctions(execution.history());
    const { states, remediation } = await expectWhole(execution);
    expect(historyCalls()).toBe(2);
    expect(states.map(({ name }) => name)).toEqual(['Wait for certificate']);
    expect(remediation?.proof?.verdict).toBe('published');
  });

  test('it is at the gates for the second time, and one of them was over long ago', async () => {
    const world = new World();
    const execution = await recorded(world, async () => {
      await vi.advanceTimersByTimeAsync(DAY);
      world.publish();
      await vi.advanceTimersByTimeAsync(HOUR / 4 + 300_000);
      // The look right before the case is opened finds it gone.
      world.withdrawn.add(ALIAS);
      await vi.advanceTimersByTimeAsync(2 * DAY);
    });
    expect(execution.entered().filter((state) => state === 'Gather proof')).toHaveLength(2);
    await inStepFunctions(execution.history());
    const { states, remediation } = await expectWhole(execution);
    expect(states.map(({ name }) => name)).toEqual(['Wait for DNS']);
    expect(remediation?.proof?.verdict).toBe('missing');
  });
});

test('at every moment of a remediation, the document is whole', async () => {
  const world = new World();
  const moments: sdk.HistoryEvent[][] = [];
  const execution = await recorded(world, async (going) => {
    const look = async (ms: number) => {
      await vi.advanceTimersByTimeAsync(ms);
      moments.push(going.history());
    };
    for (let count = 0; count < 5; count += 1) await look(HOUR);
    world.publish();
    for (let count = 0; count < 5; count += 1) await look(300_000);
    world.arrive();
    await look(6 * HOUR);
    await look(HOUR);
  });
  for (const events of moments) {
    await inStepFunctions(events);
    await expectWhole({ ...execution, history: () => events });
    await server?.close();
  }
});

describe('one that is over', () => {
  test('which state failed, of what, and whether it can be redriven', async () => {
    const execution = await recorded(
      new World(),
      () => vi.advanceTimersByTimeAsync(2 * HOUR).then(() => {}),
      HOUR / 1000,
    );
    const { error, cause } = execution.outcome();
    await inStepFunctions(execution.history(), {
      status: 'FAILED',
      error,
      cause,
      stopDate: new Date(START + HOUR),
      redriveStatus: 'REDRIVABLE',
    });
    expect(await expectWhole(execution)).toMatchObject({
      status: 'FAILED',
      states: [],
      stoppedAt: new Date(START + HOUR).toISOString(),
      failure: {
        state: 'Check ownership proof',
        error: 'ProofDeadlineExceeded',
        cause: expect.stringMatching(/^The proof of ownership was not on every name server/),
      },
      redrive: { possible: true },
    });
  });

  test('redriven, it is where it goes on', async () => {
    const world = new World();
    const live = async (failing: Run) => {
      await vi.advanceTimersByTimeAsync(2 * HOUR);
      failing.redrive();
      await vi.advanceTimersByTimeAsync(HOUR / 2);
    };
    const execution = await recorded(world, live, HOUR / 1000);
    await inStepFunctions(execution.history(), { redriveCount: 1 });
    const { states, redriveCount, failure } = await expectWhole(execution);
    expect({ states: states.map(({ name }) => name), redriveCount, failure }).toEqual({
      states: ['Wait for DNS'],
      redriveCount: 1,
      failure: undefined,
    });
  });

  test('out of time as a whole, or stopped, which Step Functions says less about', async () => {
    await inStepFunctions([], {
      status: 'TIMED_OUT',
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution redrivable period exceeded',
    });
    expect(await standingOf(EXECUTION_ARN)).toMatchObject({
      remediation: { incident },
      failure: { error: 'States.Timeout', cause: '' },
      redrive: { possible: false, reason: 'Execution redrivable period exceeded' },
    });
    await server?.close();
    await inStepFunctions([], { status: 'ABORTED', cause: 'by hand', redriveStatus: 'REDRIVABLE' });
    expect(await standingOf(EXECUTION_ARN)).toMatchObject({ failure: { error: '', cause: 'by hand' } });
  });

  test('its output is the document, and no history is read', async () => {
    await inStepFunctions([], {
      status: 'SUCCEEDED',
      output: JSON.stringify({ incident, dryRun: true, announced: { Entries: [] } }),
    });
    const standing = await standingOf(EXECUTION_ARN);
    expect(standing).toMatchObject({ status: 'SUCCEEDED', remediation: { incident, dryRun: true } });
    expect(standing).not.toHaveProperty('redrive');
    expect(historyCalls()).toBe(0);
  });
});

test('started with something else, there is no document, and still a standing', async () => {
  await inStepFunctions([], { input: '{"hello": "world"}' });
  expect(await standingOf(EXECUTION_ARN)).toMatchObject({ status: 'RUNNING', remediation: undefined });
});

test('the number of the newest event, without what it carries', async () => {
  const execution = await recorded(new World(), async () => {
    await vi.advanceTimersByTimeAsync(HOUR);
  });
  const events = execution.history();
  await inStepFunctions(events);
  expect(await latestEventOf(EXECUTION_ARN)).toEqual({ id: events.length, ends: false });
});
