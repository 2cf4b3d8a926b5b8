/** What a section says when its verdict is a wait: since when, until when at most, and when the next look is. */
import { type BackOff, backOff } from './back-off.ts';
import type { GateClock } from './deadline.ts';

/** `now` in epoch milliseconds; `wanted` whole seconds, at least 1. No look is announced for after the deadline. */
export function waiting(clock: GateClock, redriveCount: number, now: number, wanted: number) {
  const left = Math.ceil((Date.parse(clock.deadlineAt) - now) / 1000);
  const waitSeconds = Math.max(1, Math.min(wanted, left));
  return {
    waitingSince: clock.waitingSince,
    deadlineAt: clock.deadlineAt,
    redriveCount,
    waitSeconds,
    nextCheckAt: new Date(now + waitSeconds * 1000).toISOString(),
  };
}

/** The same where nothing tells when there will be something to see: the pause grows with the wait. */
export function backingOff(clock: GateClock, redriveCount: number, now: number, pauses: BackOff) {
  const waitedSeconds = (now - Date.parse(clock.waitingSince)) / 1000;
  return waiting(clock, redriveCount, now, backOff(waitedSeconds, pauses));
}
