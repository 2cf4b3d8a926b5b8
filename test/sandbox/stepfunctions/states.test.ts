import { describe, expect, test } from 'vitest';
import { brief, FunctionError, lambdaArn, output, setUp } from './harness.ts';

describe('states', () => {
  test('a Choice with a Wait by SecondsPath loops until the function is content', async () => {
    let asked = 0;
    const { start, finished, history } = setUp({
      check: () => {
        asked += 1;
        return { verdict: asked < 3 ? 'wait' : 'ready', waitSeconds: 0 };
      },
    });
    const arn = await start(
      {
        StartAt: 'Check it',
        States: {
          'Check it': { Type: 'Task', Resource: lambdaArn('check'), ResultPath: '$.check', Next: 'Ready?' },
          'Ready?': {
            Type: 'Choice',
            Choices: [{ Variable: '$.check.verdict', StringEquals: 'ready', Next: 'Done' }],
            Default: 'Wait for it',
          },
          'Wait for it': { Type: 'Wait', SecondsPath: '$.check.waitSeconds', Next: 'Check it' },
          Done: { Type: 'Succeed' },
        },
      },
      { kept: 1 },
    );
    const execution = await finished(arn);
    expect(execution.status).toBe('SUCCEEDED');
    expect(output(execution)).toEqual({ kept: 1, check: { verdict: 'ready', waitSeconds: 0 } });
    expect(brief(await history(arn)).filter((line) => line === 'WaitStateEntered Wait for it')).toHaveLength(
      2,
    );
  });

  test('branches of a Parallel loop side by side, and their outputs keep their order', async () => {
    const seen: string[] = [];
    const loop = (name: string) => ({
      StartAt: `Ask ${name}`,
      States: {
        [`Ask ${name}`]: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: 'ask', Payload: { name, 'count.$': '$.count' } },
          ResultSelector: { 'count.$': '$.Payload' },
          Next: `Enough ${name}`,
        },
        [`Enough ${name}`]: {
          Type: 'Choice',
          Choices: [{ Variable: '$.count', NumericGreaterThanEquals: 3, Next: `End ${name}` }],
          Default: `Ask ${name}`,
        },
        [`End ${name}`]: { Type: 'Pass', End: true },
      },
    });
    const { start, finished } = setUp({
      ask(payload) {
        const { name, count } = payload as { name: string; count: number };
        seen.push(name);
        return count + 1;
      },
    });
    const arn = await start(
      {
        StartAt: 'Both',
        States: {
          Both: { Type: 'Parallel', Branches: [loop('a'), loop('b')], ResultPath: '$.both', End: true },
        },
      },
      { count: 0 },
    );
    expect(output(await finished(arn))).toEqual({ count: 0, both: [{ count: 3 }, { count: 3 }] });
    expect(seen.slice(0, 4).sort()).toEqual(['a', 'a', 'b', 'b']);
  });

  test('Retry calls again after a matching error, and only then', async () => {
    let attempts = 0;
    const { start, finished, history } = setUp({
      shaky() {
        attempts += 1;
        if (attempts < 3) throw new FunctionError('Shaky', 'not yet');
        return 'done';
      },
    });
    const arn = await start({
      StartAt: 'Try',
      States: {
        Try: {
          Type: 'Task',
          Resource: lambdaArn('shaky'),
          Retry: [{ ErrorEquals: ['Shaky'], IntervalSeconds: 0, MaxAttempts: 2 }],
          End: true,
        },
      },
    });
    expect(await finished(arn)).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
    const attempt = ['LambdaFunctionScheduled', 'LambdaFunctionStarted'];
    expect(brief(await history(arn))).toEqual([
      'ExecutionStarted',
      'TaskStateEntered Try',
      ...attempt,
      'LambdaFunctionFailed',
      ...attempt,
      'LambdaFunctionFailed',
      ...attempt,
      'LambdaFunctionSucceeded',
      'TaskStateExited Try',
      'ExecutionSucceeded',
    ]);
  });

  test('a function that fails gives its error type, and a cause that is JSON', async () => {
    const { start, finished } = setUp({
      broken() {
        throw new FunctionError('AccessDenied', 'no');
      },
    });
    const arn = await start({
      StartAt: 'Try',
      States: { Try: { Type: 'Task', Resource: lambdaArn('broken'), End: true } },
    });
    const execution = await finished(arn);
    expect(execution).toMatchObject({ status: 'FAILED', error: 'AccessDenied' });
    expect(JSON.parse(execution.cause ?? '')).toEqual({
      errorMessage: 'no',
      errorType: 'AccessDenied',
      trace: [],
    });
  });

  test('Catch gets error and cause, and the Parallel around is left in order', async () => {
    const { start, finished, history } = setUp({
      broken() {
        throw new FunctionError('Broken', 'no');
      },
    });
    const arn = await start({
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Try', States: { Try: { Type: 'Task', Resource: lambdaArn('broken'), End: true } } },
            { StartAt: 'Sit', States: { Sit: { Type: 'Wait', Seconds: 3600, End: true } } },
          ],
          Catch: [{ ErrorEquals: ['Broken'], ResultPath: '$.error', Next: 'Tell' }],
          End: true,
        },
        Tell: { Type: 'Pass', End: true },
      },
    });
    const execution = await finished(arn);
    expect(output(execution)).toEqual({ error: { Error: 'Broken', Cause: expect.stringContaining('"no"') } });
    expect(brief(await history(arn)).slice(-8)).toEqual([
      'LambdaFunctionFailed',
      'TaskStateAborted',
      'WaitStateAborted',
      'ParallelStateFailed',
      'ParallelStateExited Both',
      'PassStateEntered Tell',
      'PassStateExited Tell',
      'ExecutionSucceeded',
    ]);
  });

  test('a Parallel that is retried runs all its branches again', async () => {
    let attempts = 0;
    const { start, finished, calls } = setUp({
      shaky() {
        attempts += 1;
        if (attempts === 1) throw new FunctionError('Shaky', 'not yet');
        return 2;
      },
      steady: () => 1,
    });
    const branch = (name: string) => ({
      StartAt: name,
      States: { [name]: { Type: 'Task', Resource: lambdaArn(name), End: true } },
    });
    const arn = await start({
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [branch('steady'), branch('shaky')],
          Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 0 }],
          End: true,
        },
      },
    });
    expect(output(await finished(arn))).toEqual([1, 2]);
    expect(calls.filter(({ name }) => name === 'steady')).toHaveLength(2);
  });

  test('a Parallel inside a Parallel', async () => {
    const { start, finished } = setUp({ echo: (payload) => payload });
    const inner = {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Deep', States: { Deep: { Type: 'Task', Resource: lambdaArn('echo'), End: true } } },
        { StartAt: 'Flat', States: { Flat: { Type: 'Pass', Result: 'flat', End: true } } },
      ],
      End: true,
    };
    const arn = await start(
      {
        StartAt: 'Outer',
        States: {
          Outer: { Type: 'Parallel', Branches: [{ StartAt: 'Inner', States: { Inner: inner } }], End: true },
        },
      },
      { x: 1 },
    );
    expect(output(await finished(arn))).toEqual([[{ x: 1 }, 'flat']]);
  });

  test('an error of the definition says in which state, and no Catch sees it', async () => {
    const { start, finished } = setUp();
    const arn = await start({
      StartAt: 'Choose',
      States: {
        Choose: { Type: 'Pass', Parameters: { 'a.$': '$.not.there' }, Next: 'End' },
        End: { Type: 'Succeed' },
      },
    });
    const execution = await finished(arn);
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(execution.cause).toMatch(
      /executing the state 'Choose' \(entered at the event id #2\)\..*not\.there/,
    );
  });

  test('a Fail state has its own words', async () => {
    const { start, finished } = setUp();
    const arn = await start({
      StartAt: 'No',
      States: { No: { Type: 'Fail', Error: 'NotToday', Cause: 'it rains' } },
    });
    expect(await finished(arn)).toMatchObject({ status: 'FAILED', error: 'NotToday', cause: 'it rains' });
  });

  test('ResultPath $ is the whole output', async () => {
    const { start, finished } = setUp({ answer: () => 42 });
    const arn = await start({
      StartAt: 'Ask',
      States: { Ask: { Type: 'Task', Resource: lambdaArn('answer'), ResultPath: '$', End: true } },
    });
    expect(output(await finished(arn))).toBe(42);
  });

  test('the Context Object is complete, in branches too', async () => {
    const { start, finished } = setUp({ echo: (payload) => payload });
    const look = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: {
        FunctionName: 'echo',
        Payload: { 'context.$': '$$', 'text.$': "States.Format('{}!', $$.State.Name)" },
      },
      OutputPath: '$.Payload',
      End: true,
    };
    const arn = await start(
      {
        StartAt: 'Narrow',
        States: {
          Narrow: { Type: 'Pass', Result: { narrow: true }, Next: 'Both' },
          Both: {
            Type: 'Parallel',
            Branches: [{ StartAt: "Look 'n' see", States: { "Look 'n' see": look } }],
            End: true,
          },
        },
      },
      { whole: true },
    );
    expect(output(await finished(arn))).toEqual([
      {
        text: "Look 'n' see!",
        context: {
          Execution: {
            Id: arn,
            Input: { whole: true },
            Name: 'one',
            RoleArn: expect.stringContaining(':role/'),
            StartTime: expect.stringMatching(/Z$/),
            RedriveCount: 0,
          },
          State: { Name: "Look 'n' see", EnteredTime: expect.stringMatching(/Z$/), RetryCount: 0 },
          StateMachine: { Id: expect.stringMatching(/:stateMachine:machine$/), Name: 'machine' },
        },
      },
    ]);
  });

  test('a result over 256 KiB ends the execution, and no Catch helps', async () => {
    const { start, finished } = setUp({ chatty: () => 'x'.repeat(262_144) });
    const arn = await start({
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: lambdaArn('chatty'),
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Never' }],
          End: true,
        },
        Never: { Type: 'Succeed' },
      },
    });
    expect(await finished(arn)).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  test.each([
    [
      'Map',
      { Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }, End: true },
    ],
    [
      'HeartbeatSeconds',
      { Type: 'Task', Resource: lambdaArn('a'), TimeoutSeconds: 9, HeartbeatSeconds: 1, End: true },
    ],
    ['JSONata', { Type: 'Pass', QueryLanguage: 'JSONata', End: true }],
    ['Next', { Type: 'Pass', Next: 'Nowhere' }],
  ])('a definition that cannot be run is refused: %s', (word, state) => {
    const { sfn } = setUp();
    const definition = { StartAt: 'S', States: { S: state } };
    const create = () =>
      sfn.createStateMachine({ name: 'm', definition, roleArn: 'arn:aws:iam::111122223333:role/r' });
    expect(create).toThrow(
      expect.objectContaining({ code: 'InvalidDefinition', message: expect.stringContaining(word) }),
    );
  });
});
