/** Timers of any length. */

/** setTimeout counts milliseconds in 32 bits with a sign: what is longer fires at once. */
export const LONGEST_TIMER_SECONDS = 2_147_483;

/** @returns cancels it */
export function afterSeconds(seconds: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (left: number) => {
    const now = Math.min(left, LONGEST_TIMER_SECONDS);
    timer = setTimeout(() => (left > now ? wait(left - now) : callback()), now * 1000);
  };
  wait(seconds);
  return () => clearTimeout(timer);
}
