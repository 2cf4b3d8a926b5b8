/**
 * A channel of Slack through a bot: https://docs.slack.dev/reference/methods/chat.postMessage and chat.update beside it. Why not by
 * Slack's own library: docs/adr/0017.
 */
import * as v from 'valibot';
import type { Posted, SlackChannel } from '../../remediation/slack/channel-port.ts';
import { type Patience, persistently, type Reply } from '../../remediation/slack/retry.ts';
import { secretIn } from './secret.ts';
import { postToSlack, slackWord } from './slack-post.ts';

/** Whether it went well stands in the body: the status is 200 either way. */
const Answer = v.object({ ok: v.boolean(), error: v.optional(v.string()), ts: v.optional(v.string()) });

export interface SlackBot {
  /** Slack's Web API, with a slash at its end. */
  apiUrl: string;
  /** Name of the SSM parameter. */
  tokenParameter: string;
  channel: string;
}

/** @returns the channel, for an invocation with so much patience */
export function createSlackBot({ apiUrl, tokenParameter, channel }: SlackBot) {
  // A token that is none could make fetch put it into an error: https://docs.slack.dev/authentication/tokens has their forms.
  const token = secretIn(tokenParameter, 'bot token (xoxb-…)', (text) => /^xox[\w.-]+$/.test(text));
  return (patience: Patience): SlackChannel => {
    const call = async (method: string, payload: object): Promise<Posted> => {
      const headers = { authorization: `Bearer ${await token.read()}` };
      const posted = await persistently(
        async () => said(await postToSlack(`${apiUrl}${method}`, { channel, ...payload }, headers)),
        patience,
      );
      // The token may have been replaced since this instance read it.
      if (!posted.ts) token.forget();
      return posted;
    };
    return {
      id: channel,
      post: (message, reply) =>
        call('chat.postMessage', {
          ...message,
          ...(reply && { thread_ts: reply.thread, reply_broadcast: reply.broadcast }),
        }),
      update: (ts, message) => call('chat.update', { ts, ...message }),
    };
  };
}

function said(reply: Reply): Posted {
  const { status, retryAfterSeconds } = reply;
  if (status === undefined) return reply;
  const answer = v.safeParse(v.pipe(v.string(), v.parseJson(), Answer), reply.word);
  if (!answer.success) return { status, retryAfterSeconds, word: 'no answer of Slack’s' };
  const { ok, error = 'no error', ts } = answer.output;
  return ok && ts !== undefined
    ? { status, retryAfterSeconds, word: 'ok', ts }
    : { status, retryAfterSeconds, word: slackWord(error) };
}
