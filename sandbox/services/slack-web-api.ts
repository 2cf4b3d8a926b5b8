/**
 * Three methods of Slack's Web API, for one bot: https://docs.slack.dev/reference/methods/chat.postMessage,
 * https://docs.slack.dev/reference/methods/chat.update and https://docs.slack.dev/reference/methods/auth.test. Where a thread is gone, Slack's pages say
 * nothing of what happens then: what is assumed says so.
 */
import * as v from 'valibot';
import type { DeliveredMessage } from '../parts.ts';
import type { Cut } from '../wire/server.ts';
import { charactersIn, refuse } from './slack-blocks.ts';
import { type SlackAnswer, SlackFaults } from './slack-faults.ts';

const API = '/_sandbox/slack/api/';

/** In bytes, as others have measured: https://gitlab.com/gitlab-org/gitlab/-/merge_requests/258898. chat.postMessage takes more. */
const LONGEST_UPDATED_TEXT = 4000;
/** Of all blocks of a message; Slack says nothing of it, others have measured it: https://github.com/slackapi/bolt-js/issues/2509 */
const MOST_CHARACTERS = 13_200;

export type ChannelState = 'open' | 'archived' | 'without-bot';

export interface SlackWebApi {
  /** @returns undefined when the path is not below `/_sandbox/slack/api/` */
  answer(request: {
    method: string;
    path: string;
    headers: { authorization?: string | undefined };
    body: string;
  }): SlackAnswer | Cut | undefined;
  setChannel(id: string, state: ChannelState): void;
  /** As somebody does who may. @throws Error when there is no such message. */
  deleteMessage(ts: string): void;
}

const Post = v.object({
  channel: v.optional(v.string(), ''),
  text: v.optional(v.string(), ''),
  blocks: v.optional(v.array(v.unknown()), []),
  thread_ts: v.optional(v.string()),
  reply_broadcast: v.optional(v.boolean(), false),
});
const Update = v.object({ ...v.omit(Post, ['thread_ts', 'reply_broadcast']).entries, ts: v.string() });

interface Posted {
  ts: string;
  channel: string;
  /** Of the first message of the thread that it is a reply in. */
  thread: string | undefined;
  isDeleted: boolean;
  delivered: DeliveredMessage;
}

export function createSlackWebApi(
  onMessage: (message: DeliveredMessage) => void,
  { token, channel }: { token: string; channel: string },
  faults = new SlackFaults(),
): SlackWebApi {
  const channels = new Map<string, ChannelState>([[channel, 'open']]);
  const posted: Posted[] = [];
  const methods = { 'chat.postMessage': post, 'chat.update': update, 'auth.test': test };

  function find(ts: string): Posted | undefined {
    return posted.find((each) => each.ts === ts);
  }

  /** One that is deleted keeps its replies together; without any, nothing is left of it. */
  function rootOf(thread: string | undefined): Posted | undefined {
    const root = thread === undefined ? undefined : find(thread);
    const isThere = root && (!root.isDeleted || posted.some(({ thread }) => thread === root.ts));
    return isThere ? root : undefined;
  }

  function post(payload: unknown): SlackAnswer {
    const parsed = v.safeParse(Post, payload);
    if (!parsed.success) return refused('invalid_arguments');
    const { channel, text, blocks, thread_ts, reply_broadcast } = parsed.output;
    const problem = channelProblem(channels.get(channel)) ?? contentProblem(parsed.output);
    if (problem) return refused(problem);
    // A reply to what is not there lands in the channel, without an error and without thread_ts in the answer. Assumed: others
    // report it so, and of the errors that Slack lists none is about it.
    const root = rootOf(thread_ts);
    const time = new Date();
    const ts = `${Math.floor(time.getTime() / 1000)}.${String(posted.length + 1).padStart(6, '0')}`;
    const delivered: DeliveredMessage = {
      time: time.toISOString(),
      channel: 'slack',
      ts,
      ...(root && { thread: root.ts, broadcast: reply_broadcast }),
      body: { text, blocks },
    };
    posted.push({ ts, channel, thread: root?.ts, isDeleted: false, delivered });
    onMessage(delivered);
    return json(200, { ok: true, channel, ts, message: { text, ts, ...(root && { thread_ts: root.ts }) } });
  }

  function update(payload: unknown): SlackAnswer {
    const parsed = v.safeParse(Update, payload);
    if (!parsed.success) return refused('invalid_arguments');
    const { channel, ts, text, blocks } = parsed.output;
    const state = channels.get(channel);
    if (state === 'archived') return refused('is_inactive');
    if (state === undefined) return refused('channel_not_found');
    const found = find(ts);
    // What Slack says of one that is deleted and has replies nobody tells: assumed the same.
    if (!found || found.isDeleted || found.channel !== channel) return refused('message_not_found');
    if (Buffer.byteLength(text) > LONGEST_UPDATED_TEXT) return refused('msg_too_long');
    const problem = contentProblem(parsed.output);
    if (problem) return refused(problem);
    found.delivered.body = { text, blocks };
    found.delivered.updated = new Date().toISOString();
    return json(200, { ok: true, channel, ts, text });
  }

  /** The token's scopes are in a header: https://docs.slack.dev/authentication/installing-with-oauth */
  function test(): SlackAnswer {
    const bot = { url: 'https://example.slack.com/', team: 'Example', user: 'cname-rescue' };
    return json(200, { ok: true, ...bot, team_id: 'T00000000' }, { 'x-oauth-scopes': 'chat:write' });
  }

  return {
    answer({ method, path, headers, body }) {
      if (!path.startsWith(API)) return undefined;
      const name = path.slice(API.length);
      if (method !== 'POST' || !isMethod(name)) return refused('unknown_method');
      const answered = () => refusedFor(headers.authorization, token) ?? methods[name](parse(body));
      return faults.pass(name, answered, (status, word, more) =>
        // What it refuses it answers with 200 as well.
        json(status === 429 || status >= 500 ? status : 200, { ok: false, error: word }, more),
      );
    },
    setChannel: (id, state) => void channels.set(id, state),
    deleteMessage(ts) {
      const found = find(ts);
      if (!found) throw new Error(`there is no message ${ts}`);
      found.isDeleted = true;
      found.delivered.deleted = true;
    },
  };
}

function isMethod(name: string): name is 'chat.postMessage' | 'chat.update' | 'auth.test' {
  return name === 'chat.postMessage' || name === 'chat.update' || name === 'auth.test';
}

function refusedFor(authorization: string | undefined, token: string): SlackAnswer | undefined {
  if (!authorization?.startsWith('Bearer ')) return refused('not_authed');
  return authorization === `Bearer ${token}` ? undefined : refused('invalid_auth');
}

function channelProblem(state: ChannelState | undefined): string | undefined {
  switch (state) {
    case undefined:
      return 'channel_not_found';
    case 'archived':
      return 'is_archived';
    case 'without-bot':
      return 'not_in_channel';
    case 'open':
      return undefined;
  }
}

function contentProblem(message: { text: string; blocks: unknown[] }): string | undefined {
  return (
    refuse(message) ?? (charactersIn(message.blocks) > MOST_CHARACTERS ? 'msg_blocks_too_long' : undefined)
  );
}

function refused(error: string): SlackAnswer {
  return json(200, { ok: false, error });
}

function json(status: number, body: object, headers: Record<string, string> = {}): SlackAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
