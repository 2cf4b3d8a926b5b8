import { describe, expect, test, vi } from 'vitest';
import { brief, FunctionError, lambdaArn, output, setUp } from './harness.ts';

/** Waits for a token, for as long as the input says; a timeout is caught. */
const waiting = {
  StartAt: 'Await',
  States: {
    Await: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: {
        FunctionName: lambdaArn('remember'),
        Payload: { 'token.$': '$$.Task.Token', 'again.$': '$$.Task.Token', 'case.$': '$.case' },
      },
      TimeoutSecondsPath: '$.patience',
      ResultPath: '$.answer',
      Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: '$.error', Next: 'Late' }],
      Next: 'Answered',
    },
    Answered: { Type: 'Succeed' },
    Late: { Type: 'Pass', Result: true, ResultPath: '$.late', End: true },
  },
};

function remembering() {
  const tokens: string[] = [];
  const step = setUp({
    remember(payload) {
      const { token, again } = payload as { token: string; again: string };
      expect(again).toBe(token);
      tokens.push(token);
    },
  });
  const token = () => vi.waitFor(() => tokens.at(-1) ?? expect.fail('no token yet'));
  return { ...step, tokens, token };
}

describe('task tokens', () => {
  test('an answer ends the Task, and is its result', async () => {
    const { start, finished, call, token, history } = remembering();
    const arn = await start(waiting, { case: 1, patience: 60 });
    await call('SendTaskHeartbeat', { taskToken: await token() });
    await call('SendTaskSuccess', { taskToken: await token(), output: '{"by":"hand"}' });
    const execution = await finished(arn);
    expect(output(execution)).toEqual({ case: 1, patience: 60, answer: { by: 'hand' } });
    const events = await history(arn);
    expect(brief(events).slice(1, 7)).toEqual([
      'TaskStateEntered Await',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited Await',
    ]);
    const { taskScheduledEventDetails: scheduled, ...rest } = events[2] ?? {};
    expect(rest).toMatchObject({ id: 3, previousEventId: 2 });
    expect(scheduled).toMatchObject({
      resourceType: 'lambda',
      resource: 'invoke.waitForTaskToken',
      region: 'us-east-1',
      timeoutInSeconds: 60,
    });
    expect(JSON.parse(scheduled?.parameters ?? '')).toEqual({
      FunctionName: lambdaArn('remember'),
      Payload: { token: await token(), again: await token(), case: 1 },
    });
  });

  test('an answer that comes before the function has returned counts', async () => {
    const hung = Promise.withResolvers<void>();
    let answer = async (_token: string) => {};
    const { start, finished, call, history } = setUp({
      async remember(payload) {
        await answer((payload as { token: string }).token);
        await hung.promise;
      },
    });
    answer = async (taskToken) => void (await call('SendTaskSuccess', { taskToken, output: '1' }));
    const arn = await start(waiting, { case: 1, patience: 60 });
    expect(output(await finished(arn))).toMatchObject({ answer: 1 });
    hung.reject(new FunctionError('TooLate', 'nobody cares'));
    await new Promise(setImmediate);
    expect(brief(await history(arn))).not.toContain('TaskSubmitted');
  });

  test('the timeout of the input ends the wait, and the token with it', async () => {
    const { start, finished, call, token, history } = remembering();
    const arn = await start(waiting, { case: 1, patience: 1 });
    const taskToken = await token();
    expect(output(await finished(arn))).toMatchObject({ late: true, error: { Error: 'States.Timeout' } });
    expect(brief(await history(arn)).slice(5, 9)).toEqual([
      'TaskTimedOut',
      'TaskStateExited Await',
      'PassStateEntered Late',
      'PassStateExited Late',
    ]);
    await expect(call('SendTaskSuccess', { taskToken, output: '1' })).rejects.toMatchObject({
      code: 'TaskTimedOut',
    });
    await expect(call('SendTaskHeartbeat', { taskToken })).rejects.toMatchObject({ code: 'TaskTimedOut' });
  });

  test('only the first answer counts', async () => {
    const { start, finished, call, token } = remembering();
    const arn = await start(waiting, { case: 1, patience: 60 });
    const taskToken = await token();
    const answers = await Promise.allSettled([
      call('SendTaskSuccess', { taskToken, output: '1' }),
      call('SendTaskSuccess', { taskToken, output: '2' }),
      call('SendTaskFailure', { taskToken, error: 'No' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(answers[1]).toMatchObject({ reason: { code: 'TaskTimedOut', status: 400 } });
    expect(output(await finished(arn))).toMatchObject({ answer: 1 });
  });

  test('SendTaskFailure fails the Task with its error and cause', async () => {
    const { start, finished, call, token } = remembering();
    const arn = await start(waiting, { case: 1, patience: 60 });
    await call('SendTaskFailure', { taskToken: await token(), error: 'Refused', cause: 'not ours' });
    expect(await finished(arn)).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'not ours' });
  });

  test('a function that fails ends the wait at once', async () => {
    const { start, finished } = setUp({
      remember() {
        throw new FunctionError('Forgot', 'everything');
      },
    });
    const execution = await finished(await start(waiting, { case: 1, patience: 60 }));
    expect(execution).toMatchObject({ status: 'FAILED', error: 'Forgot' });
  });

  test('stopping the execution closes its token', async () => {
    const { start, call, token } = remembering();
    const executionArn = await start(waiting, { case: 1, patience: 60 });
    const taskToken = await token();
    await call('StopExecution', { executionArn });
    await expect(call('SendTaskSuccess', { taskToken, output: '1' })).rejects.toMatchObject({
      code: 'TaskTimedOut',
    });
  });

  test('tokens that are none, and outputs that are no JSON, are told apart', async () => {
    const { start, call, token } = remembering();
    await start(waiting, { case: 1, patience: 60 });
    const taskToken = await token();
    const stranger = taskToken.slice(0, -4) + (taskToken.endsWith('AAAA') ? 'BBBB' : 'AAAA');
    const send = (taskToken: string, output: string) => call('SendTaskSuccess', { taskToken, output });
    await expect(send('nonsense', '1')).rejects.toMatchObject({ code: 'InvalidToken' });
    await expect(send(stranger, '1')).rejects.toMatchObject({ code: 'TaskDoesNotExist' });
    await expect(send(taskToken, 'no json')).rejects.toMatchObject({ code: 'InvalidOutput' });
    await expect(send(taskToken, '1')).resolves.toEqual({});
  });

  test.each([
    [0, 'does not reference an integer'],
    [5_000_000, 'The sandbox can wait'],
  ])('a timeout of %d seconds is refused in plain words', async (patience, words) => {
    const { start, finished, calls } = remembering();
    const execution = await finished(await start(waiting, { case: 1, patience }));
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    if (patience > 0) expect(execution.cause).toContain(words);
    expect(calls).toEqual([]);
  });
});
