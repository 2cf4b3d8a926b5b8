import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { lambdaArn, output, setUp } from './harness.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('time', () => {
  test('a week of waiting passes in a moment', async () => {
    let asked = 0;
    const {
      start,
      describe: look,
      history,
    } = setUp({
      check: () => {
        asked += 1;
        return { ready: asked > (7 * day) / (30 * minute) };
      },
    });
    const loop = (name: string) => ({
      StartAt: `Check ${name}`,
      States: {
        [`Check ${name}`]: { Type: 'Task', Resource: lambdaArn('check'), Next: `Ready ${name}` },
        [`Ready ${name}`]: {
          Type: 'Choice',
          Choices: [{ Variable: '$.ready', BooleanEquals: true, Next: `Done ${name}` }],
          Default: `Wait ${name}`,
        },
        [`Wait ${name}`]: { Type: 'Wait', Seconds: 1800, Next: `Check ${name}` },
        [`Done ${name}`]: { Type: 'Succeed' },
      },
    });
    const started = Date.now();
    const arn = await start({
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [loop('it'), { StartAt: 'Pass', States: { Pass: { Type: 'Pass', End: true } } }],
          End: true,
        },
      },
    });
    await vi.advanceTimersByTimeAsync(7 * day - 1);
    expect((await look(arn)).status).toBe('RUNNING');
    await vi.advanceTimersByTimeAsync(1);
    const execution = await look(arn);
    expect(execution.status).toBe('SUCCEEDED');
    expect(execution.stopDate?.getTime()).toBe(started + 7 * day);
    const events = await history(arn, { reverseOrder: true, maxResults: 1 });
    expect(events[0]?.timestamp?.getTime()).toBe(started + 7 * day);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a Parallel waits for months, whatever a single timer can hold', async () => {
    const { start, describe: look } = setUp();
    const arn = await start(
      {
        StartAt: 'Both',
        States: {
          Both: {
            Type: 'Parallel',
            Branches: [
              {
                StartAt: 'Count',
                States: {
                  Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Enough' },
                  Enough: {
                    Type: 'Choice',
                    Choices: [{ Variable: '$.n', NumericEquals: 90, Next: 'Done' }],
                    Default: 'Sleep',
                  },
                  Sleep: { Type: 'Wait', Seconds: 86_400, Next: 'Count' },
                  Done: { Type: 'Succeed' },
                },
              },
            ],
            Retry: [{ ErrorEquals: ['States.ALL'] }],
            End: true,
          },
        },
      },
      { n: 0 },
    );
    await vi.advanceTimersByTimeAsync(89 * day);
    const execution = await look(arn);
    expect(execution.status).toBe('SUCCEEDED');
    expect(output(execution)).toEqual([{ n: 90 }]);
  });

  test('the timeout of an execution may be longer than a single timer, and starts anew with a redrive', async () => {
    const { start, describe: look, call } = setUp({ never: () => new Promise(() => {}) });
    const executionArn = await start({
      TimeoutSeconds: (60 * day) / 1000,
      StartAt: 'Sleep',
      States: {
        Sleep: { Type: 'Wait', Seconds: 86_400, Next: 'Again' },
        Again: {
          Type: 'Choice',
          Choices: [{ Variable: '$.enough', IsPresent: true, Next: 'Enough' }],
          Default: 'Sleep',
        },
        Enough: { Type: 'Succeed' },
      },
    });
    await vi.advanceTimersByTimeAsync(60 * day - 1);
    expect((await look(executionArn)).status).toBe('RUNNING');
    await vi.advanceTimersByTimeAsync(1);
    expect((await look(executionArn)).status).toBe('TIMED_OUT');
    await vi.advanceTimersByTimeAsync(13 * day);
    await call('RedriveExecution', { executionArn });
    await vi.advanceTimersByTimeAsync(60 * day - 1);
    expect((await look(executionArn)).status).toBe('RUNNING');
    await vi.advanceTimersByTimeAsync(1);
    expect(await look(executionArn)).toMatchObject({ status: 'TIMED_OUT', redriveCount: 1 });
    await vi.advanceTimersByTimeAsync(15 * day);
    expect(await look(executionArn)).toMatchObject({
      redriveStatusReason: 'Execution redrivable period exceeded',
    });
  });

  test('a Task without a timeout waits for days; Retry backs off', async () => {
    let attempts = 0;
    const { start, describe: look } = setUp({
      async slow() {
        attempts += 1;
        await new Promise((resolve) => setTimeout(resolve, 3 * day));
        if (attempts < 3) throw new Error('again');
        return attempts;
      },
    });
    const arn = await start({
      StartAt: 'Slow',
      States: {
        Slow: {
          Type: 'Task',
          Resource: lambdaArn('slow'),
          Retry: [{ ErrorEquals: ['Error'], IntervalSeconds: 3600, BackoffRate: 2 }],
          End: true,
        },
      },
    });
    await vi.advanceTimersByTimeAsync(3 * day + hour + 3 * day + 2 * hour + 3 * day);
    expect(await look(arn)).toMatchObject({ status: 'SUCCEEDED', output: '3' });
  });

  test('close() leaves no timer behind and puts no more events', async () => {
    const { sfn, start, statuses, describe: look } = setUp({ never: () => new Promise(() => {}) });
    const arn = await start({
      TimeoutSeconds: 9_000_000,
      StartAt: 'All',
      States: {
        All: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Sit', States: { Sit: { Type: 'Wait', Seconds: 60, End: true } } },
            { StartAt: 'Ask', States: { Ask: { Type: 'Task', Resource: lambdaArn('never'), End: true } } },
            {
              StartAt: 'Miss',
              States: {
                Miss: {
                  Type: 'Task',
                  Resource: lambdaArn('nobody'),
                  Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 600 }],
                  End: true,
                },
              },
            },
          ],
          End: true,
        },
      },
    });
    await vi.advanceTimersByTimeAsync(1000);
    expect(vi.getTimerCount()).toBeGreaterThan(3);
    await sfn.close();
    expect(vi.getTimerCount()).toBe(0);
    expect((await look(arn)).status).toBe('ABORTED');
    expect(statuses()).toEqual(['RUNNING']);
  });

  test('stopping during the pause of a Retry calls nobody again', async () => {
    const { start, call, calls } = setUp({
      broken() {
        throw new Error('no');
      },
    });
    const executionArn = await start({
      StartAt: 'Try',
      States: {
        Try: {
          Type: 'Task',
          Resource: lambdaArn('broken'),
          Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 600 }],
          End: true,
        },
      },
    });
    await vi.advanceTimersByTimeAsync(1000);
    await call('StopExecution', { executionArn });
    await vi.advanceTimersByTimeAsync(hour);
    expect(calls).toHaveLength(1);
  });
});
