/**
 * What docs/adr/0017 promises of a thread, at every call at which an invocation can die, hear nothing, or be overtaken; and which of it
 * does not hold where Slack has taken a message that nobody could write down.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { News } from '../../../remediation/slack/thread.ts';
import { refused } from '../../doubles/slack-channel.ts';
import { type Cut, count, INVOCATION_MS, news, SlackDeliveries } from '../../doubles/slack-deliveries.ts';

/** An announcement makes four: it takes the thread, works on the first message, gives the thread back, and replies. */
const CALLS = [1, 2, 3, 4];
type Point = Pick<Cut, 'call' | 'when'>;
const POINTS: Point[] = CALLS.flatMap((call) =>
  (['before', 'after'] as const).map((when) => ({ call, when })),
);
const CUTS: Cut[] = POINTS.flatMap((point) => [
  { ...point, how: 'dies' },
  { ...point, how: 'hears nothing' },
]);
/** The third one comes late. What is loud somebody has to act on. */
const STORY: News[] = [news(1, true), news(3), news(2, true), news(4, true)];

const busy = (retryAfterSeconds: number) => ({ status: 429, word: 'ratelimited', retryAfterSeconds });
const textsOf = (all: readonly News[]) => all.map(({ message }) => message.text);

/** Each is in the thread, and once; but what was unknown came again. */
function expectAllTold(world: SlackDeliveries, told: readonly string[], unknownAtMost = world.cuts): void {
  const { unknown, slack, replies } = world;
  const unknownReplies = unknown.filter((text) => told.includes(text));
  expect(replies).toEqual(count([...told, ...unknownReplies]));
  expect(slack.roots).toHaveLength(1 + unknown.length - unknownReplies.length);
  expect(unknown.length).toBeLessThanOrEqual(unknownAtMost);
}

describe.each(STORY.map(({ message }, place) => ({ place, text: message.text })))('of $text', ({ place }) => {
  test.each(CUTS)('call $call: it $how $when it takes effect, and whatever comes next', async (cut) => {
    for (const next of [undefined, ...CUTS]) {
      const world = new SlackDeliveries();
      for (const [at, told] of STORY.entries())
        await world.deliver(told, at === place ? { cuts: [cut, next] } : {});
      expectAllTold(world, textsOf(STORY));
      expect(world.root?.text).toBe('so far 4');
      expect(world.deadLetters).toEqual([]);
      // The thread was begun for the first one.
      const again = world.unknown.filter((text) => ['2', '4'].includes(text));
      expect(world.broadcasts).toEqual(count(['2', '4', ...again]));
    }
  });
});

describe('while one is at a call, another comes', () => {
  const pairs = POINTS.flatMap((point) => [
    { ...point, older: 1, newer: 2 },
    { ...point, older: 2, newer: 1 },
  ]);
  // It waits for the turn of the first one, which Lambda ends by then, and tries again.
  test.each(pairs)('call $call, $when: $newer', async ({ call, when, older, newer }) => {
    const world = new SlackDeliveries();
    const meanwhile = () => world.deliver(news(newer));
    await world.deliver(news(older), { cuts: [{ call, when, how: { meanwhile } }] });
    expectAllTold(world, [`${older}`, `${newer}`]);
    expect(world.root?.text).toBe('so far 2');
    expect(world.deadLetters).toEqual([]);
  });
});

describe('overtaken by another one, whose clock is ahead', () => {
  async function overtaken(cut: Point, id: string, isBegun: boolean) {
    const world = new SlackDeliveries();
    if (isBegun) await world.deliver(news(0));
    const meanwhile = async () => {
      await world.deliver(news(1), { id, aheadMs: 2 * INVOCATION_MS });
      await world.deliver(news(2), { aheadMs: 4 * INVOCATION_MS });
    };
    await world.deliver(news(1), { cuts: [{ ...cut, how: { meanwhile } }] });
    return world;
  }
  /** What it is about to do with the first message. */
  const isUnderWay = ({ call, when }: Point) => (when === 'before' ? call === 2 : call === 1);
  const cases = POINTS.flatMap((point) => [
    { ...point, id: 'another' },
    { ...point, id: 'invocation of 1' },
  ]);

  test.each(cases)('call $call, $when, by $id: of a thread', async ({ id, ...point }) => {
    const world = await overtaken(point, id, true);
    expectAllTold(world, ['0', '1', '1', '2']);
    // What was under way comes last. That is all that can be wrong, and the next one mends it.
    expect(world.root?.text).toBe(isUnderWay(point) ? 'so far 1' : 'so far 2');
    await world.deliver(news(3));
    expect(world.root?.text).toBe('so far 3');
  });

  test.each(cases)('call $call, $when, by $id: of one to be begun', async ({ id, ...point }) => {
    const world = await overtaken(point, id, false);
    expectAllTold(world, ['1', '1', '2'], 1);
    expect(world.root?.text).toBe('so far 2');
  });
});

describe('many at once, in any order', () => {
  const inOrderOf = (scheduler: fc.Scheduler) =>
    new SlackDeliveries((label) => scheduler.schedule(Promise.resolve(), label));
  const cut = fc.record({
    call: fc.integer({ min: 1, max: 7 }),
    when: fc.constantFrom('before' as const, 'after' as const),
    how: fc.constantFrom('dies' as const, 'hears nothing' as const),
  });
  const deliveries = fc.uniqueArray(
    fc.record({
      second: fc.integer({ min: 1, max: 9 }),
      isLoud: fc.boolean(),
      isTwice: fc.boolean(),
      cuts: fc.array(fc.option(cut, { nil: undefined }), { maxLength: 3 }),
    }),
    { selector: ({ second }) => second, minLength: 1, maxLength: 4 },
  );

  test('some die, up to the dead letter, and some come twice', async () => {
    const property = fc.asyncProperty(fc.scheduler(), deliveries, async (scheduler, all) => {
      const world = inOrderOf(scheduler);
      const told = all.flatMap(({ second, isLoud, isTwice, cuts }) => {
        const first = { told: news(second, isLoud), cuts };
        return isTwice ? [first, { ...first, id: `another of ${second}` }] : [first];
      });
      const delivered = Promise.all(told.map(({ told, ...delivery }) => world.deliver(told, delivery)));
      await scheduler.waitFor(delivered.then(() => world.replay()));

      const texts = textsOf(told.map(({ told }) => told));
      expectAllTold(world, texts);
      expect(world.root?.text).toBe(`so far ${Math.max(...texts.map(Number))}`);
      expect(world.deadLetters).toEqual([]);
      for (const [text, times] of Object.entries(world.broadcasts)) {
        expect(all.find(({ second }) => `${second}` === text)?.isLoud).toBe(true);
        expect(times).toBeLessThanOrEqual(world.replies[text] ?? 0);
      }
    });
    await fc.assert(property, { endOnFailure: true });
  });

  test('below a first message under which nobody can reply, and which may be as it is for good', async () => {
    const second = fc.integer({ min: 1, max: 9 }).filter((each) => each !== 5);
    const seconds = fc.uniqueArray(second, { minLength: 1, maxLength: 4 });
    const property = fc.asyncProperty(
      fc.scheduler(),
      seconds,
      fc.boolean(),
      async (scheduler, all, isFrozen) => {
        const world = inOrderOf(scheduler);
        await scheduler.waitFor(world.deliver(news(5)));
        const root = world.root?.ts ?? '';
        world.slack.locked.add(root);
        if (isFrozen) world.slack.frozen.add(root);
        await scheduler.waitFor(Promise.all(all.map((each) => world.deliver(news(each)))));

        const texts = world.slack.shown.map(({ text }) => text);
        expect(count(texts)).toMatchObject(count(['5', ...all.map(String)]));
        const newest = Math.max(5, ...all);
        // What is older has no successor to begin.
        expect(texts.filter((text) => text.startsWith('so far'))).toHaveLength(newest === 5 ? 1 : 2);
        expect(world.root?.text).toBe(`so far ${newest}`);
      },
    );
    await fc.assert(property, { endOnFailure: true });
  });
});

describe('what lasts longer than all attempts', () => {
  test.each([
    ['the channel is archived', refused('is_archived')],
    ['the token is revoked', refused('token_revoked')],
    ['Slack wants to be left alone for longer than an invocation has', busy(600)],
    ['Slack wants to be left alone over and over', busy(30)],
    ['Slack is not well', refused('internal_error')],
  ])('%s: dead letters, which are told later', async (_, trouble) => {
    for (const before of [0, 1, 2]) {
      const world = new SlackDeliveries();
      for (const told of STORY.slice(0, before)) await world.deliver(told);
      const { calls } = world.slack;
      world.slack.trouble = trouble;
      for (const told of STORY.slice(before)) await world.deliver(told);
      expect(world.deadLetters).toEqual(STORY.slice(before));
      // A wait of 30 s is over nine times within 300 s, and one in vain comes before.
      expect(world.slack.calls - calls).toBeLessThanOrEqual(world.deadLetters.length * 3 * 10);
      world.slack.trouble = undefined;
      world.deadLetters.reverse();
      await world.replay();
      expectAllTold(world, textsOf(STORY));
      expect(world.root?.text).toBe('so far 4');
    }
  });

  test('nobody waits for one that was refused', async () => {
    const world = new SlackDeliveries();
    world.slack.trouble = refused('token_revoked');
    await world.deliver(news(1));
    world.slack.trouble = undefined;
    const begun = world.now;
    await world.deliver(news(2));
    expect(world.now - begun).toBeLessThan(1000);
  });

  test.each(POINTS)('the first message is deleted at call $call, $when', async (point) => {
    const world = new SlackDeliveries();
    await world.deliver(news(1));
    const meanwhile = async () => world.slack.deleted.add(world.root?.ts ?? '');
    await world.deliver(news(2, true), { cuts: [{ ...point, how: { meanwhile } }] });
    await world.deliver(news(3));
    expect(world.slack.shown.map(({ text }) => text)).toEqual(expect.arrayContaining(['1', '2', '3']));
    expect(world.slack.deleted).not.toContain(world.root?.ts);
    expect(world.root?.text).toBe('so far 3');
    expect(world.replies).toMatchObject({ 3: 1 });
  });
});
