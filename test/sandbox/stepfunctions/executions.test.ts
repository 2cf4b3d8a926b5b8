import { describe, expect, test } from 'vitest';
import { account, lambdaArn, region, roleArn, setUp } from './harness.ts';

const sitting = { StartAt: 'Sit', States: { Sit: { Type: 'Wait', Seconds: 3600, End: true } } };
const passing = { StartAt: 'Pass', States: { Pass: { Type: 'Pass', End: true } } };
const machineArn = `arn:aws:states:${region}:${account}:stateMachine:machine`;

describe('StartExecution', () => {
  test('twenty at once with one name and input are one execution', async () => {
    const { sfn, call, statuses } = setUp();
    const stateMachineArn = sfn.createStateMachine({ name: 'machine', definition: sitting, roleArn });
    const starts = await Promise.all(
      Array.from({ length: 20 }, () =>
        call('StartExecution', { stateMachineArn, name: 'same', input: '{"a":1}' }),
      ),
    );
    expect(starts).toEqual(Array(20).fill(starts[0]));
    expect(starts[0]).toEqual({
      executionArn: `arn:aws:states:${region}:${account}:execution:machine:same`,
      startDate: expect.any(Date),
    });
    expect(statuses()).toEqual(['RUNNING']);
  });

  test('a name is taken by another input, and by an execution that has ended', async () => {
    const { start, call, finished } = setUp();
    const executionArn = await start(sitting, { a: 1 }, 'same');
    const again = (input: string) =>
      call('StartExecution', { stateMachineArn: machineArn, name: 'same', input });
    const taken = {
      code: 'ExecutionAlreadyExists',
      status: 400,
      message: `Execution Already Exists: '${executionArn}'`,
    };
    await expect(again('{"a":2}')).rejects.toMatchObject(taken);
    await call('StopExecution', { executionArn });
    expect(await finished(executionArn)).toMatchObject({ status: 'ABORTED' });
    await expect(again('{"a":1}')).rejects.toMatchObject(taken);
  });

  test.each(['', 'x'.repeat(81), 'a b', 'a*b', 'a/b', 'a:b', 'a%b', 'a\u0000b', 'a\u0085b', 'a\ud800b'])(
    'refuses the name %j',
    async (name) => {
      const { start } = setUp();
      await expect(start(passing, {}, name)).rejects.toMatchObject({ code: 'InvalidName' });
    },
  );

  test('takes other names as they are, and makes one up', async () => {
    const { start, call } = setUp();
    const name = `${'www.example.com-to-E1.(x)_é'.padEnd(80, 'z')}`;
    expect(await start(passing, {}, name)).toMatch(/:www\.example\.com-to-E1\.\(x\)_éz+$/);
    expect(await call('StartExecution', { stateMachineArn: machineArn })).toMatchObject({
      executionArn: expect.stringMatching(/:execution:machine:[0-9a-f-]{36}$/),
    });
  });

  test('refuses an input that is no JSON or too long, and a state machine that is not there', async () => {
    const { sfn, call } = setUp();
    const stateMachineArn = sfn.createStateMachine({ name: 'machine', definition: passing, roleArn });
    const start = (more: object) => call('StartExecution', { stateMachineArn, ...more });
    await expect(start({ input: 'no' })).rejects.toMatchObject({ code: 'InvalidExecutionInput' });
    await expect(start({ input: `"${'x'.repeat(262_144)}"` })).rejects.toMatchObject({
      code: 'ValidationException',
    });
    await expect(start({ stateMachineArn: `${machineArn}2` })).rejects.toMatchObject({
      code: 'StateMachineDoesNotExist',
    });
    await expect(start({ stateMachineArn: 'machine' })).rejects.toMatchObject({ code: 'InvalidArn' });
  });
});

describe('executions', () => {
  test('are described, and unknown ones are not there', async () => {
    const { start, call, describe, finished } = setUp();
    const executionArn = await start(sitting, { a: 1 });
    expect(await describe(executionArn)).toEqual({
      executionArn,
      stateMachineArn: machineArn,
      name: 'one',
      status: 'RUNNING',
      startDate: expect.any(Date),
      input: '{"a":1}',
      inputDetails: { included: true },
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
    });
    await call('StopExecution', { executionArn });
    expect(await finished(executionArn)).toMatchObject({
      stopDate: expect.any(Date),
      redriveStatus: 'REDRIVABLE',
    });
    for (const operation of [
      'DescribeExecution',
      'GetExecutionHistory',
      'StopExecution',
      'RedriveExecution',
    ]) {
      await expect(call(operation, { executionArn: `${executionArn}2` })).rejects.toMatchObject({
        code: 'ExecutionDoesNotExist',
        message: `Execution Does Not Exist: '${executionArn}2'`,
      });
    }
  });

  test('stopping twice changes nothing', async () => {
    const { start, call, statuses } = setUp();
    const executionArn = await start(sitting);
    const stops = await Promise.all([1, 2].map(() => call('StopExecution', { executionArn })));
    expect(await call('StopExecution', { executionArn, error: 'Late' })).toEqual(stops[0]);
    expect(statuses()).toEqual(['RUNNING', 'ABORTED']);
  });

  test('are listed newest first, by status and in pages', async () => {
    const { start, call, finished } = setUp();
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const name of names) await finished(await start(passing, {}, name));
    const running = await start(sitting, {}, 'f');
    const list = async (more: object = {}) =>
      (await call('ListExecutions', { stateMachineArn: machineArn, ...more })) as {
        executions: { name: string }[];
        nextToken?: string;
      };
    const namesOf = ({ executions }: { executions: { name: string }[] }) =>
      executions.map(({ name }) => name);
    expect(namesOf(await list())).toEqual(['f', 'e', 'd', 'c', 'b', 'a']);
    expect((await list({ statusFilter: 'RUNNING' })).executions).toMatchObject([{ executionArn: running }]);
    const first = await list({ maxResults: 4 });
    await start(passing, {}, 'g');
    const second = await list({ maxResults: 4, nextToken: first.nextToken });
    expect([...namesOf(first), ...namesOf(second)]).toEqual(['f', 'e', 'd', 'c', 'b', 'a']);
    expect(second.nextToken).toBeUndefined();
    await expect(list({ nextToken: 'nonsense' })).rejects.toMatchObject({ code: 'InvalidToken' });
    await expect(list({ maxResults: 1001 })).rejects.toMatchObject({ code: 'ValidationException' });
  });

  test('time out as a whole, after the TimeoutSeconds of the definition', async () => {
    const { start, finished, history, statuses } = setUp();
    const arn = await start({ ...sitting, TimeoutSeconds: 1 });
    const execution = await finished(arn);
    expect(execution).toMatchObject({ status: 'TIMED_OUT', redriveStatus: 'REDRIVABLE' });
    expect(execution.error).toBeUndefined();
    expect((await history(arn)).at(-1)?.type).toBe('ExecutionTimedOut');
    expect(statuses()).toEqual(['RUNNING', 'TIMED_OUT']);
  });

  test('every change of status is an event on the default bus', async () => {
    const { start, finished, events, call, statuses } = setUp({
      moody() {
        if (statuses().length < 3) throw new Error('no');
        return 1;
      },
    });
    const executionArn = await start(
      {
        StartAt: 'Ask',
        States: { Ask: { Type: 'Task', Resource: lambdaArn('moody'), End: true } },
      },
      { a: 1 },
    );
    const { startDate, stopDate } = await finished(executionArn);
    await call('RedriveExecution', { executionArn });
    const redriven = await finished(executionArn);
    expect(statuses()).toEqual(['RUNNING', 'FAILED', 'RUNNING', 'SUCCEEDED']);
    expect(events[1]).toEqual({
      bus: 'default',
      source: 'aws.states',
      'detail-type': 'Step Functions Execution Status Change',
      account,
      resources: [executionArn],
      detail: {
        executionArn,
        stateMachineArn: machineArn,
        name: 'one',
        status: 'FAILED',
        startDate: startDate?.getTime(),
        stopDate: stopDate?.getTime(),
        input: '{"a":1}',
        inputDetails: { included: true },
        output: null,
        outputDetails: null,
        stateMachineVersionArn: null,
        stateMachineAliasArn: null,
        redriveCount: 0,
        redriveDate: null,
        redriveStatus: 'REDRIVABLE',
        redriveStatusReason: null,
        error: 'Error',
        cause: expect.stringContaining('"errorMessage":"no"'),
      },
    });
    expect(events[2]?.detail).toMatchObject({
      status: 'RUNNING',
      redriveCount: 1,
      stopDate: null,
      error: null,
    });
    expect(events[3]?.detail).toMatchObject({
      output: '1',
      outputDetails: { included: true },
      redriveDate: redriven.redriveDate?.getTime(),
    });
  });
});

describe('state machines', () => {
  test('are described and listed', async () => {
    const { sfn, start, call } = setUp();
    sfn.createStateMachine({ name: 'other', definition: sitting, roleArn });
    const executionArn = await start(passing);
    const described = {
      stateMachineArn: machineArn,
      name: 'machine',
      roleArn,
      definition: JSON.stringify(passing),
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
    };
    expect(await call('DescribeStateMachine', { stateMachineArn: machineArn })).toEqual({
      ...described,
      status: 'ACTIVE',
      type: 'STANDARD',
      creationDate: expect.any(Date),
    });
    sfn.createStateMachine({ name: 'machine', definition: sitting, roleArn });
    expect(await call('DescribeStateMachineForExecution', { executionArn })).toMatchObject(described);
    expect(await call('ListStateMachines', {})).toMatchObject({
      stateMachines: [{ name: 'other' }, { name: 'machine', type: 'STANDARD' }],
    });
  });
});
