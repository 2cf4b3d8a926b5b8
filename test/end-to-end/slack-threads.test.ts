/** Slack by a bot: threads, by the shipped rules and bundle, in the sandbox's Slack. */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AnnouncementType } from '../../remediation/announcements/announcement.ts';
import { SLACK_BOT } from '../../sandbox/deployment.ts';
import type { DeliveredMessage } from '../../sandbox/parts.ts';
import { rehearse } from '../../sandbox/rehearsal/rehearse.ts';
import { OURS, Stage } from '../../sandbox/rehearsal/stage.ts';
import { until } from '../../sandbox/rehearsal/until.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { untagged } from '../../sandbox/scenarios/untagged.ts';
import { remediation } from '../doubles/documents.ts';

/** As an operator would have it with `slackBotTokenParameter` and `slackChannel`. */
const overrides = {
  SLACK_WEBHOOK_PARAMETER: '',
  SLACK_BOT_TOKEN_PARAMETER: SLACK_BOT.parameter,
  SLACK_CHANNEL: SLACK_BOT.channel,
};
const FUNCTION = 'cname-rescue-sandbox-announce-by-slack';

let sandbox: Sandbox;
let stage: Stage;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, dnsPort: 0, overrides });
  stage = new Stage(sandbox.endpoint);
});
afterAll(() => sandbox.close());
beforeEach(() => channelIs('open'));

const channelIs = (state: string) =>
  stage.control('PUT', 'slack/channel', { channel: SLACK_BOT.channel, state });

const client = () => ({
  endpoint: sandbox.endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: OURS, secretAccessKey: 'any' },
});

/** Announcements about an alias of this name's own, all at once. */
async function announce(name: string, ...types: AnnouncementType[]): Promise<void> {
  const arn = `arn:aws:states:us-east-1:111122223333:execution:cname-rescue-sandbox:${name}`;
  const document = JSON.stringify(remediation()).replaceAll('www.example.com', `${name}.example.com`);
  const Detail = JSON.stringify({ execution: { arn, name }, remediation: JSON.parse(document) });
  const entry = { EventBusName: 'cname-rescue-sandbox', Source: 'cname-rescue', Detail };
  const Entries = types.map((DetailType) => ({ ...entry, DetailType }));
  await new EventBridgeClient(client()).send(new PutEventsCommand({ Entries }));
}

const about = (name: string): DeliveredMessage[] =>
  sandbox
    .messages()
    .filter(
      ({ channel, body }) => channel === 'slack' && JSON.stringify(body).includes(`${name}.example.com`),
    );
const rootsOf = (name: string) => about(name).filter(({ thread }) => thread === undefined);
const repliesOf = (name: string) => about(name).filter(({ thread }) => thread !== undefined);
const told = (name: string, replies: number) =>
  until(`${replies} replies about ${name}`, async () => repliesOf(name).length >= replies);

test('the whole story is one thread, through a failure and its redrive', async () => {
  const report = await rehearse(
    { ...untagged, overrides: { ...untagged.overrides, ...overrides } },
    () => {},
  );
  expect(report.problems).toEqual([]);
  const messages = report.messages.filter(({ channel }) => channel === 'slack');
  const [root, ...others] = messages.filter(({ thread }) => thread === undefined);
  expect(others).toEqual([]);
  expect(root).toMatchObject({
    updated: expect.any(String),
    body: { text: expect.stringMatching(/: arrived$/) },
  });
  const replies = messages.filter(({ thread }) => thread !== undefined);
  expect(replies.every(({ thread }) => thread === root?.ts)).toBe(true);
  const inChannel = replies.filter(({ broadcast }) => broadcast).map(({ body }) => JSON.stringify(body));
  expect(JSON.stringify(replies[0]?.body)).toContain('stopped by TagMissing');
  // The failure came first, and so the first message has told it. What is to be done after the redrive is for the channel.
  expect(inChannel).toEqual([expect.stringContaining('create this TXT record')]);
});

test('announcements at once make one thread', async () => {
  const types = ['Remediation opened', 'Certificate missing', 'Ownership proof seen', 'Alias moved'] as const;
  await announce('many', ...types);
  await told('many', types.length);
  expect(repliesOf('many')).toHaveLength(types.length);
  expect(rootsOf('many')).toHaveLength(1);
});

test('a first message that somebody deletes gets a successor', async () => {
  await announce('deleted', 'Remediation opened');
  await told('deleted', 1);
  const [first] = rootsOf('deleted');
  await stage.control('DELETE', 'slack/message', { ts: first?.ts });
  await announce('deleted', 'Alias moved');
  await told('deleted', 2);
  const [, second, ...more] = rootsOf('deleted');
  expect(more).toEqual([]);
  expect(repliesOf('deleted').at(-1)?.thread).toBe(second?.ts);
});

describe('an invocation that dies', () => {
  test.each([
    ['before it does anything', 'before', 1, 1],
    ['when all is done', 'after', 1, 2],
  ] as const)('%s', async (_, when, roots, replies) => {
    await stage.control('POST', 'functions/crash', { function: FUNCTION, when });
    await announce(`crash-${when}`, 'Remediation opened');
    await told(`crash-${when}`, replies);
    expect(rootsOf(`crash-${when}`)).toHaveLength(roots);
  });

  test('with the first message in the channel, and nothing in the ledger', async () => {
    await stage.control('POST', 'faults', {
      service: 'dynamodb',
      action: 'UpdateItem',
      by: `:role/${FUNCTION}`,
      nth: 2,
      when: 'before',
      kind: 'crash',
    });
    await announce('lost', 'Remediation opened');
    await told('lost', 1);
    const [, known] = rootsOf('lost');
    expect(repliesOf('lost')).toMatchObject([{ thread: known?.ts }]);
    await announce('lost', 'Alias moved');
    await told('lost', 2);
    expect(rootsOf('lost')).toHaveLength(2);
    expect(known).toMatchObject({ updated: expect.any(String) });
  });
});

test('what Slack asks to be waited for is waited for', async () => {
  await stage.control('POST', 'slack/fail', { count: 4, fault: { status: 429, retryAfterSeconds: 1 } });
  await announce('busy', 'Remediation opened');
  await told('busy', 1);
  expect(about('busy')).toHaveLength(2);
});

test('a channel without the bot: the dead letter says what to do, and once that is done it is delivered', async () => {
  await channelIs('without-bot');
  await announce('invite', 'Remediation opened');
  const letter = await deadLetter();
  expect(letter.MessageAttributes?.ErrorMessage?.StringValue).toBe(
    'Slack answered 200: not_in_channel. Invite the bot to the channel, and see that slackChannel is its id.',
  );
  expect(about('invite')).toEqual([]);
  await channelIs('open');
  await announce('invite', 'Remediation opened');
  await told('invite', 1);
});

test('an alarm is a message of its own', async () => {
  await stage.control('POST', 'events', {
    source: 'aws.cloudwatch',
    'detail-type': 'CloudWatch Alarm State Change',
    account: OURS,
    region: 'us-east-1',
    detail: {
      alarmName: 'cname-rescue-sandbox-old-remediation',
      state: { value: 'ALARM', reason: 'alarm.example.com', timestamp: '2026-05-01T12:00:00Z' },
    },
  });
  await until('the alarm is told', async () => about('alarm').length > 0);
  expect(about('alarm')).toMatchObject([{ ts: expect.any(String) }]);
  expect(repliesOf('alarm')).toEqual([]);
});

async function deadLetter() {
  const sqs = new SQSClient(client());
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${FUNCTION}-dead-letters` }));
  return until('a dead letter', async () => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }),
    );
    return Messages[0];
  });
}
