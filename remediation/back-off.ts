/** How long until the next look, when nothing tells when there will be something to see. */

export interface BackOff {
  shortestSeconds: number;
  longestSeconds: number;
}

/**
 * A quarter of the time already waited: whoever publishes after ten minutes is noticed within two and a half, and a
 * week of silence takes few looks. Computed from the wait so far and from nothing else, so it has no state to lose.
 */
const SHARE = 1 / 4;

/** Whole seconds, at least 1: Step Functions' SecondsPath takes nothing else. */
export function backOff(waitedSeconds: number, { shortestSeconds, longestSeconds }: BackOff): number {
  const wanted = Math.min(waitedSeconds * SHARE, longestSeconds);
  return Math.max(1, Math.floor(Math.max(wanted, shortestSeconds)));
}
