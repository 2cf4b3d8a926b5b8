/**
 * When a message that Slack did not take is sent again. Whatever is given up here is tried twice more by Lambda, one minute and two
 * minutes later, and lies in the dead-letter queue then.
 */

/** What came of one request. */
export interface Reply {
  /** None where no answer came. */
  status: number | undefined;
  /** Slack's own for it, like `ok` or `no_service`; where no answer came, what was in the way. */
  word: string;
  retryAfterSeconds: number | undefined;
}

/** What an invocation has left, and how it waits. */
export interface Patience {
  leftMs(): number;
  sleep(ms: number): Promise<unknown>;
}

/** Slack answers within a second or not at all. */
export const LONGEST_TRY_MS = 10_000;

/** What is left for what follows: another call, the ledger, the log. */
const RESERVE_MS = 15_000;

/** Before the second, third and fourth try of what does not say when. */
const BACK_OFF_MS = [1000, 2000, 4000];

/**
 * Words of the Web API for what passes by itself; its status is 200 all the same.
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors
 */
const PASSING = [
  'fatal_error',
  'internal_error',
  'rate_limited',
  'ratelimited',
  'request_timeout',
  'service_unavailable',
];

/** It may be taken if it is sent again. */
export function isPassing({ status, word }: Reply): boolean {
  return status === undefined || status === 429 || status >= 500 || PASSING.includes(word);
}

/**
 * Sends until Slack takes it, or refuses it for good, or the time is up. How long to wait Slack says itself where there are too many
 * messages (https://docs.slack.dev/apis/web-api/rate-limits), and that is waited for as often as there is time.
 *
 * @returns the last reply
 */
export async function persistently<Came extends Reply>(
  send: () => Promise<Came>,
  { leftMs, sleep }: Patience,
): Promise<Came> {
  const backOff = [...BACK_OFF_MS];
  for (;;) {
    const reply = await send();
    if (!isPassing(reply)) return reply;
    const { retryAfterSeconds } = reply;
    const pause = retryAfterSeconds ? retryAfterSeconds * 1000 : backOff.shift();
    if (pause === undefined || pause + LONGEST_TRY_MS + RESERVE_MS > leftMs()) return reply;
    await sleep(pause);
  }
}
