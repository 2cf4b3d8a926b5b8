/**
 * Whatever order Lambda delivers in, however many at once, and in whichever line an invocation dies: no announcement is lost, and there is
 * one thread, with one more first message at most for each that died.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SlackThreads } from '../../../remediation/ports.ts';
import type { SlackChannel } from '../../../remediation/slack/channel-port.ts';
import type { News } from '../../../remediation/slack/thread.ts';
import { announceInThread } from '../../../remediation/steps/announce-in-thread.ts';
import { SlackChannelDouble } from '../../doubles/slack-channel.ts';
import { SlackThreadsDouble } from '../../doubles/slack-threads.ts';

const EXECUTION = 'www.example.com_E2TARGETEXAMPLE_00000000';
/** What a function has, and what Lambda waits before it tries again. */
const INVOCATION_MS = 300_000;
const TRIES = 3;
/** What a call takes, for the clock alone. */
const CALL_MS = 200;

const news = (second: number): News => ({
  message: { text: `${second}`, blocks: [] },
  remediation: {
    execution: EXECUTION,
    at: new Date(second * 1000).toISOString(),
    isLoud: false,
    summary: { text: `so far ${second}`, blocks: [] },
  },
});

class Died extends Error {}

/** An announcement of each second, and of each attempt the call in which it dies: before it took effect, or after. */
const deliveries = fc.uniqueArray(
  fc.record({
    second: fc.integer({ min: 1, max: 9 }),
    deaths: fc.array(fc.record({ call: fc.integer({ min: 1, max: 5 }), isAfter: fc.boolean() }), {
      maxLength: TRIES - 1,
    }),
  }),
  { selector: ({ second }) => second, minLength: 1, maxLength: 5 },
);

class World {
  readonly slack = new SlackChannelDouble();
  readonly threads = new SlackThreadsDouble();
  readonly #scheduler: fc.Scheduler;
  now = 0;
  died = 0;

  constructor(scheduler: fc.Scheduler) {
    this.#scheduler = scheduler;
  }

  /** As Lambda does it: the same invocation again, after what kills it. */
  async deliver(second: number, deaths: readonly { call: number; isAfter: boolean }[]): Promise<void> {
    for (const death of [...deaths, undefined]) {
      try {
        return await this.#attempt(second, death);
      } catch (error) {
        if (!(error instanceof Died)) throw error;
        this.died += 1;
        await this.#turn('Lambda tries again');
      }
    }
  }

  async #attempt(second: number, death: { call: number; isAfter: boolean } | undefined): Promise<void> {
    const end = this.now + INVOCATION_MS;
    let calls = 0;
    /** In an order that the scheduler makes up; after its death it does nothing any more. */
    const call = async <T>(label: string, run: () => Promise<T>): Promise<T> => {
      calls += 1;
      const dies = calls === death?.call;
      if (calls > (death?.call ?? calls) || (dies && !death.isAfter)) throw new Died();
      await this.#turn(`${second}: ${label}`);
      const result = await run();
      if (dies) throw new Died();
      return result;
    };
    const slack: SlackChannel = {
      id: this.slack.id,
      post: (...given) => call('post', () => this.slack.post(...given)),
      update: (...given) => call('update', () => this.slack.update(...given)),
    };
    const threads: SlackThreads = {
      takeThread: (...given) => call('take', () => this.threads.takeThread(...given)),
      leaveThread: (...given) => call('leave', () => this.threads.leaveThread(...given)),
    };
    await announceInThread(
      news(second),
      { slack, threads, now: () => this.now },
      {
        id: `invocation of ${second}`,
        leftMs: () => end - this.now,
        sleep: async (ms) => {
          await this.#turn(`${second}: sleep`);
          this.now += ms;
        },
      },
    );
  }

  async #turn(label: string): Promise<void> {
    await this.#scheduler.schedule(Promise.resolve(), label);
    this.now += CALL_MS;
  }
}

async function played(
  scheduler: fc.Scheduler,
  all: { second: number; deaths: { call: number; isAfter: boolean }[] }[],
) {
  const world = new World(scheduler);
  const done = Promise.all(all.map(({ second, deaths }) => world.deliver(second, deaths)));
  await scheduler.waitFor(done);
  return world;
}

test('nobody dies: one thread, each announcement in it once, and the newest is shown', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), deliveries, async (scheduler, all) => {
      const { slack } = await played(
        scheduler,
        all.map(({ second }) => ({ second, deaths: [] })),
      );
      const newest = Math.max(...all.map(({ second }) => second));
      expect(slack.roots).toEqual([expect.objectContaining({ text: `so far ${newest}` })]);
      const replies = slack.shown.filter(({ thread }) => thread === slack.roots[0]?.ts);
      expect(replies.map(({ text }) => Number(text)).toSorted()).toEqual(
        all.map(({ second }) => second).toSorted(),
      );
    }),
  );
});

test('some die: nothing is lost, and each that died leaves one more first message at most', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), deliveries, async (scheduler, all) => {
      const { slack, threads, died } = await played(scheduler, all);
      expect(slack.roots.length).toBeLessThanOrEqual(1 + died);
      for (const { second } of all)
        expect(slack.shown.filter(({ text, thread }) => text === `${second}` && thread)).not.toEqual([]);
      // The one that the ledger knows is the one that is kept up to date.
      const known = threads.byExecution.get(EXECUTION)?.root;
      const newest = Math.max(...all.map(({ second }) => second));
      expect(slack.shown.find(({ ts }) => ts === known?.ts)?.text).toBe(`so far ${newest}`);
    }),
  );
});
