/** Events on the sandbox's bus, the shipped `receive-failure` behind the shipped rule: what is delivered, and how often. */
import { readFileSync } from 'node:fs';
import { GetQueueUrlCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { beforeAll, expect, test } from 'vitest';
import { type Execution, executions } from '../../sandbox/rehearsal/execution.ts';
import { OURS } from '../../sandbox/rehearsal/stage.ts';
import { until } from '../../sandbox/rehearsal/until.ts';
import { sandbox, stage } from './sandbox.ts';

const LogLines = v.array(v.object({ line: v.string() }));

beforeAll(() => stage.hostedZone(OURS, 'example.com'));

function event(name: string, changes: (detail: Record<string, unknown>) => void = () => {}) {
  const parsed = JSON.parse(readFileSync(`test/fixtures/cloudtrail/${name}.json`, 'utf8'));
  changes(parsed.detail);
  return parsed;
}

const put = (put: unknown) => stage.control('POST', 'events', put);
const all = (): Promise<Execution[]> => executions(stage.as(OURS).sfn, sandbox.stateMachineArn);

/** How often `receive-failure` has come to its end, as its log tells. */
async function received(): Promise<number> {
  const response = await fetch(
    `${sandbox.endpoint}/_sandbox/logs?function=cname-rescue-sandbox-receive-failure`,
  );
  const lines = v.parse(LogLines, await response.json());
  return lines.filter(({ line }) => line.includes('"outcome":"done"')).length;
}

/** An event of its own for each test: another call, another target, another alias. */
function incident(id: string) {
  return event('update-distribution', (detail) => {
    detail.eventID = `8f14e45f-ceea-4167-a5d1-${id.padStart(12, '0')}`;
    detail.requestParameters = {
      id: `E${id.padStart(13, '0')}`,
      distributionConfig: { aliases: { quantity: 1, items: [`${id}.example.com`] } },
    };
  });
}

test('the same event delivered 20 times at once starts one execution', async () => {
  const delivered = incident('1');
  const before = await received();
  await Promise.all(Array.from({ length: 20 }, () => put(delivered)));
  await until('all deliveries are worked off', async () => (await received()) >= before + 20);
  const started = (await all()).filter(({ name }) => name.startsWith('1.example.com'));
  expect(started).toHaveLength(1);
  expect(started[0]?.name).toContain('E0000000000001');
});

test('a crash between claim and start loses nothing: the retry starts what was claimed', async () => {
  await stage.control('POST', 'faults', {
    service: 'states',
    action: 'StartExecution',
    when: 'before',
    kind: { code: 'AccessDeniedException', message: 'not now', status: 400 },
  });
  await put(incident('2'));
  const found = await until('the execution starts', async () =>
    (await all()).find(({ name }) => name.startsWith('2.example.com')),
  );
  expect(found.name).toContain('E0000000000002');
});

test('a function that dies right after it started the execution starts no second one', async () => {
  await stage.control('POST', 'functions/crash', {
    function: 'cname-rescue-sandbox-receive-failure',
    when: 'after',
  });
  const before = await received();
  await put(incident('3'));
  await until('the retry has run', async () => (await received()) >= before + 2);
  expect((await all()).filter(({ name }) => name.startsWith('3.example.com'))).toHaveLength(1);
});

test('an event that cannot be parsed ends in the dead-letter queue, with its full text', async () => {
  const broken = event('update-distribution', (detail) => {
    detail.requestParameters = { id: 42 };
    detail.eventID = 'broken';
  });
  await put(broken);
  const [letter] = await deadLetters('receive-failure');
  expect(JSON.parse(letter?.Body ?? '').detail).toEqual(broken.detail);
  expect(letter?.MessageAttributes?.ErrorMessage?.StringValue).toContain('requestParameters');
});

// More often than Lambda would try it: the function itself waits.
test('a Slack that asks to wait gets the message when it has time, once', async () => {
  await stage.control('POST', 'slack/fail', { count: 4, fault: { status: 429, retryAfterSeconds: 1 } });
  await put(creation('5', '5.example.com'));
  const told = () =>
    sandbox
      .messages()
      .filter(({ channel, body }) => channel === 'slack' && JSON.stringify(body).includes('5.example.com'));
  await until('Slack has the message', async () => told().length > 0);
  expect(told()).toHaveLength(1);
});

test('a Slack that stays down fills its own dead-letter queue, and nothing is mailed twice', async () => {
  await stage.control('POST', 'slack/fail', { count: 3, fault: { status: 429, retryAfterSeconds: 600 } });
  await put(creation('6', '6.example.com'));
  const [letter] = await deadLetters('announce-by-slack');
  expect(JSON.parse(letter?.Body ?? '')['detail-type']).toBe('No target');
  expect(letter?.MessageAttributes?.ErrorMessage?.StringValue).toBe(
    'Slack answered 429: rate_limited. It takes nothing for 600 seconds.',
  );
  const mails = () =>
    sandbox
      .messages()
      .filter(({ channel, subject }) => channel === 'sns' && subject?.includes('6.example.com'));
  await until('it is mailed', async () => mails().length > 0);
  expect(mails()).toHaveLength(1);
});

/** A create that failed: nothing can be moved for it, so it is announced at once and over. */
function creation(id: string, alias: string) {
  return event('create-distribution', (detail) => {
    detail.eventID = `8f14e45f-ceea-4167-a5d1-${id.padStart(12, '0')}`;
    detail.requestParameters = { distributionConfig: { aliases: { quantity: 1, items: [alias] } } };
  });
}

async function deadLetters(listener: string): Promise<Message[]> {
  const client = new SQSClient({
    endpoint: sandbox.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: OURS, secretAccessKey: 'any' },
  });
  const name = `cname-rescue-sandbox-${listener}-dead-letters`;
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
  return until(`a letter in ${name}`, async () => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }),
    );
    return Messages.length > 0 && Messages;
  });
}
