import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { sqs } from '../../../sandbox/services/sqs.ts';
import { ACCOUNT, OTHER_ACCOUNT, wire } from '../wire/wire.ts';

async function started() {
  const { service, queues } = sqs(() => server.url);
  const server = await wire({ services: [service] });
  const client = new SQSClient(server.as());
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: 'dead-letters' }));
  const receive = async (input: Partial<ReceiveMessageCommandInput> = {}) =>
    (await client.send(new ReceiveMessageCommand({ QueueUrl, ...input }))).Messages ?? [];
  const counts = async () => {
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    return [Attributes?.ApproximateNumberOfMessages, Attributes?.ApproximateNumberOfMessagesNotVisible];
  };
  return { server, client, queues, QueueUrl, receive, counts };
}

test('a message is received once while it is in flight, and is gone when deleted', async () => {
  const { client, QueueUrl, receive, counts } = await started();
  const MessageAttributes = {
    a: { DataType: 'String', StringValue: 'ü' },
    b: { DataType: 'Number', StringValue: '1' },
  };
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'ü & <b>', MessageAttributes }));
  const [message] = await receive({
    MessageAttributeNames: ['a'],
    MessageSystemAttributeNames: ['ApproximateReceiveCount'],
  });
  expect(message).toMatchObject({
    Body: 'ü & <b>',
    MessageAttributes: { a: MessageAttributes.a },
    Attributes: { ApproximateReceiveCount: '1' },
  });
  expect(message?.MessageAttributes).not.toHaveProperty('b');
  expect(await receive()).toEqual([]);
  expect(await counts()).toEqual(['0', '1']);
  await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
  expect(await counts()).toEqual(['0', '0']);
});

test('when the visibility timeout is over the message comes again, under a new handle', async () => {
  const { client, QueueUrl, receive, counts } = await started();
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'again' }));
  const [first] = await receive({ VisibilityTimeout: 0 });
  const [second] = await receive({ VisibilityTimeout: 1 });
  expect(second?.MessageId).toBe(first?.MessageId);
  await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));
  expect(await counts()).toEqual(['0', '1']);
  const [third] = await receive({ WaitTimeSeconds: 10, AttributeNames: ['All'] });
  expect(third).toMatchObject({ MessageId: first?.MessageId, Attributes: { ApproximateReceiveCount: '3' } });
});

test('a message in flight is put back at once, and only by its latest handle', async () => {
  const { client, QueueUrl, receive } = await started();
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'again' }));
  const putBack = (ReceiptHandle: string | undefined) =>
    client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
  const [first] = await receive();
  expect(await receive()).toEqual([]);
  await putBack(first?.ReceiptHandle);
  const [second] = await receive();
  expect(second).toMatchObject({ MessageId: first?.MessageId, Body: 'again' });
  await expect(putBack(first?.ReceiptHandle)).rejects.toMatchObject({ name: 'MessageNotInflight' });
});

test('a long poll ends when a message arrives', async () => {
  const { server, queues, receive } = await started();
  const waiting = receive({ WaitTimeSeconds: 20, MessageAttributeNames: ['All'] });
  await expect.poll(() => server.calls.calls().length).toBeGreaterThan(0);
  queues.send(`arn:aws:sqs:us-east-1:${ACCOUNT}:dead-letters`, 'late', { ERROR_CODE: 'NO_PERMISSIONS' });
  expect(await waiting).toMatchObject([
    {
      Body: 'late',
      MessageAttributes: { ERROR_CODE: { DataType: 'String', StringValue: 'NO_PERMISSIONS' } },
    },
  ]);
});

test('many messages are received in order, as many as asked for', async () => {
  const { client, QueueUrl, receive } = await started();
  for (const MessageBody of ['1', '2', '3'])
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  expect((await receive({ MaxNumberOfMessages: 2 })).map(({ Body }) => Body)).toEqual(['1', '2']);
  expect((await receive({ MaxNumberOfMessages: 2 })).map(({ Body }) => Body)).toEqual(['3']);
});

test('purging empties the queue', async () => {
  const { client, QueueUrl, receive } = await started();
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  await client.send(new PurgeQueueCommand({ QueueUrl }));
  expect(await receive()).toEqual([]);
});

test('queues are per account, found by name, listed by prefix, described by their attributes', async () => {
  const { server, client, QueueUrl } = await started();
  expect(QueueUrl).toBe(`${server.url}/${ACCOUNT}/dead-letters`);
  await client.send(new CreateQueueCommand({ QueueName: 'other', Attributes: { VisibilityTimeout: '7' } }));
  expect((await client.send(new GetQueueUrlCommand({ QueueName: 'dead-letters' }))).QueueUrl).toBe(QueueUrl);
  expect((await client.send(new ListQueuesCommand({ QueueNamePrefix: 'de' }))).QueueUrls).toEqual([QueueUrl]);
  const AttributeNames = ['QueueArn', 'VisibilityTimeout'] as const;
  const described = new GetQueueAttributesCommand({
    QueueUrl: `${server.url}/${ACCOUNT}/other`,
    AttributeNames: [...AttributeNames],
  });
  expect((await client.send(described)).Attributes).toEqual({
    QueueArn: `arn:aws:sqs:us-east-1:${ACCOUNT}:other`,
    VisibilityTimeout: '7',
  });
  const stranger = new SQSClient(server.as(OTHER_ACCOUNT));
  await expect(stranger.send(new GetQueueUrlCommand({ QueueName: 'other' }))).rejects.toThrow();
});

test("a queue that is not there is the SDK's own exception, and an error for those who send by ARN", async () => {
  const { server, client, queues } = await started();
  const send = new SendMessageCommand({ QueueUrl: `${server.url}/${ACCOUNT}/none`, MessageBody: 'x' });
  await expect(client.send(send)).rejects.toBeInstanceOf(QueueDoesNotExist);
  expect(() => queues.send(`arn:aws:sqs:us-east-1:${ACCOUNT}:none`, 'x', {})).toThrow('does not exist');
});

test('a FIFO queue is refused', async () => {
  const { client } = await started();
  await expect(client.send(new CreateQueueCommand({ QueueName: 'a.fifo' }))).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  });
});
