import { describe, expect, test, vi } from 'vitest';
import { functionArn, setUp } from './harness.ts';

const caller = {
  account: '111122223333',
  region: 'us-east-1',
  arn: 'arn:aws:iam::111122223333:user/tester',
  accessKeyId: '111122223333',
  requestId: '00000000-0000-0000-0000-000000000000',
  userAgent: 'test',
};

function setUpOperations() {
  const step = setUp();
  const call = async (operation: string, input: object, account = caller.account): Promise<unknown> => {
    const run = step.lambda.service.operations[operation] ?? expect.fail(`no operation ${operation}`);
    // Service declares `never` so that each operation can name its own input type.
    return run(input as never, { ...caller, account });
  };
  return { ...step, call };
}

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (output: unknown) => new TextDecoder().decode((output as { Payload: Uint8Array }).Payload);

describe('Invoke', () => {
  test.each(['f', 'f:$LATEST', functionArn('f'), `${functionArn('f')}:live`, '111122223333:function:f'])(
    'knows the function as %s',
    async (FunctionName) => {
      const { define, call } = setUpOperations();
      await define('export const handler = (event) => ({ event });');
      const output = await call('Invoke', { FunctionName, Payload: bytes('{"a":1}') });
      expect(output).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
      expect(output).not.toHaveProperty('FunctionError');
      expect(text(output)).toBe('{"event":{"a":1}}');
    },
  );

  test('of a handler that throws succeeds, with the error as its payload', async () => {
    const { define, call } = setUpOperations();
    await define('export const handler = () => { throw new Error("no"); };');
    const output = await call('Invoke', { FunctionName: 'f' });
    expect(output).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(JSON.parse(text(output))).toMatchObject({ errorType: 'Error', errorMessage: 'no' });
  });

  test('as an event is only accepted', async () => {
    const { define, call, lambda } = setUpOperations();
    await define('export const handler = (event) => console.log("got " + event.a);');
    expect(
      await call('Invoke', { FunctionName: 'f', InvocationType: 'Event', Payload: bytes('{"a":1}') }),
    ).toEqual({
      StatusCode: 202,
    });
    await vi.waitFor(() => expect(lambda.logs('f')).toMatchObject([{ line: 'got 1' }]), { timeout: 20_000 });
    expect(await call('Invoke', { FunctionName: 'f', InvocationType: 'DryRun' })).toEqual({
      StatusCode: 204,
    });
  });

  test('refuses what is no JSON, and functions that are not there', async () => {
    const { define, call } = setUpOperations();
    await define('export const handler = () => 1;');
    await expect(call('Invoke', { FunctionName: 'f', Payload: bytes('{') })).rejects.toMatchObject({
      code: 'InvalidRequestContentException',
      message: expect.stringMatching(/^Could not parse request body into json: /),
    });
    await expect(call('Invoke', { FunctionName: 'g' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      status: 404,
      message: `Function not found: ${functionArn('g')}`,
    });
  });
});

test('a name is one of the caller’s own account, an ARN is not', async () => {
  const { define, call } = setUpOperations();
  await define('export const handler = () => 1;');
  for (const operation of ['Invoke', 'GetFunction', 'GetFunctionConfiguration']) {
    await expect(call(operation, { FunctionName: 'f' }, '444455556666')).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
    await call(operation, { FunctionName: functionArn('f') }, '444455556666');
  }
});

test('functions are described and listed', async () => {
  const { define, call } = setUpOperations();
  const dead = 'arn:aws:sqs:us-east-1:111122223333:dead';
  await define('', { environment: { A: '1' }, deadLetterQueueArn: dead });
  await define('', { name: 'g' });
  const configuration = {
    FunctionName: 'f',
    FunctionArn: functionArn('f'),
    Runtime: 'nodejs24.x',
    Role: 'arn:aws:iam::111122223333:role/f',
    Handler: 'bundle.handler',
    Timeout: 30,
    MemorySize: 256,
    Environment: { Variables: { A: '1' } },
    DeadLetterConfig: { TargetArn: dead },
    State: 'Active',
    LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+0000$/),
  };
  expect(await call('GetFunctionConfiguration', { FunctionName: 'f' })).toMatchObject(configuration);
  expect(await call('GetFunction', { FunctionName: 'f' })).toMatchObject({ Configuration: configuration });
  expect(await call('ListFunctions', {})).toMatchObject({
    Functions: [{ FunctionName: 'f' }, { FunctionName: 'g' }],
  });
});

test('who may invoke a function is read, taken away and given', async () => {
  const { define, call } = setUpOperations();
  const permission = {
    StatementId: 'rule',
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
    SourceArn: 'arn:aws:events:us-east-1:111122223333:rule/r',
  };
  await define('export const handler = () => {};', { permissions: [permission] });
  const of = { FunctionName: 'f' };
  const statements = async () => {
    const { Policy } = (await call('GetPolicy', of)) as { Policy: string };
    return JSON.parse(Policy).Statement;
  };
  const expected = {
    Sid: 'rule',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: functionArn('f'),
    Condition: { ArnLike: { 'AWS:SourceArn': permission.SourceArn } },
  };
  expect(await statements()).toEqual([expected]);
  await expect(call('AddPermission', { ...of, ...permission })).rejects.toThrow('already exists');
  await call('RemovePermission', { ...of, StatementId: 'rule' });
  await expect(statements()).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  await expect(call('RemovePermission', { ...of, StatementId: 'rule' })).rejects.toThrow('not found');
  await call('AddPermission', { ...of, ...permission });
  expect(await statements()).toEqual([expected]);
});
