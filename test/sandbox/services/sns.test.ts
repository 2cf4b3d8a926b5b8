import {
  CreateTopicCommand,
  ListTopicsCommand,
  PublishCommand,
  type PublishCommandInput,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import type { DeliveredMessage } from '../../../sandbox/parts.ts';
import { type Publication, sns } from '../../../sandbox/services/sns.ts';
import { ACCOUNT, OTHER_ACCOUNT, wire } from '../wire/wire.ts';

const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:announcements`;

/** The SDK names its exceptions after the shapes, the wire and the log use the query protocol's codes. */
const EXCEPTIONS: Record<string, string> = {
  InvalidParameter: 'InvalidParameterException',
  ParameterValueInvalid: 'InvalidParameterValueException',
  NotFound: 'NotFoundException',
};

async function started() {
  const delivered: { message: DeliveredMessage; publication: Publication }[] = [];
  const server = await wire({
    services: [sns((message, publication) => delivered.push({ message, publication }))],
  });
  const client = new SNSClient(server.as());
  await client.send(new CreateTopicCommand({ Name: 'announcements' }));
  const publish = (input: Partial<PublishCommandInput>) =>
    client.send(new PublishCommand({ TopicArn: TOPIC, Message: 'm', ...input }));
  return { server, client, delivered, publish };
}

test('a published message is delivered as published, attributes beside it', async () => {
  const { delivered, publish } = await started();
  const attributes = { alias: { DataType: 'String', StringValue: 'www.example.com' } };
  const Subject = `${'x'.repeat(98)}!`;
  const { MessageId } = await publish({ Subject, Message: 'Ü & <b>\n', MessageAttributes: attributes });
  await publish({});
  expect(delivered).toEqual([
    {
      message: {
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        channel: 'sns',
        subject: Subject,
        body: 'Ü & <b>\n',
      },
      publication: { topicArn: TOPIC, messageId: MessageId, attributes },
    },
    {
      message: { time: expect.any(String), channel: 'sns', body: 'm' },
      publication: { topicArn: TOPIC, messageId: expect.any(String), attributes: {} },
    },
  ]);
});

test('with a message structure the default text is delivered', async () => {
  const { delivered, publish } = await started();
  await publish({ MessageStructure: 'json', Message: '{"default": "text", "email": "other"}' });
  expect(delivered[0]?.message.body).toBe('text');
});

test.each<[string, Partial<PublishCommandInput>, string]>([
  ['a subject of 100 characters', { Subject: 'x'.repeat(100) }, 'InvalidParameter'],
  ['a subject that is not ASCII', { Subject: 'Ümlaut' }, 'InvalidParameter'],
  ['a line break in the subject', { Subject: 'a\nb' }, 'InvalidParameter'],
  ['a subject that begins with a space', { Subject: ' a' }, 'InvalidParameter'],
  ['an empty subject', { Subject: '' }, 'InvalidParameter'],
  ['an empty message', { Message: '' }, 'InvalidParameter'],
  ['a message over 256 KB', { Message: 'é'.repeat(131_073) }, 'InvalidParameter'],
  ['a structure that is not JSON', { MessageStructure: 'json', Message: 'text' }, 'InvalidParameter'],
  ['a structure without default', { MessageStructure: 'json', Message: '{"email":"x"}' }, 'InvalidParameter'],
  [
    'an attribute without value',
    { MessageAttributes: { a: { DataType: 'String' } } },
    'ParameterValueInvalid',
  ],
  [
    'an unknown attribute type',
    { MessageAttributes: { a: { DataType: 'Text', StringValue: 'x' } } },
    'ParameterValueInvalid',
  ],
  ['a topic that is not there', { TopicArn: `${TOPIC}2` }, 'NotFound'],
])('%s is refused and not delivered', async (_what, input, code) => {
  const { server, delivered, publish } = await started();
  await expect(publish(input)).rejects.toMatchObject({
    name: EXCEPTIONS[code],
    $metadata: { httpStatusCode: code === 'NotFound' ? 404 : 400 },
  });
  expect(delivered).toEqual([]);
  expect(server.calls.calls().at(-1)).toMatchObject({ action: 'Publish', outcome: code });
});

test('topics are per account, and creating one twice gives the same', async () => {
  const { server, client } = await started();
  const { TopicArn } = await client.send(new CreateTopicCommand({ Name: 'announcements' }));
  expect(TopicArn).toBe(TOPIC);
  expect((await client.send(new ListTopicsCommand({}))).Topics).toEqual([{ TopicArn: TOPIC }]);
  const other = new SNSClient(server.as(OTHER_ACCOUNT));
  expect((await other.send(new ListTopicsCommand({}))).Topics).toEqual([]);
});

test('an email subscription is recorded as pending, anything else is refused', async () => {
  const { client } = await started();
  const email = { TopicArn: TOPIC, Protocol: 'email', Endpoint: 'ops@example.com' };
  expect((await client.send(new SubscribeCommand(email))).SubscriptionArn).toBe('pending confirmation');
  const told = await client.send(new SubscribeCommand({ ...email, ReturnSubscriptionArn: true }));
  expect(told.SubscriptionArn).toMatch(new RegExp(`^${TOPIC}:[0-9a-f-]{36}$`));
  for (const wrong of [
    { ...email, Protocol: 'https' },
    { ...email, Endpoint: 'ops' },
  ]) {
    await expect(client.send(new SubscribeCommand(wrong))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  }
});
