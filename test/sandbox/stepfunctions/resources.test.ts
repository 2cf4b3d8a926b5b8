import { describe, expect, test } from 'vitest';
import { account, lambdaArn, output, setUp } from './harness.ts';

const single = (Resource: string, Parameters?: object) => ({
  StartAt: 'Call',
  States: { Call: { Type: 'Task', Resource, ...(Parameters && { Parameters }), End: true } },
});

describe('lambda:invoke', () => {
  test.each(['echo', lambdaArn('echo')])('calls %s and wraps what it returns', async (FunctionName) => {
    const { start, finished } = setUp({ echo: (payload) => ({ got: payload }) });
    const arn = await start(single('arn:aws:states:::lambda:invoke', { FunctionName, 'Payload.$': '$' }), {
      a: 1,
    });
    expect(output(await finished(arn))).toEqual({
      ExecutedVersion: '$LATEST',
      Payload: { got: { a: 1 } },
      StatusCode: 200,
    });
  });

  test.each([
    ['directly', single(lambdaArn('nobody'))],
    ['through the integration', single('arn:aws:states:::lambda:invoke', { FunctionName: 'nobody' })],
  ])('a function that is not there, called %s', async (_, definition) => {
    const { start, finished } = setUp();
    const execution = await finished(await start(definition));
    expect(execution).toMatchObject({ status: 'FAILED', error: 'Lambda.ResourceNotFoundException' });
    expect(execution.cause).toContain(
      `Function not found: ${lambdaArn('nobody')} (Service: AWSLambda; Status Code: 404;`,
    );
  });
});

describe('events:putEvents', () => {
  const announce = (entry: object) =>
    single('arn:aws:states:::events:putEvents', {
      Entries: [
        { Source: 'cname-rescue', DetailType: 'Told', Detail: { a: 1 }, EventBusName: 'ours', ...entry },
      ],
    });

  test.each([
    ['an object, a bus by name', {}],
    [
      'text, a bus by ARN',
      { Detail: '{"a":1}', EventBusName: `arn:aws:events:us-east-1:${account}:event-bus/ours` },
    ],
  ])('puts an event: %s', async (_, entry) => {
    const { start, finished, events } = setUp();
    const arn = await start(announce(entry));
    const result = output(await finished(arn)) as { Entries: { EventId: string }[] };
    expect(result).toEqual({
      Entries: [{ EventId: expect.stringMatching(/^[0-9a-f-]{36}$/) }],
      FailedEntryCount: 0,
    });
    expect(events.filter(({ bus }) => bus === 'ours')).toEqual([
      {
        bus: 'ours',
        id: result.Entries[0]?.EventId,
        source: 'cname-rescue',
        'detail-type': 'Told',
        account,
        detail: { a: 1 },
        resources: [expect.stringContaining(':stateMachine:machine'), arn],
      },
    ]);
  });

  test.each([
    ['no such bus', { EventBusName: 'theirs' }, 'ResourceNotFoundException'],
    ['a detail that is no object', { Detail: '"text"' }, 'MalformedDetail'],
    ['no source', { Source: '' }, 'InvalidArgument'],
    ['a source of AWS', { Source: 'aws.cloudfront' }, 'NotAuthorizedForSourceException'],
  ])('fails as a whole when one entry does: %s', async (_, entry, code) => {
    const { start, finished, events } = setUp();
    const execution = await finished(await start(announce(entry)));
    expect(execution).toMatchObject({ status: 'FAILED', error: 'EventBridge.FailedEntry' });
    expect(JSON.parse(execution.cause ?? '')).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: code }],
    });
    expect(events.filter(({ bus }) => bus === 'ours')).toEqual([]);
  });

  test('an entry that is none fails before anything is put', async () => {
    const { start, finished } = setUp();
    const execution = await finished(await start(announce({ Detail: [1] })));
    expect(execution).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The Parameters are not valid: Entries.0.Detail: Expected an object, or one as text',
    });
  });
});

test('any other resource is refused in plain words, and no Catch hides it', async () => {
  const { start, finished } = setUp();
  const { Call } = single('arn:aws:states:::sns:publish', { TopicArn: 'a', Message: 'b' }).States;
  const execution = await finished(
    await start({
      StartAt: 'Call',
      States: {
        Call: { ...Call, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Hide' }] },
        Hide: { Type: 'Succeed' },
      },
    }),
  );
  expect(execution).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: 'The sandbox cannot call the resource arn:aws:states:::sns:publish.',
  });
});

describe.each([
  ['before', 0],
  ['after', 1],
] as const)('an injected fault %s the call', (when, happened) => {
  const fault = { by: 'Call', when, kind: 'error500' } as const;

  test('of a function: the Task fails as Lambda being in trouble fails it', async () => {
    const { start, finished, faults, calls } = setUp({ echo: (payload) => payload });
    faults.add({ ...fault, service: 'lambda', action: 'Invoke' });
    const execution = await finished(await start(single(lambdaArn('echo'))));
    expect(execution).toMatchObject({ status: 'FAILED', error: 'Lambda.ServiceException' });
    expect(calls).toHaveLength(happened);
    expect(faults.pending()).toEqual([]);
  });

  test('of PutEvents', async () => {
    const { start, finished, faults, events } = setUp();
    faults.add({ ...fault, service: 'events', action: 'PutEvents' });
    faults.add({ ...fault, by: 'Another state', service: 'events', action: 'PutEvents' });
    const Entries = [{ Source: 'cname-rescue', DetailType: 'Told', Detail: {}, EventBusName: 'ours' }];
    const arn = await start(single('arn:aws:states:::events:putEvents', { Entries }));
    expect(await finished(arn)).toMatchObject({ status: 'FAILED', error: 'EventBridge.InternalException' });
    expect(events.filter(({ bus }) => bus === 'ours')).toHaveLength(happened);
    expect(faults.pending()).toHaveLength(1);
  });
});
