/**
 * Lambda, as it delivers announcements to the step that tells them in Slack's threads: three attempts, and then a dead letter. Each call of
 * Slack and of the ledger can be cut, or something else happen beside it.
 */
import type { Invocation, SlackThreads } from '../../remediation/ports.ts';
import type { Posted, SlackChannel } from '../../remediation/slack/channel-port.ts';
import { type Patience, persistently } from '../../remediation/slack/retry.ts';
import type { News } from '../../remediation/slack/thread.ts';
import { announceInThread } from '../../remediation/steps/announce-in-thread.ts';
import { SlackChannelDouble, unanswered } from './slack-channel.ts';
import { SlackThreadsDouble } from './slack-threads.ts';

const EXECUTION = 'www.example.com_E2TARGETEXAMPLE_00000000';
/** What a function has. */
export const INVOCATION_MS = 300_000;
/** What Lambda waits for before it tries again. */
const RETRY_MS = [60_000, 120_000];
/** What a call takes. */
const CALL_MS = 200;

/** What was announced in that second. Its reply is `7`, and the first message that shows it `so far 7`. */
export const news = (second: number, isLoud = false): News => ({
  message: { text: `${second}`, blocks: [] },
  remediation: {
    execution: EXECUTION,
    at: new Date(second * 1000).toISOString(),
    isLoud,
    summary: { text: `so far ${second}`, blocks: [] },
  },
});

/** What happens to an attempt, before one of its calls takes effect or after. */
export interface Cut {
  call: number;
  when: 'before' | 'after';
  /** `meanwhile`: something else happens before it goes on. */
  how: 'dies' | 'hears nothing' | { meanwhile: () => Promise<unknown> };
}

interface Delivery {
  /** Of each attempt. */
  cuts?: readonly (Cut | undefined)[];
  id?: string;
  /** How far its clock is ahead of the others'. */
  aheadMs?: number;
}

class Died extends Error {}

export class SlackDeliveries {
  readonly slack = new SlackChannelDouble();
  readonly threads = new SlackThreadsDouble();
  readonly deadLetters: News[] = [];
  /** Texts that Slack took while the invocation could not learn of it, or not write it down: they come again. */
  readonly unknown: string[] = [];
  /** How many attempts were cut, or ended by Lambda. */
  cuts = 0;
  now = 0;
  readonly #turn: (label: string) => Promise<unknown>;

  /** @param turn comes to its end when that call may be made */
  constructor(turn: (label: string) => Promise<unknown> = async () => {}) {
    this.#turn = turn;
  }

  async deliver(told: News, delivery: Delivery = {}): Promise<void> {
    const { cuts = [], id = `invocation of ${told.message.text}`, aheadMs = 0 } = delivery;
    for (const [attempt, retryMs] of [...RETRY_MS, undefined].entries()) {
      try {
        return await new Attempt(this, this.#turn, { id, aheadMs, cut: cuts[attempt] }).run(told);
      } catch {
        if (retryMs === undefined) break;
        await this.#turn('Lambda tries again');
        this.now += retryMs;
      }
    }
    this.deadLetters.push(told);
  }

  /** As an operator does it, later: with ids of their own. */
  async replay(): Promise<void> {
    this.now += INVOCATION_MS;
    for (const told of this.deadLetters.splice(0))
      await this.deliver(told, { id: `replay of ${told.message.text}` });
  }

  /** The first message that the ledger knows, as it is in Slack. */
  get root() {
    const known = this.threads.byExecution.get(EXECUTION)?.root;
    return this.slack.shown.find(({ ts }) => ts === known?.ts);
  }

  /** How often each was told in the thread that the ledger knows. */
  get replies(): Record<string, number> {
    const inThread = this.slack.shown.filter(
      ({ thread }) => thread !== undefined && thread === this.root?.ts,
    );
    return count(inThread.map(({ text }) => text));
  }

  /** How often the channel saw each reply. */
  get broadcasts(): Record<string, number> {
    return count(this.slack.shown.filter(({ broadcast }) => broadcast).map(({ text }) => text));
  }
}

export function count(texts: readonly string[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const text of texts) counted[text] = (counted[text] ?? 0) + 1;
  return counted;
}

interface How {
  id: string;
  aheadMs: number;
  cut: Cut | undefined;
}

class Attempt {
  readonly #world: SlackDeliveries;
  readonly #turn: (label: string) => Promise<unknown>;
  readonly #how: How;
  readonly #end: number;
  #calls = 0;
  #isDead = false;
  /** What Slack took from it, until it knows of that; of a first message, until the ledger does. */
  #taken: { ts: string; text: string }[] = [];

  constructor(world: SlackDeliveries, turn: (label: string) => Promise<unknown>, how: How) {
    this.#world = world;
    this.#turn = turn;
    this.#how = how;
    this.#end = world.now + INVOCATION_MS;
  }

  async run(told: News): Promise<void> {
    const invocation: Invocation & Patience = {
      id: this.#how.id,
      leftMs: () => this.#end - this.#world.now,
      sleep: async (ms) => {
        await this.#turn('sleep');
        this.#world.now += ms;
      },
    };
    const now = () => this.#world.now + this.#how.aheadMs;
    const ports = { slack: this.#slack(invocation), threads: this.#threads(), now };
    try {
      await announceInThread(told, ports, invocation);
    } finally {
      this.#world.unknown.push(...this.#taken.map(({ text }) => text));
    }
  }

  /** As the bot has it: what passes is sent again. */
  #slack(patience: Patience): SlackChannel {
    const { slack } = this.#world;
    const send = (label: string, run: () => Promise<Posted>) => {
      const call = () => this.#call(label, run, () => unanswered);
      return persistently(call, patience);
    };
    return {
      id: slack.id,
      post: async (message, reply) => {
        const posted = await send(reply ? 'reply' : 'open', async () => {
          const answer = await slack.post(message, reply);
          if (answer.ts) this.#taken.push({ ts: answer.ts, text: message.text });
          return answer;
        });
        if (reply) this.#isKnown(posted.ts);
        return posted;
      },
      update: (...given) => send('update', () => slack.update(...given)),
    };
  }

  #threads(): SlackThreads {
    const { threads } = this.#world;
    const silence = () => {
      throw new Error('The ledger did not answer.');
    };
    const leave: SlackThreads['leaveThread'] = async (execution, holder, root) => {
      const isLeft = await threads.leaveThread(execution, holder, root);
      if (isLeft) this.#isKnown(root?.ts);
      return isLeft;
    };
    return {
      takeThread: (...given) => this.#call('take', () => threads.takeThread(...given), silence),
      leaveThread: (...given) => this.#call('leave', () => leave(...given), silence),
    };
  }

  #isKnown(known: string | undefined): void {
    this.#taken = this.#taken.filter(({ ts }) => ts !== known);
  }

  async #call<T>(label: string, run: () => Promise<T>, silence: () => T): Promise<T> {
    this.#calls += 1;
    await this.#turn(`${this.#how.id}: ${label}`);
    this.#world.now += CALL_MS;
    if (await this.#isCut('before')) return silence();
    const result = await run();
    return (await this.#isCut('after')) ? silence() : result;
  }

  /** @throws Died, here and ever after, when it dies, and when its time is up */
  async #isCut(when: Cut['when']): Promise<boolean> {
    const { how } = this.#calls === this.#how.cut?.call && this.#how.cut.when === when ? this.#how.cut : {};
    if (typeof how === 'object') await how.meanwhile();
    const isOver = how === 'dies' || this.#world.now >= this.#end;
    if (!this.#isDead && (isOver || how === 'hears nothing')) this.#world.cuts += 1;
    this.#isDead ||= isOver;
    if (this.#isDead) throw new Died();
    return how === 'hears nothing';
  }
}
