/** The webhook, as the sandbox's Slack answers it. */
import { inspect } from 'node:util';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, test } from 'vitest';
import { createSlackWebhook } from '../../../providers/announcements/slack-webhook.ts';
import { patience } from '../../doubles/patience.ts';
import { sandbox, stage } from '../sandbox.ts';
import { inBetween } from './in-between.ts';

const message = { text: 'x', blocks: [] };

async function webhook(Name: string, Value = `${sandbox.endpoint}/_sandbox/slack/hook-of-a-team`) {
  await new SSMClient({}).send(
    new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true }),
  );
  return createSlackWebhook(Name);
}

const fail = (count: number, fault: object) => stage.control('POST', 'slack/fail', { count, fault });
const refuse = (status: number, code: string) =>
  stage.control('POST', 'faults', {
    service: 'slack',
    action: 'POST',
    when: 'before',
    kind: { status, code, message: '' },
  });
const received = () => sandbox.messages().length;

test('it waits as long as Slack says, then the message is there, once', async () => {
  const post = await webhook('/cname-rescue/busy');
  const before = received();
  const waiting = patience(300);
  await fail(2, { status: 429, retryAfterSeconds: 30 });
  await post(message, waiting);
  expect(waiting.pauses).toEqual([30, 30]);
  expect(received()).toBe(before + 1);
});

test('a Slack that is busy for too long: how long, in the error', async () => {
  const post = await webhook('/cname-rescue/long');
  await fail(1, { status: 429, retryAfterSeconds: 600 });
  await expect(post(message, patience(300))).rejects.toMatchObject({
    name: 'SlackRefused',
    message: 'Slack answered 429: rate_limited. It takes nothing for 600 seconds.',
  });
});

test('a Slack that is not well is asked four times', async () => {
  const post = await webhook('/cname-rescue/unwell');
  const waiting = patience(300);
  await fail(4, { status: 500 });
  await expect(post(message, waiting)).rejects.toThrow('Slack answered 500: rollup_error.');
  expect(waiting.pauses).toEqual([1, 2, 4]);
});

test('a broken connection is no reason to lose the message', async () => {
  const post = await webhook('/cname-rescue/reset');
  await stage.control('POST', 'faults', { service: 'slack', action: 'POST', when: 'before', kind: 'reset' });
  const before = received();
  await post(message, patience(300));
  expect(received()).toBe(before + 1);
});

describe('a refusal is not sent again, and says what to do', () => {
  test.each([
    [404, 'no_service', 'Is the webhook in the SSM parameter /cname-rescue/refused still valid?'],
    [403, 'action_prohibited', 'A rule of the workspace forbids it'],
    [410, 'channel_is_archived', 'Unarchive the channel'],
    [400, 'invalid_blocks', 'This is a bug of cname-rescue'],
  ])('%d %s', async (status, word, remedy) => {
    const post = await webhook('/cname-rescue/refused');
    const waiting = patience(300);
    await refuse(status, word);
    await expect(post(message, waiting)).rejects.toThrow(`Slack answered ${status}: ${word}. ${remedy}`);
    expect(waiting.pauses).toEqual([]);
  });

  test('after one, the URL is read anew: it may have been replaced', async () => {
    const post = await webhook('/cname-rescue/replaced');
    await refuse(404, 'no_service');
    await expect(post(message, patience(300))).rejects.toThrow('no_service');
    await webhook('/cname-rescue/replaced', 'http://127.0.0.1:9/SECRET');
    await expect(post(message, patience(10))).rejects.toThrow(/did not answer/);
  });
});

describe('the URL is a credential', () => {
  test.each([
    ['mistyped', 'hooks/T0/SECRET', 'The SSM parameter /cname-rescue/mistyped holds no URL'],
    [
      'password',
      'https://user:SECRET@slack.example.com/hook',
      'The SSM parameter /cname-rescue/password holds no URL',
    ],
    ['nobody', 'http://127.0.0.1:9/SECRET', 'Slack did not answer'],
  ])('one that cannot be used stays out of the error: %s', async (name, url, problem) => {
    const post = await webhook(`/cname-rescue/${name}`, url);
    const error = await post(message, patience(10)).catch((thrown: Error) => thrown);
    expect(inspect(error, { depth: null })).toContain(problem);
    expect(inspect(error, { depth: null })).not.toContain('SECRET');
  });

  test('so does a page that is no answer of Slack’s, which may name it', async () => {
    const post = await webhook('/cname-rescue/page');
    await refuse(403, '<p>You asked for /hook-of-a-team</p>');
    const error = await post(message, patience(10)).catch((thrown: Error) => thrown);
    expect(inspect(error)).toContain('Slack answered 403: no word of Slack’s.');
    expect(inspect(error)).not.toContain('hook-of-a-team');
  });
});

describe('what comes from something in between is no delivery', () => {
  const failing = async (url: string) => {
    const post = await webhook('/cname-rescue/in-between', `${url}SECRET`);
    const error = await post(message, patience(300)).catch((thrown: Error) => thrown);
    expect(inspect(error, { depth: null })).not.toContain('SECRET');
    return error;
  };

  test('a page, though its status is 200', async () => {
    const { url, close } = await inBetween((request) => ({
      status: 200,
      body: `<p>Log in for ${request.url}</p>`,
    }));
    expect(await failing(url)).toMatchObject({
      message: expect.stringContaining('200: no word of Slack’s.'),
    });
    close();
  });

  test.each([302, 307])('a %i to another place, where nothing goes', async (status) => {
    const elsewhere = await inBetween(() => ({ status: 200, body: 'ok' }));
    const { url, close } = await inBetween(() => ({ status, location: `${elsewhere.url}login` }));
    expect(await failing(url)).toMatchObject({ message: expect.stringContaining(`answered ${status}: `) });
    expect(elsewhere.asked).toEqual([]);
    close();
    elsewhere.close();
  });
});
