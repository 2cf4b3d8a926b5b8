/** Dead letters, over the wire: each test goes on where the one before ended. */
import { readFileSync } from 'node:fs';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ReplayReport } from '../../cli/commands/replay.ts';
import { OURS, THEIRS } from '../../sandbox/rehearsal/stage.ts';
import { until } from '../../sandbox/rehearsal/until.ts';
import { sandbox, stage } from '../end-to-end/sandbox.ts';
import { cnameRescue, inSandbox } from './cname-rescue.ts';

const replay = (args: string[] = [], account = OURS) =>
  cnameRescue(['replay', '--stage', 'sandbox', ...args], inSandbox(sandbox.endpoint, account));

const sqs = () =>
  new SQSClient({
    endpoint: sandbox.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: OURS, secretAccessKey: 'any' },
  });
async function queueOf(listener: string) {
  const name = `cname-rescue-sandbox-${listener}-dead-letters`;
  return (await sqs().send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl;
}
/** How many are in sight. */
async function countOf(listener: string): Promise<number> {
  const { Attributes } = await sqs().send(
    new GetQueueAttributesCommand({ QueueUrl: await queueOf(listener), AttributeNames: ['All'] }),
  );
  return Number(Attributes?.ApproximateNumberOfMessages);
}
const untilCount = (listener: string, count: number) =>
  until(`${count} dead letters of ${listener}`, async () => (await countOf(listener)) === count);
const event = (name: string) => JSON.parse(readFileSync(`test/fixtures/cloudtrail/${name}.json`, 'utf8'));
const slackMessages = () => sandbox.messages().filter(({ channel }) => channel === 'slack').length;
const refused = (service: string, action: string) =>
  stage.control('POST', 'faults', {
    service,
    action,
    by: 'user/operator',
    when: 'before',
    kind: { code: 'AccessDeniedException', message: 'You must not.', status: 400 },
  });

test('there are none, and an account without the stack', async () => {
  expect(await replay()).toEqual({ exitCode: 0, out: 'There are no dead letters.\n', error: '' });
  const { exitCode, error } = await replay([], THEIRS);
  expect(exitCode).toBe(2);
  expect(error).toMatch(/has no stack of the stage "sandbox"/);
  const unknown = await replay(['move-alias']);
  expect(unknown.exitCode).toBe(2);
  expect(unknown.error).toMatch(/Given: "move-alias", Choices: "receive-failure"/);
});

test('where nobody can be asked they are shown, and stay where they are', async () => {
  await stage.control('POST', 'slack/fail', { count: 3, fault: { status: 429, retryAfterSeconds: 600 } });
  await stage.control('POST', 'events', event('create-distribution'));
  const broken = event('update-distribution');
  for (const eventID of ['1', '2']) {
    const detail = { ...broken.detail, eventID, requestParameters: { id: 42 } };
    await stage.control('POST', 'events', { ...broken, detail });
  }
  await untilCount('announce-by-slack', 1);
  await untilCount('receive-failure', 2);
  await sqs().send(
    new SendMessageCommand({ QueueUrl: await queueOf('receive-failure'), MessageBody: 'no JSON' }),
  );

  const { exitCode, out, error } = await replay();
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
  expect(
    error.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, '2026-11-26 06:12').replace(/_[0-9a-f]{8}$/m, '_00000000'),
  ).toBe(
    [
      'DEAD LETTERS OF       SINCE (UTC)       EVENT',
      'receive-failure    2  2026-11-26 06:12  AWS API Call via CloudTrail',
      '                                        The event is not one this function',
      '                                        understands: × Invalid type: Expected',
      '                                        string but received 42 → at',
      '                                        detail.requestParameters.id',
      'receive-failure    1  2026-11-26 06:12  no event: it stays',
      '                                        Nothing says why.',
      'announce-by-slack  1  2026-11-26 06:12  No target',
      '                                        www.example.com_none-target_00000000',
      '                                        Slack answered 429: rate_limited. It',
      '                                        takes nothing for 600 seconds.',
      '',
      'Each goes to its function again, and is removed here once Lambda has taken it.',
      'Mend the cause first: what fails again comes back within some minutes. What',
      'tells people does so again, also if they have been told.',
      '✗ Nobody can be asked here, so nothing was changed. Add --yes to have it done.',
      '',
    ].join('\n'),
  );
  expect(await countOf('receive-failure')).toBe(3);
  expect(await countOf('announce-by-slack')).toBe(1);
});

test('AWS refuses: it is said how far it came, and the others are in sight again', async () => {
  await refused('lambda', 'Invoke');
  const { exitCode, out, error } = await replay(['--yes']);
  expect(exitCode).toBe(3);
  expect(error).toMatch(/✗ AWS does not allow it: You must not\./);
  expect(out).not.toContain('handed over');
  expect(out.match(/stays: AWS refused\./g)).toHaveLength(4);
  expect(await countOf('receive-failure')).toBe(3);
  expect(await countOf('announce-by-slack')).toBe(1);
});

test('handed over but not removed: it comes once more, and people are told twice', async () => {
  const before = slackMessages();
  await refused('sqs', 'DeleteMessage');
  const { exitCode, out } = await replay(['announce-by-slack', '--yes', '--json']);
  expect(exitCode).toBe(3);
  expect(JSON.parse(out).queues).toMatchObject([
    {
      function: 'announce-by-slack',
      handedOver: 1,
      stay: [{ why: 'It is handed over, but AWS refused to remove it.' }],
    },
  ]);
  expect(await countOf('announce-by-slack')).toBe(1);

  expect(await replay(['announce-by-slack', '--yes'])).toMatchObject({
    exitCode: 0,
    out: [
      'announce-by-slack  1  handed over',
      'Lambda tries each three times, within some minutes. What fails again is here',
      'again then.',
      'Next: cname-rescue replay --stage sandbox',
      '',
    ].join('\n'),
  });
  await until('people are told', async () => slackMessages() === before + 2);
  expect(await countOf('announce-by-slack')).toBe(0);
});

test('what is no event stays, and is named; what fails again comes back', async () => {
  const { exitCode, out } = await replay(['--yes', '--json']);
  expect(exitCode).toBe(1);
  // The published schema has all of it.
  expect(v.parse(ReplayReport, JSON.parse(out))).toEqual(JSON.parse(out));
  expect(JSON.parse(out)).toMatchObject({
    queues: [
      {
        function: 'receive-failure',
        kinds: [{ event: 'AWS API Call via CloudTrail', count: 2 }, { count: 1 }],
        handedOver: 2,
        stay: [{ why: 'It is no event.' }],
        left: 0,
        elsewhere: 0,
      },
    ],
    next: 'cname-rescue replay --stage sandbox',
  });
  await untilCount('receive-failure', 3);
});

test('what somebody else is looking at is not passed over', async () => {
  await sqs().send(
    new ReceiveMessageCommand({
      QueueUrl: await queueOf('receive-failure'),
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 600,
    }),
  );
  expect(await replay(['--yes'])).toEqual({
    exitCode: 1,
    out: 'receive-failure  ~3  stay: somebody else is looking at them: try again in ten\n                     minutes\n',
    error: '',
  });
});
