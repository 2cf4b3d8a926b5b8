/** The bot, as the sandbox's Slack answers it. */
import { inspect } from 'node:util';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSlackBot } from '../../../providers/announcements/slack-bot.ts';
import { readParameter } from '../../../providers/operator/parameters.ts';
import type { SlackMessage } from '../../../remediation/announcements/slack.ts';
import { SLACK_BOT } from '../../../sandbox/deployment.ts';
import { patience } from '../../doubles/patience.ts';
import { sandbox, stage } from '../sandbox.ts';
import { inBetween } from './in-between.ts';

const message: SlackMessage = {
  text: 'www.example.com',
  blocks: [{ type: 'header', text: { type: 'plain_text', text: 'www.example.com', emoji: false } }],
};

function bot({ tokenParameter = SLACK_BOT.parameter, channel = SLACK_BOT.channel } = {}) {
  const apiUrl = `${sandbox.endpoint}/_sandbox/slack/api/`;
  return createSlackBot({ apiUrl, tokenParameter, channel });
}

const store = (Name: string, Value: string) =>
  new SSMClient({}).send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true }));
const setChannel = (state: string, channel = SLACK_BOT.channel) =>
  stage.control('PUT', 'slack/channel', { channel, state });
const shown = (ts: string | undefined) => sandbox.messages().find((each) => each.ts === ts);

beforeEach(() => setChannel('open'));

test('a first message that changes, and a reply that the channel sees', async () => {
  const channel = bot()(patience(300));
  const root = await channel.post(message);
  expect(root).toMatchObject({ status: 200, word: 'ok', ts: expect.any(String) });
  const reply = await channel.post(message, { thread: root.ts ?? '', broadcast: true });
  expect(shown(reply.ts)).toMatchObject({ thread: root.ts, broadcast: true, body: message });
  const updated = await channel.update(root.ts ?? '', { ...message, text: 'moved' });
  expect(updated.ts).toBe(root.ts);
  expect(shown(root.ts)).toMatchObject({ body: { ...message, text: 'moved' }, updated: expect.any(String) });
});

describe('what Slack refuses is an outcome, with its word', () => {
  test.each([
    ['without-bot', 'not_in_channel'],
    ['archived', 'is_archived'],
  ])('a channel that is %s', async (state, word) => {
    await setChannel(state);
    expect(await bot()(patience(300)).post(message)).toMatchObject({ status: 200, word });
  });

  test('a channel that there is not, a message that is gone, nothing to say', async () => {
    const channel = bot()(patience(300));
    expect(await bot({ channel: 'C0000000000' })(patience(300)).post(message)).toMatchObject({
      word: 'channel_not_found',
    });
    const { ts = '' } = await channel.post(message);
    await stage.control('DELETE', 'slack/message', { ts });
    expect(await channel.update(ts, message)).toMatchObject({ word: 'message_not_found' });
    expect(await channel.post({ text: '', blocks: [] })).toMatchObject({ word: 'no_text' });
  });

  test('none of it is sent again', async () => {
    await setChannel('archived');
    const waiting = patience(300);
    const refused = await bot()(waiting).post(message);
    expect(refused).not.toHaveProperty('ts');
    expect(waiting.pauses).toEqual([]);
  });
});

test('what passes by itself is waited for: as long as Slack says, or with growing pauses', async () => {
  const waiting = patience(300);
  await stage.control('POST', 'slack/fail', { count: 1, fault: { status: 429, retryAfterSeconds: 20 } });
  await stage.control('POST', 'slack/fail', { count: 1, fault: { status: 500 } });
  const kind = { code: 'internal_error', message: '', status: 400 };
  await stage.control('POST', 'faults', {
    service: 'slack',
    action: 'chat.postMessage',
    nth: 3,
    when: 'before',
    kind,
  });
  const posted = await bot()(waiting).post(message);
  expect(posted.ts).toBeDefined();
  expect(waiting.pauses).toEqual([20, 1, 2]);
});

describe('what comes from something in between', () => {
  const postTo = (apiUrl: string) =>
    createSlackBot({ ...SLACK_BOT, apiUrl, tokenParameter: SLACK_BOT.parameter })(patience(300)).post(
      message,
    );

  test.each([
    ['a page', 403, '<p>Forbidden</p>', 'no answer of Slack’s'],
    ['a page for what was sent', 200, `<p>${SLACK_BOT.token}</p>`, 'no answer of Slack’s'],
    [
      'words for one',
      200,
      JSON.stringify({ ok: false, error: `no ${SLACK_BOT.token}` }),
      'no word of Slack’s',
    ],
  ])('%s is no answer of Slack’s', async (_, status, body, word) => {
    const { url, close } = await inBetween(() => ({ status, body }));
    expect(await postTo(url)).toEqual({ status, word, retryAfterSeconds: undefined });
    close();
  });

  test('where it sends us, nothing goes', async () => {
    const elsewhere = await inBetween(() => ({ status: 200, body: '{"ok":true,"ts":"1"}' }));
    const { url, close } = await inBetween(() => ({ status: 307, location: `${elsewhere.url}login` }));
    expect(await postTo(url)).toMatchObject({ status: 307, word: 'no answer of Slack’s' });
    expect(elsewhere.asked).toEqual([]);
    close();
    elsewhere.close();
  });
});

describe('the token is a credential', () => {
  test('after a refusal it is read anew: it may have been replaced', async () => {
    const tokenParameter = '/cname-rescue/replaced-token';
    await store(tokenParameter, 'xoxb-revoked');
    const channel = bot({ tokenParameter })(patience(300));
    expect(await channel.post(message)).toMatchObject({ word: 'invalid_auth' });
    // As it comes from a file.
    await store(tokenParameter, `${SLACK_BOT.token}\n`);
    expect((await channel.post(message)).ts).toBeDefined();
    // The doctor sees what the function takes.
    expect(await readParameter(tokenParameter)).toEqual({ value: SLACK_BOT.token, isEncrypted: true });
  });

  test.each(['', ' ', 'SECRET', 'xoxb-1\nx: SECRET', 'https://hooks.slack.example/SECRET'])(
    '%j is none, and stays out of the error',
    async (value) => {
      const tokenParameter = '/cname-rescue/no-token';
      // SSM takes no empty value.
      if (value !== '') await store(tokenParameter, value);
      const error = await bot({ tokenParameter })(patience(300))
        .post(message)
        .catch((thrown: Error) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(inspect(error, { depth: null })).not.toContain('SECRET');
    },
  );

  test('it is in no answer, and in no error of the network', async () => {
    const channel = createSlackBot({
      ...SLACK_BOT,
      apiUrl: 'http://127.0.0.1:9/',
      tokenParameter: SLACK_BOT.parameter,
    });
    const posted = await channel(patience(20)).post(message);
    expect(posted.status).toBeUndefined();
    expect(inspect(posted)).not.toContain(SLACK_BOT.token);
  });
});
