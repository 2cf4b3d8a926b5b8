import * as events from '@aws-sdk/client-eventbridge';
import * as lambda from '@aws-sdk/client-lambda';
import * as sfn from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { AwsError } from '../../../sandbox/wire/service.ts';
import { wire } from './wire.ts';

test("AWS JSON 1.1: lists, timestamps, and errors as the SDK's exceptions", async () => {
  const inputs: object[] = [];
  const server = await wire({
    services: [
      {
        sdk: events,
        client: 'EventBridgeClient',
        operations: {
          PutEvents(input: events.PutEventsCommandInput) {
            inputs.push(input);
            return {
              FailedEntryCount: 0,
              Entries: input.Entries?.map((_, index) => ({ EventId: `e${index}` })),
            };
          },
          DescribeRule() {
            throw new AwsError('ResourceNotFoundException', 'Rule “x” does not exist.');
          },
          DeleteRule: () => ({}),
        },
      },
    ],
  });
  const client = new events.EventBridgeClient(server.as());
  const Entries = [
    {
      Source: 'a',
      DetailType: 'b',
      Detail: '{"c":"ü"}',
      Time: new Date('2026-01-02T03:04:05Z'),
      Resources: ['r'],
    },
    { Source: 'a', DetailType: 'b', Detail: '{}' },
  ];
  const { Entries: put } = await client.send(new events.PutEventsCommand({ Entries }));
  expect(put).toEqual([{ EventId: 'e0' }, { EventId: 'e1' }]);
  expect(inputs).toEqual([{ Entries }]);
  await client.send(new events.DeleteRuleCommand({ Name: 'x' }));

  const error: unknown = await client
    .send(new events.DescribeRuleCommand({ Name: 'x' }))
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(events.ResourceNotFoundException);
  expect(error).toMatchObject({ message: 'Rule “x” does not exist.', $metadata: { httpStatusCode: 400 } });
});

test('AWS JSON 1.0: timestamps out, nested structures out', async () => {
  const startDate = new Date('2026-01-02T03:04:05.678Z');
  const server = await wire({
    services: [
      {
        sdk: sfn,
        client: 'SFNClient',
        operations: {
          DescribeExecution: ({ executionArn }: sfn.DescribeExecutionCommandInput) => ({
            executionArn,
            stateMachineArn: 'sm',
            status: 'RUNNING',
            startDate,
            inputDetails: { included: true },
            redriveCount: 0,
          }),
        },
      },
    ],
  });
  const client = new sfn.SFNClient(server.as());
  const described = await client.send(new sfn.DescribeExecutionCommand({ executionArn: 'arn:e' }));
  expect(described).toMatchObject({
    executionArn: 'arn:e',
    startDate,
    inputDetails: { included: true },
    redriveCount: 0,
  });
});

test('REST JSON: blobs as bodies, members in headers, the status in a member', async () => {
  const inputs: lambda.InvokeCommandInput[] = [];
  const server = await wire({
    services: [
      {
        sdk: lambda,
        client: 'LambdaClient',
        operations: {
          Invoke(input: lambda.InvokeCommandInput) {
            inputs.push(input);
            if (input.FunctionName === 'none')
              throw new AwsError('ResourceNotFoundException', 'Function not found');
            return {
              StatusCode: 202,
              Payload: input.Payload,
              FunctionError: 'Unhandled',
              ExecutedVersion: '$LATEST',
            };
          },
          ListFunctions: (input: lambda.ListFunctionsCommandInput) => ({
            Functions: [{ FunctionName: 'one', Timeout: input.MaxItems }],
          }),
        },
      },
    ],
  });
  const client = new lambda.LambdaClient(server.as());
  const bytes = new Uint8Array([0, 255, 123, 34]);
  const arn = 'arn:aws:lambda:us-east-1:111122223333:function:one';
  const invoked = await client.send(
    new lambda.InvokeCommand({
      FunctionName: arn,
      InvocationType: 'Event',
      Payload: bytes,
      Qualifier: 'live',
    }),
  );
  expect([...(invoked.Payload ?? [])]).toEqual([...bytes]);
  expect(invoked).toMatchObject({ StatusCode: 202, FunctionError: 'Unhandled', ExecutedVersion: '$LATEST' });
  expect(inputs[0]).toMatchObject({ FunctionName: arn, InvocationType: 'Event', Qualifier: 'live' });

  const { Functions } = await client.send(new lambda.ListFunctionsCommand({ MaxItems: 3 }));
  expect(Functions).toEqual([{ FunctionName: 'one', Timeout: 3 }]);

  await expect(client.send(new lambda.InvokeCommand({ FunctionName: 'none' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Function not found',
    $metadata: { httpStatusCode: 404 },
  });
});
