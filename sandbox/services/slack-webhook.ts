/**
 * Slack's incoming webhook: takes what Slack would take, refuses what Slack would refuse.
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
import type { DeliveredMessage } from '../parts.ts';
import type { Cut } from '../wire/server.ts';
import { refuse } from './slack-blocks.ts';
import { type SlackAnswer, SlackFaults } from './slack-faults.ts';

export interface SlackWebhook {
  /** @returns undefined when the path is not below `/_sandbox/slack/` */
  answer(request: { method: string; path: string; body: string }): SlackAnswer | Cut | undefined;
}

export function createSlackWebhook(
  onMessage: (message: DeliveredMessage) => void,
  faults = new SlackFaults(),
): SlackWebhook {
  return {
    answer({ method, path, body }) {
      if (!path.startsWith('/_sandbox/slack/')) return undefined;
      if (method !== 'POST') return plain(405, 'method_not_allowed');
      return faults.pass('POST', () => post(body, onMessage), plain);
    },
  };
}

function post(body: string, onMessage: (message: DeliveredMessage) => void): SlackAnswer {
  const payload = parse(body);
  const refusal = refuse(payload);
  if (refusal !== undefined) return plain(400, refusal);
  onMessage({ time: new Date().toISOString(), channel: 'slack', body: payload });
  return plain(200, 'ok');
}

/** As Slack answers: `ok`, or one word for what is wrong. */
function plain(status: number, body: string, headers: Record<string, string> = {}): SlackAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
