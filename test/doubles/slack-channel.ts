/** A channel of Slack in memory, with its threads, and with the answers that a test orders. */
import type { SlackMessage } from '../../remediation/announcements/slack.ts';
import type { Posted, SlackChannel } from '../../remediation/slack/channel-port.ts';

export interface Shown {
  ts: string;
  /** What it says by now. */
  text: string;
  thread?: string;
  broadcast?: boolean;
}

const taken = (ts: string): Posted => ({ status: 200, word: 'ok', retryAfterSeconds: undefined, ts });
export const refused = (word: string): Posted => ({ status: 200, word, retryAfterSeconds: undefined });
export const unanswered: Posted = { status: undefined, word: 'ECONNRESET', retryAfterSeconds: undefined };

export class SlackChannelDouble implements SlackChannel {
  readonly id = 'C0123456789';
  readonly shown: Shown[] = [];
  /** Answers of the next calls, each before it takes effect; where there is none, it does. */
  readonly orders: { post: (Posted | undefined)[]; update: Posted[] } = { post: [], update: [] };
  /** The answer to everything else. */
  trouble: Posted | undefined;
  /** Threads in which nobody can reply. */
  readonly locked = new Set<string>();
  /** Messages that nobody can change any more. */
  readonly frozen = new Set<string>();
  readonly deleted = new Set<string>();
  calls = 0;

  async post(message: SlackMessage, reply?: { thread: string; broadcast: boolean }): Promise<Posted> {
    this.calls += 1;
    const ordered = this.orders.post.shift() ?? this.trouble;
    if (ordered) return ordered;
    if (reply && this.locked.has(reply.thread)) return refused('restricted_action_thread_locked');
    const ts = `${this.shown.length + 1}.1`;
    this.shown.push({ ts, text: message.text, ...reply });
    return taken(ts);
  }

  async update(ts: string, message: SlackMessage): Promise<Posted> {
    this.calls += 1;
    const ordered = this.orders.update.shift() ?? this.trouble;
    if (ordered) return ordered;
    const found = this.shown.find((each) => each.ts === ts);
    if (!found || this.deleted.has(ts)) return refused('message_not_found');
    if (this.frozen.has(ts)) return refused('edit_window_closed');
    found.text = message.text;
    return taken(ts);
  }

  get roots(): Shown[] {
    return this.shown.filter(({ thread }) => thread === undefined);
  }
}
