import {
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  type MessageAttributeValue,
  PublishCommand,
  type PublishCommandInput,
  SNSClient,
  SubscribeCommand,
  type SubscribeCommandInput,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { describe, expect, test } from 'vitest';
import type { DeliveredMessage, QueueAttributes, Queues } from '../../../sandbox/parts.ts';
import { sns } from '../../../sandbox/services/sns.ts';
import { ACCOUNT, OTHER_ACCOUNT, wire } from '../wire/wire.ts';

const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:announcements`;
const QUEUE = `arn:aws:sqs:us-east-1:${ACCOUNT}:inbox`;
const MAILBOX = 'ops@example.com';

/** The SDK names its exceptions after the shapes, the wire and the log use the query protocol's codes. */
const EXCEPTIONS: Record<string, string> = {
  InvalidParameter: 'InvalidParameterException',
  ParameterValueInvalid: 'InvalidParameterValueException',
  NotFound: 'NotFoundException',
};

interface Sent {
  queueArn: string;
  body: string;
  attributes: QueueAttributes;
}

/** A topic with a mailbox, and nobody else unless the test subscribes him. */
async function started() {
  const delivered: DeliveredMessage[] = [];
  const sent: Sent[] = [];
  const queues: Queues = { send: (queueArn, body, attributes) => sent.push({ queueArn, body, attributes }) };
  const server = await wire({ services: [sns(queues, (message) => delivered.push(message))] });
  const client = new SNSClient(server.as());
  await client.send(new CreateTopicCommand({ Name: 'announcements' }));
  const subscribe = (input: Partial<SubscribeCommandInput>) =>
    client.send(new SubscribeCommand({ TopicArn: TOPIC, Protocol: 'sqs', Endpoint: QUEUE, ...input }));
  await subscribe({ Protocol: 'email', Endpoint: MAILBOX });
  const publish = (input: Partial<PublishCommandInput>) =>
    client.send(new PublishCommand({ TopicArn: TOPIC, Message: 'm', ...input }));
  return { server, client, delivered, sent, subscribe, publish };
}

const text = (StringValue: string): MessageAttributeValue => ({ DataType: 'String', StringValue });
const list = (...values: string[]): MessageAttributeValue => ({
  DataType: 'String.Array',
  StringValue: JSON.stringify(values),
});

describe('delivery', () => {
  test('a mailbox gets the message as published', async () => {
    const { delivered, publish } = await started();
    const Subject = `${'x'.repeat(98)}!`;
    await publish({ Subject, Message: 'Ü & <b>\n', MessageAttributes: { alias: text('www.example.com') } });
    await publish({});
    const common = {
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      channel: 'sns',
      subscriber: { protocol: 'email', endpoint: MAILBOX },
    };
    expect(delivered).toEqual([
      { ...common, subject: Subject, body: 'Ü & <b>\n' },
      { ...common, body: 'm' },
    ]);
  });

  test('a queue gets an envelope with the attributes in it', async () => {
    const { delivered, sent, subscribe, publish } = await started();
    await subscribe({});
    const MessageAttributes = { alias: list('a', 'b'), n: { DataType: 'Number', StringValue: '1' } };
    const { MessageId } = await publish({ Subject: 's', MessageAttributes });
    expect(sent).toEqual([{ queueArn: QUEUE, body: expect.any(String), attributes: {} }]);
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
      Type: 'Notification',
      MessageId,
      TopicArn: TOPIC,
      Subject: 's',
      Message: 'm',
      Timestamp: delivered[0]?.time,
      MessageAttributes: {
        alias: { Type: 'String.Array', Value: '["a","b"]' },
        n: { Type: 'Number', Value: '1' },
      },
    });
    expect(delivered.map(({ subscriber, body }) => [subscriber?.endpoint, body])).toEqual([
      [MAILBOX, 'm'],
      [QUEUE, sent[0]?.body],
    ]);
  });

  test('raw: the text alone, with the attributes as those of SQS, and nothing where there are more than ten', async () => {
    const { delivered, sent, subscribe, publish } = await started();
    await subscribe({ Attributes: { RawMessageDelivery: 'true' } });
    const ten = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`a${i}`, text('x')]));
    await publish({ MessageAttributes: ten });
    await publish({ MessageAttributes: { ...ten, more: text('x') } });
    expect(sent).toEqual([{ queueArn: QUEUE, body: 'm', attributes: ten }]);
    expect(delivered.map(({ subscriber }) => subscriber?.protocol)).toEqual(['email', 'sqs', 'email']);
  });
});

describe('one text a protocol', () => {
  const Message = JSON.stringify({ default: '{"for":"machines"}', email: 'for people', sqs: { no: 'text' } });

  test('each subscriber gets its own, or the default', async () => {
    const { delivered, sent, subscribe, publish } = await started();
    await subscribe({ Attributes: { RawMessageDelivery: 'true' } });
    await subscribe({ Protocol: 'email-json', Endpoint: 'json@example.com' });
    await publish({ MessageStructure: 'json', Message });
    expect(delivered[0]?.body).toBe('for people');
    expect(sent[0]?.body).toBe('{"for":"machines"}');
    expect(JSON.parse(String(delivered[2]?.body)).Message).toBe('{"for":"machines"}');
  });

  test('attributes do not go with it, and no filter sees them', async () => {
    const { sent, subscribe, publish } = await started();
    await subscribe({});
    await subscribe({ Attributes: { FilterPolicy: '{"type":["a"]}' } });
    await publish({ MessageStructure: 'json', Message, MessageAttributes: { type: text('a') } });
    expect(sent.map(({ body }) => JSON.parse(body).MessageAttributes)).toEqual([undefined]);
  });
});

describe('filter policies', () => {
  test.each<[string, string, Record<string, MessageAttributeValue>, boolean]>([
    ['the value', '{"type":["a","b"]}', { type: text('b') }, true],
    ['another value', '{"type":["a"]}', { type: text('c') }, false],
    ['no such attribute', '{"type":["a"]}', { other: text('a') }, false],
    ['one of a list', '{"alias":["b"]}', { alias: list('a', 'b') }, true],
    ['none of a list', '{"alias":[{"suffix":".example.net"}]}', { alias: list('a.example.com') }, false],
    ['every key', '{"alias":["a"],"type":["b"]}', { alias: list('a'), type: text('c') }, false],
    ['a number', '{"n":[{"numeric":[">",1]}]}', { n: { DataType: 'Number', StringValue: '2' } }, true],
    ['a text is no number', '{"n":[2]}', { n: text('2') }, false],
    ['absent', '{"type":["a",{"exists":false}]}', {}, true],
    [
      'binary is absent',
      '{"b":[{"exists":true}]}',
      { b: { DataType: 'Binary', BinaryValue: new Uint8Array([1]) } },
      false,
    ],
  ])('%s: %s', async (_, FilterPolicy, MessageAttributes, wanted) => {
    const { sent, delivered, subscribe, publish } = await started();
    await subscribe({ Attributes: { FilterPolicy } });
    await publish({ MessageAttributes });
    expect(sent).toHaveLength(wanted ? 1 : 0);
    // The mailbox asked for nothing in particular.
    expect(delivered).toHaveLength(wanted ? 2 : 1);
  });

  test.each([
    ['{"target":{"id":"E1"}}', true],
    ['{"target":{"id":"E2"}}', false],
    ['no JSON', false],
    ['["target"]', false],
  ])('the body: %s', async (Message, wanted) => {
    const { sent, subscribe, publish } = await started();
    const FilterPolicy = '{"target":{"id":["E1"]}}';
    await subscribe({ Attributes: { FilterPolicy, FilterPolicyScope: 'MessageBody' } });
    await publish({ Message });
    expect(sent).toHaveLength(wanted ? 1 : 0);
  });

  test.each([
    ['no JSON', 'type', 'parse'],
    ['no object', '["a"]', 'parse'],
    ['a value without its array', '{"type":"a"}', 'must be an object or an array'],
    ['an unknown operator', '{"type":[{"like":"a"}]}', 'Unrecognized match type'],
    ['nested', '{"target":{"id":["a"]}}', 'does not support nested filter policy'],
    ['six keys', '{"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]}', 'more than 5 keys'],
    ['151 values', JSON.stringify({ a: Array.from({ length: 151 }, (_, i) => i) }), 'too complex'],
  ])('%s is refused', async (_, FilterPolicy, message) => {
    const { subscribe } = await started();
    await expect(subscribe({ Attributes: { FilterPolicy } })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(message),
    });
  });
});

const AN_ATTRIBUTE = { a: text('x'.repeat(30)) };
const structure = (Message: string): Partial<PublishCommandInput> => ({ MessageStructure: 'json', Message });
const attribute = (a: MessageAttributeValue): Partial<PublishCommandInput> => ({ MessageAttributes: { a } });

test.each<[string, Partial<PublishCommandInput>, string]>([
  ['a subject of 100 characters', { Subject: 'x'.repeat(100) }, 'InvalidParameter'],
  ['a subject that is not ASCII', { Subject: 'Ümlaut' }, 'InvalidParameter'],
  ['a line break in the subject', { Subject: 'a\nb' }, 'InvalidParameter'],
  ['a subject that begins with a space', { Subject: ' a' }, 'InvalidParameter'],
  ['an empty subject', { Subject: '' }, 'InvalidParameter'],
  ['an empty message', { Message: '' }, 'InvalidParameter'],
  ['a message over 256 KB', { Message: 'é'.repeat(131_073) }, 'InvalidParameter'],
  [
    'a message that is over 256 KB with its attributes',
    { Message: 'x'.repeat(262_120), MessageAttributes: AN_ATTRIBUTE },
    'InvalidParameter',
  ],
  ['another structure', { MessageStructure: 'xml' }, 'InvalidParameter'],
  ['a structure that is not JSON', structure('text'), 'InvalidParameter'],
  ['a structure that is no object', structure('["default"]'), 'InvalidParameter'],
  ['a structure without default', structure('{"email":"x"}'), 'InvalidParameter'],
  ['a default that is no text', structure('{"default":{"a":1}}'), 'InvalidParameter'],
  ['an attribute without value', attribute({ DataType: 'String' }), 'ParameterValueInvalid'],
  ['an unknown attribute type', attribute({ DataType: 'Text', StringValue: 'x' }), 'ParameterValueInvalid'],
  [
    'an array that is none',
    attribute({ DataType: 'String.Array', StringValue: 'x' }),
    'ParameterValueInvalid',
  ],
  [
    'an array of objects',
    attribute({ DataType: 'String.Array', StringValue: '[{"a":1}]' }),
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

test('a mailbox has to confirm, a queue does not, and anything else is refused', async () => {
  const { subscribe } = await started();
  const email = { Protocol: 'email', Endpoint: MAILBOX };
  const arn = expect.stringMatching(new RegExp(`^${TOPIC}:[0-9a-f-]{36}$`));
  expect((await subscribe(email)).SubscriptionArn).toBe('pending confirmation');
  expect((await subscribe({ ...email, ReturnSubscriptionArn: true })).SubscriptionArn).toEqual(arn);
  expect((await subscribe({})).SubscriptionArn).toEqual(arn);
  for (const wrong of [
    { Protocol: 'https', Endpoint: 'https://example.com' },
    { ...email, Endpoint: 'ops' },
    { Endpoint: 'https://sqs.us-east-1.amazonaws.com/111122223333/inbox' },
    { ...email, Attributes: { RawMessageDelivery: 'true' } },
    { Attributes: { FilterPolicy: '{}', FilterPolicyScope: 'Message' } },
    { Attributes: { DeliveryPolicy: '{}' } },
  ]) {
    await expect(subscribe(wrong)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  }
});

test('subscriptions are listed until they are cancelled; one that nobody can confirm gets nothing', async () => {
  const { client, subscribe, publish, delivered } = await started();
  const listed = async () =>
    (await client.send(new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC }))).Subscriptions;
  await subscribe({ Protocol: 'email', Endpoint: 'nobody@example.invalid' });
  const of = { Owner: ACCOUNT, Protocol: 'email', TopicArn: TOPIC };
  const pending = { ...of, SubscriptionArn: 'PendingConfirmation', Endpoint: 'nobody@example.invalid' };
  const SubscriptionArn = expect.stringContaining(`${TOPIC}:`);
  const [first, ...others] = (await listed()) ?? [];
  expect([first, ...others]).toEqual([{ ...of, SubscriptionArn, Endpoint: MAILBOX }, pending]);
  await publish({});
  expect(delivered.map(({ subscriber }) => subscriber?.endpoint)).toEqual([MAILBOX]);
  await client.send(new UnsubscribeCommand({ SubscriptionArn: first?.SubscriptionArn }));
  expect(await listed()).toEqual([pending]);
});
