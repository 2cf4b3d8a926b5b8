import { describe, expect, test } from 'vitest';
import { lambdaArn, roleArn, setUp } from './harness.ts';

const untruncated = { truncated: false };

describe('GetExecutionHistory', () => {
  test('has what AWS has for an integration', async () => {
    const { start, finished, history } = setUp({ echo: (payload) => payload });
    const arn = await start(
      {
        StartAt: 'Echo',
        States: {
          Echo: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Parameters: { FunctionName: 'echo', 'Payload.$': '$' },
            TimeoutSeconds: 30,
            End: true,
          },
        },
      },
      { a: 1 },
    );
    await finished(arn);
    const result = '{"ExecutedVersion":"$LATEST","Payload":{"a":1},"StatusCode":200}';
    const of = { resourceType: 'lambda', resource: 'invoke' };
    const timestamp = expect.any(Date);
    expect(await history(arn)).toEqual([
      {
        id: 1,
        previousEventId: 0,
        timestamp,
        type: 'ExecutionStarted',
        executionStartedEventDetails: { input: '{"a":1}', inputDetails: untruncated, roleArn },
      },
      {
        id: 2,
        previousEventId: 0,
        timestamp,
        type: 'TaskStateEntered',
        stateEnteredEventDetails: { name: 'Echo', input: '{"a":1}', inputDetails: untruncated },
      },
      {
        id: 3,
        previousEventId: 2,
        timestamp,
        type: 'TaskScheduled',
        taskScheduledEventDetails: {
          ...of,
          region: 'us-east-1',
          parameters: '{"FunctionName":"echo","Payload":{"a":1}}',
          timeoutInSeconds: 30,
        },
      },
      { id: 4, previousEventId: 3, timestamp, type: 'TaskStarted', taskStartedEventDetails: of },
      {
        id: 5,
        previousEventId: 4,
        timestamp,
        type: 'TaskSucceeded',
        taskSucceededEventDetails: { ...of, output: result, outputDetails: untruncated },
      },
      {
        id: 6,
        previousEventId: 5,
        timestamp,
        type: 'TaskStateExited',
        stateExitedEventDetails: { name: 'Echo', output: result, outputDetails: untruncated },
      },
      {
        id: 7,
        previousEventId: 6,
        timestamp,
        type: 'ExecutionSucceeded',
        executionSucceededEventDetails: { output: result, outputDetails: untruncated },
      },
    ]);
  });

  test('follows each branch of a Parallel on its own path, down to the last event', async () => {
    const { start, finished, history } = setUp({ echo: (payload) => payload });
    const chain = (prefix: string, length: number) =>
      Object.fromEntries(
        Array.from({ length }, (_, index) => [
          `${prefix}${index}`,
          { Type: 'Pass', ...(index + 1 < length ? { Next: `${prefix}${index + 1}` } : { End: true }) },
        ]),
      );
    const arn = await start({
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'a0', States: chain('a', 12) },
            {
              StartAt: 'Echo',
              States: { Echo: { Type: 'Task', Resource: lambdaArn('echo'), Next: 'b0' }, ...chain('b', 12) },
            },
          ],
          End: true,
        },
      },
    });
    await finished(arn);
    const events = await history(arn);
    const started = events.find((event) => event.type === 'ParallelStateStarted');
    const firsts = events.filter((event) => event.previousEventId === started?.id);
    expect(firsts.map((event) => event.stateEnteredEventDetails?.name)).toEqual(['a0', 'Echo']);
    const exited = events.filter((event) => event.type === 'PassStateExited');
    expect(exited).toHaveLength(24);
    for (const event of exited) {
      const entered = events.find(({ id }) => id === event.previousEventId);
      expect(entered?.stateEnteredEventDetails?.name).toBe(event.stateExitedEventDetails?.name);
    }
    const [succeeded, left] = events.slice(-3);
    expect(succeeded?.type).toBe('ParallelStateSucceeded');
    expect(events.find(({ id }) => id === succeeded?.previousEventId)?.type).toBe('PassStateExited');
    expect(left).toMatchObject({ type: 'ParallelStateExited', previousEventId: succeeded?.id });
  });

  test('comes in pages, backwards, and without data', async () => {
    const { start, finished, history, call } = setUp();
    const arn = await start(
      {
        StartAt: 'One',
        States: { One: { Type: 'Pass', Next: 'Two' }, Two: { Type: 'Pass', End: true } },
      },
      { secret: 1 },
    );
    await finished(arn);
    const all = await history(arn);
    expect(await history(arn, { reverseOrder: true })).toEqual(all.toReversed());
    const paged = [];
    for (let nextToken: string | undefined, page = 0; page < 3; page += 1) {
      const answer = (await call('GetExecutionHistory', { executionArn: arn, maxResults: 2, nextToken })) as {
        events: unknown[];
        nextToken?: string;
      };
      paged.push(...answer.events);
      nextToken = answer.nextToken;
      expect(nextToken === undefined).toBe(page === 2);
    }
    expect(paged).toEqual(all);
    const bare = await history(arn, { includeExecutionData: false });
    expect(JSON.stringify(bare)).not.toContain('secret');
    expect(bare[1]?.stateEnteredEventDetails).toEqual({ name: 'One', inputDetails: untruncated });
  });

  test('a stopped execution ends with ExecutionAborted', async () => {
    const { start, history, call } = setUp();
    const executionArn = await start({
      StartAt: 'Sit',
      States: { Sit: { Type: 'Wait', Seconds: 60, End: true } },
    });
    await call('StopExecution', { executionArn, error: 'Enough', cause: 'tired' });
    expect((await history(executionArn)).slice(1)).toMatchObject([
      { type: 'WaitStateEntered' },
      { type: 'ExecutionAborted', executionAbortedEventDetails: { error: 'Enough', cause: 'tired' } },
    ]);
  });

  test('an execution that loops without end fails at 25,000 events', async () => {
    const { start, finished, history, call } = setUp();
    const arn = await start({
      StartAt: 'Again',
      States: {
        Again: { Type: 'Pass', Next: 'Enough?' },
        'Enough?': {
          Type: 'Choice',
          Choices: [{ Variable: '$.enough', IsPresent: true, Next: 'Enough' }],
          Default: 'Again',
        },
        Enough: { Type: 'Succeed' },
      },
    });
    const execution = await finished(arn);
    expect(execution).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
      redriveStatusReason: 'Execution history event limit exceeded',
    });
    expect(await history(arn, { reverseOrder: true, maxResults: 1 })).toMatchObject([
      { id: 25_000, type: 'ExecutionFailed' },
    ]);
    await expect(call('RedriveExecution', { executionArn: arn })).rejects.toMatchObject({
      code: 'ExecutionNotRedrivable',
    });
  });
});
