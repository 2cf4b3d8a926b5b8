/** A program that has subscribed a queue gets JSON, and only of what it asked for. */
import { readFileSync } from 'node:fs';
import { ListTopicsCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { MachineForm } from '../../remediation/announcements/machine/schema.ts';
import { OURS } from '../../sandbox/rehearsal/stage.ts';
import { until } from '../../sandbox/rehearsal/until.ts';
import { sandbox, stage } from './sandbox.ts';

const clients = () => {
  const config = {
    endpoint: sandbox.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: OURS, secretAccessKey: 'any' },
  };
  return { sns: new SNSClient(config), sqs: new SQSClient(config) };
};

/** @returns its URL */
async function subscribed(name: string, attributes: Record<string, string>): Promise<string> {
  const { sns, sqs } = clients();
  const { Topics = [] } = await sns.send(new ListTopicsCommand({}));
  const TopicArn = Topics.find((topic) => topic.TopicArn?.includes('AnnouncementsAsJson'))?.TopicArn;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const Endpoint = `arn:aws:sqs:us-east-1:${OURS}:${name}`;
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, Attributes: attributes }));
  return QueueUrl ?? '';
}

async function received(QueueUrl: string): Promise<Message[]> {
  const { Messages = [] } = await clients().sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
  );
  return Messages;
}

/** A call to create a distribution failed: one announcement, and the execution is over. */
async function creationFails(alias: string, eventId: string): Promise<void> {
  const event = JSON.parse(readFileSync('test/fixtures/cloudtrail/create-distribution.json', 'utf8'));
  event.detail.eventID = `8f14e45f-ceea-4167-a5d1-${eventId.padStart(12, '0')}`;
  event.detail.requestParameters.distributionConfig.aliases.items = [alias];
  await stage.control('POST', 'events', event);
}

const mails = (alias: string) =>
  sandbox
    .messages()
    .filter(
      ({ subscriber, subject }) => subscriber?.protocol === 'email' && subject?.startsWith(`${alias}:`),
    );
/** Mail comes last, so programs have been told before. */
const told = (alias: string) => until(`mail about ${alias}`, async () => mails(alias).length > 0);

test('a queue with a filter gets the JSON of what passes it, with the attributes beside it', async () => {
  const FilterPolicy = JSON.stringify({
    alias: [{ suffix: '.example.com' }],
    attention: ['action', 'failed'],
  });
  const mine = await subscribed('mine', { FilterPolicy, RawMessageDelivery: 'true' });
  const failures = await subscribed('failures', { FilterPolicy: '{"attention":["failed"]}' });
  const all = await subscribed('all', {});

  await creationFails('filtered.example.net', '101');
  await creationFails('wanted.example.com', '102');
  await told('filtered.example.net');
  await told('wanted.example.com');

  const [message, ...others] = await received(mine);
  expect(others).toEqual([]);
  const form = v.parse(MachineForm, JSON.parse(message?.Body ?? ''));
  expect(form).toMatchObject({
    type: 'No target',
    attention: 'action',
    aliases: [{ name: 'wanted.example.com', onTarget: false }],
    chain: [{ name: 'call' }, { name: 'conflict' }],
    omitted: [],
  });
  expect(form.remediation.name).toContain('wanted.example.com');
  expect(message?.MessageAttributes).toEqual({
    announcement: { DataType: 'String', StringValue: 'No target' },
    attention: { DataType: 'String', StringValue: 'action' },
    dryRun: { DataType: 'String', StringValue: 'false' },
    alias: { DataType: 'String.Array', StringValue: '["wanted.example.com"]' },
  });

  expect(await received(failures)).toEqual([]);
  const envelopes = (await received(all)).map(({ Body = '' }) => JSON.parse(Body));
  expect(envelopes.map(({ Message }) => JSON.parse(Message).aliases[0].name).toSorted()).toEqual([
    'filtered.example.net',
    'wanted.example.com',
  ]);
  expect(envelopes[0].MessageAttributes.attention).toEqual({ Type: 'String', Value: 'action' });
  // People get prose, and no JSON.
  const [mail] = mails('wanted.example.com');
  expect(mail?.body).toMatch(/^wanted\.example\.com: create the distribution first\n\n/);
});

test('when mail cannot be sent at first, programs are told again under the same id, and a mailbox once', async () => {
  const queue = await subscribed('twice', {
    FilterPolicy: '{"alias":["again.example.com"]}',
    RawMessageDelivery: 'true',
  });
  // The second of an invocation is the mail. A refusal, which the SDK does not try again by itself.
  const kind = { code: 'KMSAccessDenied', message: 'not now', status: 400 };
  await stage.control('POST', 'faults', { service: 'sns', action: 'Publish', nth: 2, when: 'before', kind });
  await creationFails('again.example.com', '103');
  await told('again.example.com');
  const ids = (await received(queue)).map(({ Body = '' }) => JSON.parse(Body).id);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
  expect(mails('again.example.com')).toHaveLength(1);
});
