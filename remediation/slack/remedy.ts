/** What a person does about an answer of Slack's. The words, with what Slack says of them: docs/runbook/SlackRefused.md. */
import { isPassing, type Reply } from './retry.ts';

const AS_IT_IS = 'This is a bug of cname-rescue: report it with the event.';

const WORDS = new Map([
  ['action_prohibited', 'A rule of the workspace forbids it: ask who administers it.'],
  ['channel_is_archived', 'Unarchive the channel, or create a webhook for another one.'],
  ['invalid_blocks', AS_IT_IS],
  ['invalid_payload', AS_IT_IS],
  ['no_text', AS_IT_IS],
]);

/** `otherwise`: what to do where the word tells nothing. */
export function remedyFor(reply: Reply, otherwise: string): string {
  const { retryAfterSeconds } = reply;
  if (retryAfterSeconds) return `It takes nothing for ${retryAfterSeconds} seconds.`;
  if (isPassing(reply)) return 'As a rule it passes by itself: https://slack-status.com.';
  return WORDS.get(reply.word) ?? otherwise;
}
