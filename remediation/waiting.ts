/** What a section says when its verdict is a wait: since when, until when at most, and when the next look is. */
import { type BackOff, backOff } from './back-off.ts';
import type { GateClock } from './deadline.ts';

/** `now` in epoch milliseconds; `wanted` whole seconds, at least 1. No look is announced for after the deadline. */
export function waiting(clock: GateClock, redriveCount: number, now: number, wanted: number) {
  return {
    waitingSince: clock.waitingSince,
    deadlineAt: clock.deadlineAt,
    redriveCount,
    ...waitingUntil(Math.min(now + wanted * 1000, Date.parse(clock.deadlineAt)), now),
  };
}

/** The same where the moment of the next look is known, and no deadline is near. Epoch milliseconds. */
export function waitingUntil(instant: number, now: number) {
  // Step Functions waits for whole seconds, at least one.
  const waitSeconds = Math.max(1, Math.ceil((instant - now) / 1000));
  return { waitSeconds, nextCheckAt: new Date(now + waitSeconds * 1000).toISOString() };
}

/** The same where nothing tells when there will be something to see: the pause grows with the wait. */
export function backingOff(clock: GateClock, redriveCount: number, now: number, pauses: BackOff) {
  const waitedSeconds = (now - Date.parse(clock.waitingSince)) / 1000;
  return waiting(clock, redriveCount, now, backOff(waitedSeconds, pauses));
}
