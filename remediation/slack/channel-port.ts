/** What the step that tells news needs of Slack. */
import type { SlackMessage } from '../announcements/slack.ts';
import type { Reply } from './retry.ts';

/** What came of a message: `ts` is its id where Slack took it. */
export type Posted = Reply & { ts?: string };

/** A channel of Slack as a bot has it. What passes by itself is waited for; refusals are outcomes. */
export interface SlackChannel {
  id: string;
  /** `reply`: in the thread of which message, and whether the channel sees it, too. */
  post(message: SlackMessage, reply?: { thread: string; broadcast: boolean }): Promise<Posted>;
  update(ts: string, message: SlackMessage): Promise<Posted>;
}
