/** The thread of a remediation as a bot keeps it in Slack: the product's own code, on a channel that remembers what it shows. */
import type { SlackMessage } from '../../remediation/announcements/slack.ts';
import { AS_SHIPPED } from '../../remediation/announcements/telling.ts';
import type { Posted, SlackChannel } from '../../remediation/slack/channel-port.ts';
import { newsOf } from '../../remediation/slack/news.ts';
import { announceInThread } from '../../remediation/steps/announce-in-thread.ts';
import { SlackThreadsDouble } from '../../test/doubles/slack-threads.ts';
import type { Chapter, Language, Text, Told } from './chapter.ts';
import { type Post, page } from './page.ts';

interface Moment {
  slug: string;
  caption: Text;
  /** So many announcements have been made by then. */
  announcements: number;
}

/** At which the thread is shown. */
export const MOMENTS: Moment[] = [
  {
    slug: 'thread-begun',
    caption: { en: 'When it has begun:', ja: '開始時:' },
    announcements: 1,
  },
  {
    slug: 'thread-over',
    caption: { en: 'When it is over:', ja: '完了時:' },
    announcements: Number.POSITIVE_INFINITY,
  },
];

/** The one that is shown is that of the first chapter. */
export async function threadPage(
  [chapter]: readonly Chapter[],
  language: Language,
  { announcements }: Moment,
): Promise<string> {
  const [first, ...replies] = await threadOf(chapter?.told.slice(0, announcements) ?? [], language);
  if (!first) throw new Error('There is no chapter of which a thread could be shown.');
  return page(language, first, replies);
}

/** All that one remediation tells, in order: the first message as it is in the end, and the replies. */
async function threadOf(told: readonly Told[], language: Language): Promise<Post[]> {
  const slack = new Channel();
  const threads = new SlackThreadsDouble();
  for (const event of told) {
    slack.time = event.time;
    const ports = { slack, threads, now: () => Date.parse(event.time) };
    const invocation = { id: event.time, leftMs: () => Number.POSITIVE_INFINITY, sleep: async () => {} };
    await announceInThread(newsOf(event, { ...AS_SHIPPED, language }), ports, invocation);
  }
  return slack.posts;
}

/** It takes everything. A message's `ts` is its place. */
class Channel implements SlackChannel {
  readonly id = 'C0123456789';
  readonly posts: Post[] = [];
  time = '';

  async post({ blocks }: SlackMessage, reply?: { broadcast: boolean }): Promise<Posted> {
    this.posts.push({ time: this.time, blocks, ...(reply?.broadcast && { alsoInChannel: true }) });
    return taken(String(this.posts.length - 1));
  }

  async update(ts: string, { blocks }: SlackMessage): Promise<Posted> {
    const post = this.posts[Number(ts)];
    if (post) post.blocks = blocks;
    return taken(ts);
  }
}

const taken = (ts: string): Posted => ({ status: 200, word: 'ok', retryAfterSeconds: undefined, ts });
