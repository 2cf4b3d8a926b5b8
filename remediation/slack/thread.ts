/**
 * A remediation's thread in Slack. Its first message, the root, shows where the remediation stands and is kept up to date; each
 * announcement is a reply. What becomes of both is decided here.
 */
import type { SlackMessage } from '../announcements/slack.ts';
import type { Root } from './root.ts';

/** What Slack is told of one event. */
export interface News {
  message: SlackMessage;
  /** None where it is about no remediation. */
  remediation?: Turn;
}

export interface Turn {
  /** Name of the execution in whose thread it belongs. */
  execution: string;
  /** ISO 8601: when it was announced. */
  at: string;
  /** The channel is to see it, not the thread alone: somebody has to act. */
  isLoud: boolean;
  /** Where the remediation stands by it; none where it tells nothing of that. */
  summary?: SlackMessage;
}

export type Task =
  | { task: 'open'; summary: SlackMessage }
  | { task: 'update'; summary: SlackMessage; root: Root }
  | { task: 'leave'; root: Root | undefined };

/**
 * Announcements do not come in the order in which they were made: a root never goes back to what was before. Their times have whole
 * seconds; of two within one, the one that comes last counts.
 */
export function taskFor(root: Root | undefined, { summary, at }: Turn, channel: string): Task {
  // In the channel that the stack was deployed with before, nobody looks any more.
  const here = root?.channel === channel ? root : undefined;
  if (!summary) return { task: 'leave', root: here };
  if (!here) return { task: 'open', summary };
  return Date.parse(at) >= Date.parse(here.shows)
    ? { task: 'update', summary, root: here }
    : { task: 'leave', root: here };
}

/** The root was deleted, or is that of another bot: a new one is needed. Anything else that keeps it from being updated is borne. */
export function isRootGone(word: string): boolean {
  return word === 'message_not_found' || word === 'cant_update_message';
}

/** Nobody can reply in the thread, while its channel takes messages. Slack lists the first two, and others have met the third. */
export function isThreadClosed(word: string): boolean {
  return ['cannot_reply_to_message', 'restricted_action_thread_locked', 'thread_not_found'].includes(word);
}
