/** What is sent again, when, and for how long. */
import { describe, expect, test } from 'vitest';
import { remedyFor } from '../../../remediation/slack/remedy.ts';
import { isPassing, persistently, type Reply } from '../../../remediation/slack/retry.ts';

const reply = (status: number | undefined, word = 'ok', retryAfterSeconds?: number): Reply => ({
  status,
  word,
  retryAfterSeconds,
});
const taken = reply(200);
const busy = (seconds: number) => reply(429, 'rate_limited', seconds);
const silent = reply(undefined, 'ECONNRESET');

/** Sends what is answered so, one after the other, within so many seconds; the last answer stays. */
async function sent(seconds: number, ...answers: Reply[]) {
  let now = 0;
  const pauses: number[] = [];
  let tries = 0;
  const last = await persistently(
    async () => {
      tries += 1;
      return answers[Math.min(tries, answers.length) - 1] ?? taken;
    },
    {
      leftMs: () => seconds * 1000 - now,
      async sleep(ms) {
        pauses.push(ms / 1000);
        now += ms;
      },
    },
  );
  return { last, pauses, tries };
}

test('what is taken is sent once', async () => {
  expect(await sent(300, taken)).toEqual({ last: taken, pauses: [], tries: 1 });
});

describe('too many messages', () => {
  test('it waits as long as Slack says, and as often', async () => {
    const { last, pauses } = await sent(300, busy(30), busy(1), busy(60), busy(5), busy(5), taken);
    expect(pauses).toEqual([30, 1, 60, 5, 5]);
    expect(last).toEqual(taken);
  });

  test('it does not wait for what is beyond its time: Lambda comes again later', async () => {
    expect(await sent(300, busy(276))).toEqual({ last: busy(276), pauses: [], tries: 1 });
    expect((await sent(300, busy(275), taken)).pauses).toEqual([275]);
  });

  test('however often it is told to wait, it ends within its time', async () => {
    const { last, pauses } = await sent(300, busy(30));
    expect(last).toEqual(busy(30));
    expect(pauses).toHaveLength(9);
  });

  test('where Slack does not say how long, the pauses grow, and soon end', async () => {
    expect((await sent(300, reply(429, 'rate_limited'))).pauses).toEqual([1, 2, 4]);
  });
});

test.each([
  ['no answer', silent],
  ['500', reply(500, 'rollup_error')],
  ['503', reply(503, 'no word')],
  ['200 with an error that passes', reply(200, 'internal_error')],
])('%s: four tries, with growing pauses', async (_, answer) => {
  expect(await sent(300, answer)).toEqual({ last: answer, pauses: [1, 2, 4], tries: 4 });
  expect(await sent(300, answer, taken)).toEqual({ last: taken, pauses: [1], tries: 2 });
  expect((await sent(20, answer)).tries).toBe(1);
});

test.each([
  reply(400, 'invalid_blocks'),
  reply(403, 'action_prohibited'),
  reply(404, 'no_service'),
  reply(410, 'channel_is_archived'),
  reply(200, 'invalid_auth'),
  reply(200, 'not_in_channel'),
])('what gets no better is not sent again: %o', async (answer) => {
  expect(isPassing(answer)).toBe(false);
  expect(await sent(300, answer)).toEqual({ last: answer, pauses: [], tries: 1 });
});

test.each([
  [busy(600), 'It takes nothing for 600 seconds.'],
  [silent, 'As a rule it passes by itself: https://slack-status.com.'],
  [reply(400, 'invalid_blocks'), 'This is a bug of cname-rescue: report it with the event.'],
  [reply(404, 'no_service'), 'Is it still valid?'],
  [reply(404, 'constructor'), 'Is it still valid?'],
])('what to do about %o', (answer, remedy) => {
  expect(remedyFor(answer, 'Is it still valid?')).toBe(remedy);
});
