/** The clock of a gate: since when it has been waiting and when it stops. */

/** What the gate's own section says of the pass before. A section that was not waiting has no `waitingSince`. */
export interface EarlierWait {
  waitingSince?: string | undefined;
  redriveCount?: number | undefined;
}

export interface GateClock {
  /** ISO 8601. */
  waitingSince: string;
  deadlineAt: string;
  exceeded: boolean;
}

/**
 * The wait goes on where the previous section left it. It starts anew when there is none, and after a redrive: the
 * document of a redriven state is the one that failed, and by it the deadline would be over for ever.
 *
 * `now` in epoch milliseconds.
 */
export function gateClock(
  previous: EarlierWait | undefined,
  redriveCount: number,
  now: number,
  allowedSeconds: number,
): GateClock {
  const before = Date.parse(previous?.waitingSince ?? '');
  const goesOn = Number.isFinite(before) && redriveCount <= (previous?.redriveCount ?? 0);
  const since = goesOn ? before : now;
  const deadline = since + allowedSeconds * 1000;
  return {
    waitingSince: new Date(since).toISOString(),
    deadlineAt: new Date(deadline).toISOString(),
    exceeded: now >= deadline,
  };
}
