/** The sandbox's Slack, as a bot finds it. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { DeliveredMessage } from '../../sandbox/parts.ts';
import { SlackFaults } from '../../sandbox/services/slack-faults.ts';
import { createSlackWebApi } from '../../sandbox/services/slack-web-api.ts';
import { Faults } from '../../sandbox/wire/faults.ts';

const channel = 'C0123456789';
const Answer = v.looseObject({
  ok: v.boolean(),
  error: v.optional(v.string()),
  ts: v.optional(v.string()),
  message: v.optional(v.looseObject({})),
});

function slack(faults = new SlackFaults()) {
  const messages: DeliveredMessage[] = [];
  const api = createSlackWebApi((message) => messages.push(message), { token: 'xoxb-1', channel }, faults);
  const raw = (method: string, payload: unknown, authorization?: string) =>
    api.answer({
      method: 'POST',
      path: `/_sandbox/slack/api/${method}`,
      headers: { authorization },
      body: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });
  const call = (method: string, payload: unknown, authorization = 'Bearer xoxb-1') => {
    const answered = raw(method, payload, authorization);
    if (typeof answered !== 'object') throw new Error(`no answer: ${answered}`);
    return { status: answered.status, ...v.parse(Answer, JSON.parse(answered.body)) };
  };
  const post = (more: object = {}) => call('chat.postMessage', { channel, text: 'x', ...more });
  const update = (ts: string | undefined, more: object = {}) =>
    call('chat.update', { channel, ts, text: 'y', ...more });
  return { api, messages, raw, call, post, update };
}

test('a thread: its first message is kept up to date, replies lie below it, some in the channel as well', () => {
  const { messages, post, update } = slack();
  const root = post();
  const reply = post({ thread_ts: root.ts });
  const loud = post({ thread_ts: root.ts, reply_broadcast: true });
  expect(root).toMatchObject({ status: 200, ok: true, channel, message: { ts: root.ts } });
  expect(root.message).not.toHaveProperty('thread_ts');
  expect(reply).toMatchObject({ ok: true, message: { thread_ts: root.ts } });
  expect(new Set([root.ts, reply.ts, loud.ts]).size).toBe(3);
  expect(update(root.ts)).toMatchObject({ ok: true, ts: root.ts });
  expect(messages).toMatchObject([
    { channel: 'slack', ts: root.ts, body: { text: 'y', blocks: [] }, updated: expect.any(String) },
    { ts: reply.ts, thread: root.ts, broadcast: false },
    { ts: loud.ts, thread: root.ts, broadcast: true },
  ]);
});

describe('a first message that is deleted', () => {
  test('without replies it is gone: a reply to it lands in the channel', () => {
    const { api, messages, post, update } = slack();
    const { ts = '' } = post();
    api.deleteMessage(ts);
    expect(messages).toMatchObject([{ ts, deleted: true }]);
    expect(update(ts)).toMatchObject({ ok: false, error: 'message_not_found' });
    const stray = post({ thread_ts: ts });
    expect(stray.ok).toBe(true);
    expect(stray.message).not.toHaveProperty('thread_ts');
    expect(messages.at(-1)).not.toHaveProperty('thread');
  });

  test('with replies it holds them together, and cannot be changed', () => {
    const { api, post, update } = slack();
    const { ts = '' } = post();
    post({ thread_ts: ts });
    api.deleteMessage(ts);
    expect(update(ts)).toMatchObject({ ok: false, error: 'message_not_found' });
    expect(post({ thread_ts: ts })).toMatchObject({ message: { thread_ts: ts } });
  });

  test('what there is not cannot be deleted', () => {
    expect(() => slack().api.deleteMessage('1.2')).toThrow('there is no message 1.2');
  });
});

describe('refused, with status 200', () => {
  const section = (length: number) => ({
    type: 'section',
    text: { type: 'plain_text', text: 'x'.repeat(length) },
  });
  const sections = (...lengths: number[]) => ({ blocks: lengths.map(section) });

  test.each<[string, object | string, string]>([
    ['no object', '"x"', 'invalid_arguments'],
    ['a channel that there is not', { channel: 'C0' }, 'channel_not_found'],
    ['nothing to say', { text: '' }, 'no_text'],
    ['a block that Slack does not know', { blocks: [{ type: 'marquee' }] }, 'invalid_blocks'],
    ['a section that is too long', sections(3001), 'invalid_blocks'],
    ['more than a message holds', sections(3000, 3000, 3000, 3000, 1201), 'msg_blocks_too_long'],
  ])('%s', (_, payload, error) => {
    const { call, messages } = slack();
    const whole = typeof payload === 'string' ? payload : { channel, text: 'x', ...payload };
    expect(call('chat.postMessage', whole)).toEqual({ status: 200, ok: false, error });
    expect(messages).toEqual([]);
  });

  test('as much as a message holds is taken', () => {
    expect(slack().post(sections(3000, 3000, 3000, 3000, 1200)).ok).toBe(true);
  });

  test('an update with a longer text than those may have', () => {
    const { post, update } = slack();
    const { ts } = post();
    expect(update(ts, { text: 'x'.repeat(4000) }).ok).toBe(true);
    expect(update(ts, { text: 'x'.repeat(4001) })).toMatchObject({ ok: false, error: 'msg_too_long' });
    expect(update(ts, { text: '名'.repeat(1334) })).toMatchObject({ ok: false, error: 'msg_too_long' });
    expect(update(ts, sections(3001))).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect(update('1.2')).toMatchObject({ ok: false, error: 'message_not_found' });
    expect(update(undefined)).toMatchObject({ ok: false, error: 'invalid_arguments' });
  });

  test('a call without the token of the bot', () => {
    const { call, raw } = slack();
    const payload = { channel, text: 'x' };
    expect(call('chat.postMessage', payload, 'Bearer xoxb-2')).toMatchObject({ error: 'invalid_auth' });
    expect(call('chat.update', payload, 'Basic xoxb-1')).toMatchObject({ error: 'not_authed' });
    expect(raw('chat.postMessage', payload)).toMatchObject({
      status: 200,
      body: expect.stringContaining('not_authed'),
    });
  });

  test('what is no method', () => {
    expect(slack().call('chat.delete', {})).toMatchObject({ status: 200, error: 'unknown_method' });
    expect(
      slack().api.answer({ method: 'POST', path: '/_sandbox/slack/hook', headers: {}, body: '' }),
    ).toBeUndefined();
  });

  test('a channel without the bot, or one that is archived', () => {
    const { api, post, update } = slack();
    const { ts } = post();
    api.setChannel(channel, 'without-bot');
    expect(post()).toMatchObject({ error: 'not_in_channel' });
    api.setChannel(channel, 'archived');
    expect(post()).toMatchObject({ error: 'is_archived' });
    expect(update(ts)).toMatchObject({ error: 'is_inactive' });
    api.setChannel(channel, 'open');
    expect(update(ts).ok).toBe(true);
  });
});

test('calls fail as told: with the status where Slack is busy or unwell, with 200 where it refuses', () => {
  const injected = new Faults();
  const faults = new SlackFaults((action) => injected.take('slack', action, ''));
  const { raw, call, post, messages } = slack(faults);
  faults.failNext(1, { status: 429, retryAfterSeconds: 7 });
  expect(raw('chat.postMessage', {}, 'Bearer xoxb-1')).toMatchObject({
    status: 429,
    headers: { 'retry-after': '7' },
    body: JSON.stringify({ ok: false, error: 'rate_limited' }),
  });
  const kind = { code: 'cant_update_message', message: '', status: 400 };
  injected.add({ service: 'slack', action: 'chat.update', when: 'before', kind });
  injected.add({ service: 'slack', action: 'chat.postMessage', when: 'after', kind: 'error500' });
  expect(post()).toMatchObject({ status: 500 });
  expect(messages).toHaveLength(1);
  expect(call('chat.update', {})).toEqual({ status: 200, ok: false, error: 'cant_update_message' });
});

test('who the token belongs to, and what it may', () => {
  const { call, raw } = slack();
  expect(call('auth.test', '')).toMatchObject({ ok: true, user: 'cname-rescue', team: 'Example' });
  expect(raw('auth.test', '', 'Bearer xoxb-1')).toMatchObject({
    headers: { 'x-oauth-scopes': 'chat:write' },
  });
  expect(call('auth.test', '', 'Bearer xoxb-2')).toMatchObject({ ok: false, error: 'invalid_auth' });
});
