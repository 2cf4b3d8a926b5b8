import { describe, expect, test, vi } from 'vitest';
import { brief, FunctionError, lambdaArn, output, roleArn, setUp } from './harness.ts';

const task = (name: string, more: object = {}) => ({
  Type: 'Task',
  Resource: lambdaArn(name),
  End: true,
  ...more,
});

/** Functions `good` and `bad`; `bad` fails as long as `repaired` says no. */
function setUpRepairable() {
  const state = { repaired: false };
  const step = setUp({
    good: () => ({ from: 'good', call: Math.random() }),
    bad(payload) {
      if (!state.repaired) throw new FunctionError('Broken', 'as ever');
      return { from: 'bad', payload };
    },
  });
  const countOf = (name: string) => step.calls.filter((call) => call.name === name).length;
  return { ...step, state, countOf };
}

describe('redrive', () => {
  test('goes on with the failed Task and the input it had, and keeps what was done', async () => {
    const { start, finished, history, call, state, countOf } = setUpRepairable();
    const executionArn = await start(
      {
        StartAt: 'First',
        States: {
          First: task('good', { ResultPath: '$.first', End: undefined, Next: 'Second' }),
          Second: task('bad', { ResultPath: '$.second', End: undefined, Next: 'Third' }),
          Third: { Type: 'Succeed' },
        },
      },
      { given: 1 },
    );
    const failed = await finished(executionArn);
    expect(failed).toMatchObject({
      status: 'FAILED',
      error: 'Broken',
      redriveCount: 0,
      redriveStatus: 'REDRIVABLE',
    });
    expect(failed).not.toHaveProperty('redriveDate', expect.anything());

    state.repaired = true;
    const before = await history(executionArn);
    const { redriveDate } = (await call('RedriveExecution', { executionArn })) as { redriveDate: Date };
    const redriven = await finished(executionArn);
    expect(redriven).toMatchObject({
      status: 'SUCCEEDED',
      redriveCount: 1,
      redriveDate,
      startDate: failed.startDate,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    });
    expect(redriven.error).toBeUndefined();
    expect(countOf('good')).toBe(1);
    const { first, second, given } = output(redriven) as Record<string, { payload?: unknown }>;
    expect(given).toBe(1);
    expect(second?.payload).toEqual({ given: 1, first });

    const events = await history(executionArn);
    expect(events.slice(0, before.length)).toEqual(before);
    expect(brief(events.slice(before.length))).toEqual([
      'ExecutionRedriven',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
      'TaskStateExited Second',
      'SucceedStateEntered Third',
      'SucceedStateExited Third',
      'ExecutionSucceeded',
    ]);
    expect(events[before.length]).toMatchObject({
      id: before.length + 1,
      previousEventId: before.length,
      executionRedrivenEventDetails: { redriveCount: 1 },
    });
  });

  test('of a Parallel runs the unfinished branches from where they were, and no other', async () => {
    const { start, finished, history, call, state, countOf, calls } = setUpRepairable();
    const finishedBranch = { StartAt: 'Good', States: { Good: task('good') } };
    const failedBranch = {
      StartAt: 'Before',
      States: {
        Before: task('good', { End: undefined, ResultPath: '$.before', Next: 'Bad' }),
        Bad: task('bad', { End: undefined, ResultPath: '$.bad', Next: 'After' }),
        After: { Type: 'Pass', End: true },
      },
    };
    const cutBranch = {
      StartAt: 'Mark',
      States: {
        Mark: { Type: 'Pass', Result: 'set', ResultPath: '$.mark', Next: 'Sit' },
        Sit: { Type: 'Wait', SecondsPath: '$.sit', Next: 'Stand' },
        Stand: task('good'),
      },
    };
    const executionArn = await start(
      {
        StartAt: 'All',
        States: {
          All: {
            Type: 'Parallel',
            Branches: [finishedBranch, failedBranch, cutBranch],
            ResultPath: '$.all',
            End: true,
          },
        },
      },
      { sit: 1 },
    );
    expect(await finished(executionArn)).toMatchObject({ status: 'FAILED', error: 'Broken' });
    const before = await history(executionArn);
    expect(brief(before).slice(-3)).toEqual(['WaitStateAborted', 'ParallelStateFailed', 'ExecutionFailed']);
    expect(countOf('good')).toBe(2);
    const doneBefore = before.find((event) => event.stateExitedEventDetails?.name === 'Good');

    state.repaired = true;
    await call('RedriveExecution', { executionArn });
    const redriven = await finished(executionArn);
    expect(redriven).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
    const { all } = output(redriven) as { all: [unknown, Record<string, unknown>, unknown] };
    expect(all[0]).toEqual(JSON.parse(doneBefore?.stateExitedEventDetails?.output ?? ''));
    expect(all[1]).toMatchObject({ sit: 1, before: { from: 'good' }, bad: { payload: { sit: 1 } } });
    // Once in each branch: the third got to its Task only now.
    expect(countOf('good')).toBe(3);
    expect(calls.at(-1)).toEqual({ name: 'good', payload: { sit: 1, mark: 'set' } });

    const after = brief((await history(executionArn)).slice(before.length));
    expect(after[0]).toBe('ExecutionRedriven');
    expect(after.filter((line) => /Entered/.test(line)).sort()).toEqual([
      'PassStateEntered After',
      'TaskStateEntered Stand',
    ]);
    expect(after.slice(-3)).toEqual([
      'ParallelStateSucceeded',
      'ParallelStateExited All',
      'ExecutionSucceeded',
    ]);
  });

  test('of a branch inside a branch', async () => {
    const { start, finished, call, state, countOf } = setUpRepairable();
    const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });
    const inner = {
      Type: 'Parallel',
      Branches: [branch('Good', task('good')), branch('Bad', task('bad'))],
      End: true,
    };
    const executionArn = await start({
      StartAt: 'Outer',
      States: { Outer: { Type: 'Parallel', Branches: [branch('Inner', inner)], End: true } },
    });
    expect(await finished(executionArn)).toMatchObject({ status: 'FAILED' });
    state.repaired = true;
    await call('RedriveExecution', { executionArn });
    expect(output(await finished(executionArn))).toEqual([
      [expect.objectContaining({ from: 'good' }), expect.objectContaining({ from: 'bad' })],
    ]);
    expect(countOf('good')).toBe(1);
  });

  test('twice, with a new token and the count in the Context Object', async () => {
    const seen: { token: string; redrives: number; time?: string }[] = [];
    const { start, finished, call, history } = setUp({
      remember(payload) {
        seen.push(payload as { token: string; redrives: number });
      },
    });
    const executionArn = await start({
      StartAt: 'Await',
      States: {
        Await: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          Parameters: {
            FunctionName: 'remember',
            Payload: {
              'token.$': '$$.Task.Token',
              'redrives.$': '$$.Execution.RedriveCount',
              'start.$': '$$.Execution.StartTime',
            },
          },
          End: true,
        },
      },
    });
    for (const attempt of [0, 1, 2]) {
      const { token } = await vi.waitFor(() => seen[attempt] ?? expect.fail('not asked yet'));
      if (attempt < 2) {
        await call('SendTaskFailure', { taskToken: token, error: 'No' });
        expect(await finished(executionArn)).toMatchObject({ status: 'FAILED', error: 'No' });
        await call('RedriveExecution', { executionArn });
      } else {
        await call('SendTaskSuccess', { taskToken: token, output: '"yes"' });
      }
    }
    expect(await finished(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      redriveCount: 2,
      output: '"yes"',
    });
    expect(seen.map(({ redrives }) => redrives)).toEqual([0, 1, 2]);
    expect(new Set(seen.map(({ token }) => token)).size).toBe(3);
    expect(new Set(seen.map((entry) => JSON.stringify({ ...entry, token: 0, redrives: 0 }))).size).toBe(1);
    const ids = (await history(executionArn)).map(({ id }) => id);
    expect(ids).toEqual(ids.map((_, index) => index + 1));
  });

  test('of a stopped execution; and with the same client token only once', async () => {
    const { start, finished, call } = setUp();
    const definition = { StartAt: 'Sit', States: { Sit: { Type: 'Wait', Seconds: 3600, End: true } } };
    const executionArn = await start(definition);
    await call('StopExecution', { executionArn, error: 'Enough', cause: 'tired' });
    expect(await finished(executionArn)).toMatchObject({
      status: 'ABORTED',
      error: 'Enough',
      cause: 'tired',
    });
    const first = await call('RedriveExecution', { executionArn, clientToken: 'mine' });
    expect(await call('RedriveExecution', { executionArn, clientToken: 'mine' })).toEqual(first);
    await expect(call('RedriveExecution', { executionArn, clientToken: 'other' })).rejects.toMatchObject({
      code: 'ExecutionNotRedrivable',
      message: 'Execution is RUNNING and cannot be redriven',
    });
  });

  test('of a stopped Parallel keeps the branch that was done', async () => {
    const { start, finished, call, countOf, calls } = setUpRepairable();
    const executionArn = await start(
      {
        StartAt: 'Both',
        States: {
          Both: {
            Type: 'Parallel',
            Branches: [
              { StartAt: 'Good', States: { Good: task('good') } },
              { StartAt: 'Sit', States: { Sit: { Type: 'Wait', SecondsPath: '$.sit', End: true } } },
            ],
            End: true,
          },
        },
      },
      { sit: 1 },
    );
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    await call('StopExecution', { executionArn });
    await call('RedriveExecution', { executionArn });
    expect(output(await finished(executionArn))).toEqual([
      expect.objectContaining({ from: 'good' }),
      { sit: 1 },
    ]);
    expect(countOf('good')).toBe(1);
  });

  test('keeps the definition that the execution was started with', async () => {
    const { sfn, start, finished, call, state } = setUpRepairable();
    const executionArn = await start({ StartAt: 'Bad', States: { Bad: task('bad') } });
    await finished(executionArn);
    sfn.createStateMachine({
      name: 'machine',
      roleArn,
      definition: { StartAt: 'Bad', States: { Bad: { Type: 'Pass', Result: 'new', End: true } } },
    });
    state.repaired = true;
    await call('RedriveExecution', { executionArn });
    expect(output(await finished(executionArn))).toMatchObject({ from: 'bad' });
  });
});
