/** What a person does about an answer of Slack's. The words, with what Slack says of them: docs/runbook/SlackRefused.md. */
import { isPassing, type Reply } from './retry.ts';

const BUG = 'This is a bug of cname-rescue: report it with the event.';
const RULE = 'A rule of the workspace forbids it: ask who administers it.';
const SCOPE = 'Give the Slack app the scope chat:write, install it again, and store its token anew.';
const CHANNEL = 'Invite the bot to the channel, and see that slackChannel is its id.';
const ARCHIVED = 'Unarchive the channel, or tell Slack in another one.';

const WORDS = new Map([
  ['action_prohibited', RULE],
  ['channel_is_archived', ARCHIVED],
  ['channel_not_found', CHANNEL],
  ['ekm_access_denied', RULE],
  ['invalid_arguments', BUG],
  ['invalid_blocks', BUG],
  ['invalid_blocks_format', BUG],
  ['invalid_payload', BUG],
  ['is_archived', ARCHIVED],
  ['missing_scope', SCOPE],
  ['msg_blocks_too_long', BUG],
  ['msg_too_long', BUG],
  ['no_permission', SCOPE],
  ['no_text', BUG],
  ['not_in_channel', CHANNEL],
  ['restricted_action', RULE],
  ['restricted_action_non_threadable_channel', 'Threads are not allowed in this channel: take another one.'],
  ['restricted_action_read_only_channel', RULE],
  ['restricted_action_thread_only_channel', RULE],
]);

/** `otherwise`: what to do where the word tells nothing, or that the credential is not valid any more. */
export function remedyFor(reply: Reply, otherwise: string): string {
  const { retryAfterSeconds } = reply;
  if (retryAfterSeconds) return `It takes nothing for ${retryAfterSeconds} seconds.`;
  if (isPassing(reply)) return 'As a rule it passes by itself: https://slack-status.com.';
  return WORDS.get(reply.word) ?? otherwise;
}
