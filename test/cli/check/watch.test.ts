/** A check that is repeated: what is told when, and how it ends. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { CheckFacts } from '../../../cli/check/facts.ts';
import { type Clock, watchUntilReady } from '../../../cli/check/watch.ts';
import { TransientAwsError } from '../../../remediation/errors.ts';
import { TerminalDouble } from '../terminal.ts';
import { Checking } from './checking.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T01:00:00.000Z') });
  return () => vi.useRealTimers();
});

const START = Date.parse('2026-11-20T01:00:00.000Z');

class Watching {
  readonly checking = new Checking();
  readonly terminal: TerminalDouble & { interactive: boolean; drawn: string[] };
  /** What happens in the world at these seconds. */
  readonly acts = new Map<number, () => void>();
  readonly lookedAt: number[] = [];

  constructor(interactive = false) {
    this.terminal = Object.assign(new TerminalDouble(), { interactive, drawn: [] as string[] });
    this.terminal.progress = (text = '') => void this.terminal.drawn.push(text);
  }

  readonly clock: Clock = {
    now: Date.now,
    sleep: async (milliseconds) => {
      vi.setSystemTime(Date.now() + milliseconds);
      const seconds = Math.floor((Date.now() - START) / 1000);
      for (const [at, act] of this.acts) {
        if (at > seconds) continue;
        this.acts.delete(at);
        act();
      }
    },
  };

  async run(json = false, look: () => Promise<CheckFacts> = () => this.checking.look()) {
    const { terminal, clock } = this;
    const report = <Facts>(facts: Facts, text: (facts: Facts, look: TerminalDouble) => string) =>
      terminal.out(json ? JSON.stringify(facts) : text(facts, terminal));
    const seen = () => {
      this.lookedAt.push((Date.now() - START) / 1000);
      return look();
    };
    return watchUntilReady(seen, { terminal, report }, { json, clock });
  }
}

test('it ends with the first look at which nothing is missing; looks are those of a remediation', async () => {
  const watching = new Watching();
  watching.acts.set(100, () => watching.checking.world.publish());
  expect(await watching.run()).toBe(0);
  // A quarter of the time waited, 30 s at least.
  expect(watching.lookedAt).toEqual([0, 30, 60, 90, 120]);
});

test('elsewhere than on a terminal, all once, and then a line for each change', async () => {
  const watching = new Watching();
  watching.acts.set(40, () => watching.checking.world.publish('ns-1.dns.example'));
  watching.acts.set(100, () => watching.checking.world.publish());
  await watching.run();
  const [first, ...changes] = watching.terminal.written;
  expect(first).toContain('_www.example.com TXT "d111111abcdef8.cloudfront.net"');
  expect(changes.join('\n').split('\n')).toEqual([
    '2026-11-20T01:01:00Z  www.example.com: The TXT record is not on every name server yet: not on ns-2.dns.example.',
    '2026-11-20T01:02:00Z  www.example.com: The TXT record is on every name server; no cache can miss it after 2026-11-20 01:17:02 UTC.',
    '2026-11-20T01:02:00Z  Nothing is missing any more. Start the remediation. The failed UpdateDistribution, made again, does so as well. cname-rescue start --target E2TARGETEXAMPLE www.example.com',
  ]);
});

test('as JSON, a line for each change', async () => {
  const watching = new Watching();
  watching.acts.set(100, () => watching.checking.world.publish());
  await watching.run(true);
  expect(watching.terminal.written.map((line) => JSON.parse(line).state)).toEqual([
    'needs-a-person',
    'ready',
  ]);
});

test('on a terminal, redrawn with the seconds to the next look, and told at the end', async () => {
  const watching = new Watching(true);
  watching.acts.set(25, () => watching.checking.world.publish());
  await watching.run();
  expect(watching.terminal.drawn[1]).toMatch(/^Next look in 30 s\. Ctrl-C ends it; .*\n\nE2TARGETEXAMPLE/);
  expect(watching.terminal.drawn[2]).toMatch(/^Next look in 29 s\./);
  expect(watching.terminal.drawn.at(-1)).toBe('');
  expect(watching.terminal.written).toHaveLength(1);
  expect(watching.terminal.written[0]).toContain('✓ www.example.com');
});

describe('Ctrl-C', () => {
  test.each([true, false])('ends it, terminal: %s', async (interactive) => {
    const watching = new Watching(interactive);
    watching.acts.set(10, () => watching.terminal.interrupted.abort());
    expect(await watching.run()).toBe(130);
    expect(watching.lookedAt).toEqual([0]);
    expect(watching.terminal.errors).toEqual(['No longer watched. Nothing was changed.']);
    expect(watching.terminal.written).toHaveLength(1);
  });
});

test('what passes does not end it, everything else does', async () => {
  const watching = new Watching();
  const errors: Error[] = [new TransientAwsError('ThrottlingException: slow down.')];
  const look = async () => {
    const error = watching.lookedAt.length > 1 ? errors.shift() : undefined;
    if (error) throw error;
    return watching.checking.look();
  };
  watching.acts.set(50, () => watching.checking.world.publish());
  expect(await watching.run(false, look)).toBe(0);
  expect(watching.lookedAt).toEqual([0, 30, 60]);
  expect(watching.terminal.errors).toEqual(['ThrottlingException: slow down. Tried again in 30 s.']);

  const failing = new Watching();
  const gone = async () => {
    if (failing.lookedAt.length > 1) throw new Error('gone');
    return failing.checking.look();
  };
  await expect(failing.run(false, gone)).rejects.toThrow('gone');
});

test('where only time is missing, it waits for that', async () => {
  const watching = new Watching();
  watching.checking.world.publish();
  const settings = { selfService: false };
  expect(await watching.run(false, () => watching.checking.look({ settings }))).toBe(0);
  expect(watching.lookedAt).toEqual([0, 902]);
});
