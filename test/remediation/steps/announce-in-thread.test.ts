/** Announcements in the thread of their remediation, and what happens where Slack does not take one. */
import { describe, expect, test } from 'vitest';
import type { News } from '../../../remediation/slack/thread.ts';
import { announceInThread } from '../../../remediation/steps/announce-in-thread.ts';
import { refused, SlackChannelDouble, unanswered } from '../../doubles/slack-channel.ts';
import { SlackThreadsDouble } from '../../doubles/slack-threads.ts';

const EXECUTION = 'www.example.com_E2TARGETEXAMPLE_00000000';
const at = (second: number) => `2026-11-20T01:00:${String(second).padStart(2, '0')}Z`;
const said = (text: string) => ({ text, blocks: [] });

/** `1` stands for what is announced in the first second; its summary is `1, so far`. */
const news = (second: number, more: Partial<News['remediation'] & object> = {}): News => ({
  message: said(String(second)),
  remediation: {
    execution: EXECUTION,
    at: at(second),
    isLoud: false,
    summary: said(`${second}, so far`),
    ...more,
  },
});
const silent = (second: number): News => {
  const { message, remediation } = news(second);
  const { summary: _, ...turn } = remediation ?? { execution: EXECUTION, at: at(second), isLoud: false };
  return { message, remediation: turn };
};

class World {
  readonly slack = new SlackChannelDouble();
  readonly threads = new SlackThreadsDouble();
  now = 1_000_000;

  tell = (told: News, { id = told.message.text, seconds = 300 } = {}) => {
    const end = this.now + seconds * 1000;
    return announceInThread(
      told,
      { slack: this.slack, threads: this.threads, now: () => this.now },
      {
        id,
        leftMs: () => end - this.now,
        sleep: async (ms) => {
          this.now += ms;
        },
      },
    );
  };

  get root() {
    return this.threads.byExecution.get(EXECUTION)?.root;
  }
}

test('the story of a remediation: one thread, whose first message shows where it stands', async () => {
  const { slack, tell } = new World();
  for (const second of [1, 2, 3]) await tell(news(second));
  expect(slack.shown).toEqual([
    { ts: '1.1', text: '3, so far' },
    { ts: '2.1', text: '1', thread: '1.1', broadcast: false },
    { ts: '3.1', text: '2', thread: '1.1', broadcast: false },
    { ts: '4.1', text: '3', thread: '1.1', broadcast: false },
  ]);
});

test('what somebody has to act on is in the channel, too; not so what the new first message says already', async () => {
  const { slack, tell } = new World();
  await tell(news(1, { isLoud: true }));
  await tell(news(2, { isLoud: true }));
  await tell(news(3));
  expect(slack.shown.map(({ broadcast }) => broadcast)).toEqual([undefined, false, true, false]);
});

test('also when its reply is not taken at first, and Lambda tries again', async () => {
  const { slack, tell } = new World();
  const told = news(1, { isLoud: true });
  slack.orders.post.push(undefined, refused('ratelimited'));
  await expect(tell(told)).rejects.toThrow('ratelimited');
  await tell(told);
  expect(slack.shown.map(({ text, broadcast }) => [text, broadcast])).toEqual([
    ['1, so far', undefined],
    ['1', false],
  ]);
});

test('an announcement that comes late is a reply, and the first message stays what it is', async () => {
  const world = new World();
  await world.tell(news(5));
  await world.tell(news(2));
  expect(world.slack.shown.map(({ text }) => text)).toEqual(['5, so far', '5', '2']);
  expect(world.root).toMatchObject({ ts: '1.1', shows: at(5) });
});

test('remediations have threads of their own', async () => {
  const { slack, tell } = new World();
  await tell(news(1));
  await tell(news(2, { execution: 'another' }));
  expect(slack.roots.map(({ text }) => text)).toEqual(['1, so far', '2, so far']);
});

describe('what says nothing of where the remediation stands', () => {
  test('is a reply in its thread', async () => {
    const { slack, tell } = new World();
    await tell(news(1));
    await tell(silent(2));
    expect(slack.shown.map(({ text, thread }) => [text, thread])).toEqual([
      ['1, so far', undefined],
      ['1', '1.1'],
      ['2', '1.1'],
    ]);
  });

  test('is a message of its own while there is none, and begins none', async () => {
    const world = new World();
    await world.tell(silent(1));
    expect(world.slack.shown).toEqual([{ ts: '1.1', text: '1' }]);
    expect(world.root).toBeUndefined();
    await world.tell(news(2));
    expect(world.slack.roots.map(({ text }) => text)).toEqual(['1', '2, so far']);
  });

  test('an alarm is a message of its own, and nothing is remembered of it', async () => {
    const { slack, threads, tell } = new World();
    await tell({ message: said('Alarm') });
    expect(slack.shown).toEqual([{ ts: '1.1', text: 'Alarm' }]);
    expect(threads.byExecution.size).toBe(0);
  });
});

describe('a first message that is gone gets a successor', () => {
  test.each(['message_not_found', 'cant_update_message'])('%s', async (word) => {
    const world = new World();
    await world.tell(news(1));
    world.slack.orders.update.push(refused(word));
    await world.tell(news(2, { isLoud: true }));
    await world.tell(news(3));
    expect(world.slack.roots.map(({ text }) => text)).toEqual(['1, so far', '3, so far']);
    expect(world.slack.shown.at(-1)).toMatchObject({ text: '3', thread: '3.1' });
    expect(world.root?.ts).toBe('3.1');
  });

  test('a thread in which nobody can reply', async () => {
    const world = new World();
    await world.tell(news(1));
    world.slack.orders.post.push(refused('restricted_action_thread_locked'));
    await world.tell(news(2));
    expect(world.slack.shown.slice(2)).toEqual([
      { ts: '3.1', text: '2, so far' },
      { ts: '4.1', text: '2', thread: '3.1', broadcast: false },
    ]);
    expect(world.root?.ts).toBe('3.1');
  });

  test('one that another announcement has given it shows what is newer, too', async () => {
    const world = new World();
    await world.tell(news(1));
    // Two at once: neither can change it, and the older one is the first that cannot reply.
    world.slack.orders.update.push(refused('edit_window_closed'), refused('edit_window_closed'));
    world.slack.orders.post.push(refused('thread_not_found'));
    const post = world.slack.post.bind(world.slack);
    world.slack.post = async (...given) => {
      world.slack.post = post;
      world.slack.orders.post.push(refused('thread_not_found'));
      const answer = await post(...given);
      await world.tell(news(2), { id: 'b' });
      return answer;
    };
    await world.tell(news(3));
    expect(world.slack.roots.map(({ text }) => text)).toEqual(['1, so far', '3, so far']);
    expect(world.root).toMatchObject({ shows: at(3) });
  });

  test.each([
    ['tells nothing of where the remediation stands', silent(9)],
    ['is older than what is shown', news(2)],
  ])('what %s is a message of its own then', async (_, told) => {
    const world = new World();
    await world.tell(news(5));
    world.slack.orders.post.push(refused('cannot_reply_to_message'));
    await world.tell(told);
    expect(world.slack.shown.at(-1)).toEqual({ ts: '3.1', text: told.message.text });
    expect(world.root).toMatchObject({ ts: '1.1', shows: at(5) });
  });
});

describe('what Slack refuses', () => {
  test.each(['edit_window_closed', 'msg_too_long', 'invalid_blocks'])(
    'a first message that cannot be changed (%s) holds no reply back',
    async (word) => {
      const world = new World();
      await world.tell(news(1));
      world.slack.orders.update.push(refused(word));
      await world.tell(news(2));
      expect(world.slack.shown.map(({ text }) => text)).toEqual(['1, so far', '1', '2']);
      // Not shown, so the next one shows it.
      expect(world.root?.shows).toBe(at(1));
      await world.tell(news(3));
      expect(world.slack.shown[0]?.text).toBe('3, so far');
    },
  );

  test.each([
    ['not_in_channel', 'Invite the bot to the channel'],
    ['channel_not_found', 'Invite the bot to the channel, and see that slackChannel is its id.'],
    ['is_archived', 'Unarchive the channel'],
    ['missing_scope', 'Give the Slack app the scope chat:write'],
    ['invalid_auth', 'Is the bot token in the SSM parameter of slackBotTokenParameter still valid?'],
    ['restricted_action_non_threadable_channel', 'Threads are not allowed in this channel'],
    ['msg_blocks_too_long', 'This is a bug of cname-rescue'],
  ])('%s: the invocation fails, with what to do, and the next one begins anew', async (word, remedy) => {
    const world = new World();
    world.slack.orders.post.push(refused(word));
    const error = { name: 'SlackRefused', message: expect.stringContaining(`200: ${word}. ${remedy}`) };
    await expect(world.tell(news(1))).rejects.toMatchObject(error);
    await world.tell(news(1), { id: 'b' });
    expect(world.slack.shown.map(({ text }) => text)).toEqual(['1, so far', '1']);
    world.slack.orders.post.push(refused(word));
    await expect(world.tell(news(2))).rejects.toMatchObject(error);
    await expect(
      (async () => {
        world.slack.orders.post.push(refused(word));
        await world.tell({ message: said('Alarm') });
      })(),
    ).rejects.toMatchObject(error);
  });

  test('an update that would pass with time is not passed over: Lambda tries again, and nothing is said twice', async () => {
    const world = new World();
    await world.tell(news(1));
    world.slack.orders.update.push(refused('internal_error'), unanswered);
    await expect(world.tell(news(2))).rejects.toThrow('internal_error');
    await expect(world.tell(news(2))).rejects.toThrow('Slack did not answer: ECONNRESET.');
    await world.tell(news(2));
    expect(world.slack.shown.map(({ text }) => text)).toEqual(['2, so far', '1', '2']);
  });
});

describe('while another invocation works on the first message', () => {
  test('it waits until that is done', async () => {
    const world = new World();
    const begun = world.now;
    const holder = { invocation: 'b', from: 0, until: begun + 300_000 };
    await world.threads.takeThread(EXECUTION, holder);
    const take = world.threads.takeThread.bind(world.threads);
    world.threads.takeThread = async (...given) => {
      if (world.now >= begun + 5000)
        await world.threads.leaveThread(EXECUTION, holder, {
          channel: 'C0123456789',
          ts: '7.1',
          shows: at(9),
          begunBy: 'b',
        });
      return take(...given);
    };
    await world.tell(news(1));
    expect(world.now).toBe(begun + 5000);
    expect(world.slack.shown).toEqual([{ ts: '1.1', text: '1', thread: '7.1', broadcast: false }]);
  });

  test('one that died has it until its own end, and not longer', async () => {
    const world = new World();
    await world.threads.takeThread(EXECUTION, { invocation: 'b', from: 0, until: world.now + 200_000 });
    await world.tell(news(1));
    expect(world.slack.shown.map(({ text }) => text)).toEqual(['1, so far', '1']);
  });

  test('the same one, tried again, need not wait for itself', async () => {
    const world = new World();
    const { now } = world;
    await world.threads.takeThread(EXECUTION, { invocation: 'a', from: 0, until: now + 200_000 });
    await world.tell(news(1), { id: 'a' });
    expect(world.now).toBe(now);
  });

  test('one that was overtaken replies in the thread that the ledger knows', async () => {
    const world = new World();
    const post = world.slack.post.bind(world.slack);
    world.slack.post = async (...given) => {
      world.slack.post = post;
      const answer = await post(...given);
      // Lambda may run the same invocation twice at once.
      world.now += 1000;
      await world.tell(news(1));
      return answer;
    };
    await world.tell(news(1));
    const replies = world.slack.shown.filter(({ thread }) => thread);
    expect(replies.map(({ thread }) => thread)).toEqual([world.root?.ts, world.root?.ts]);
  });

  test('whoever runs out of time leaves it to the next attempt', async () => {
    const world = new World();
    await world.threads.takeThread(EXECUTION, { invocation: 'b', from: 0, until: world.now + 900_000 });
    await expect(world.tell(news(1))).rejects.toThrow(`works on the thread of ${EXECUTION}`);
    expect(world.slack.calls).toBe(0);
  });
});

test('a ledger that cannot take the thread back is no reason for another error than Slack’s', async () => {
  const world = new World();
  world.slack.orders.post.push(refused('invalid_auth'));
  world.threads.leaveThread = async () => {
    throw new Error('throttled');
  };
  await expect(world.tell(news(1))).rejects.toThrow('invalid_auth');
});
