/** Waiting for a condition, never for a time. */
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 30;
/** Generous: other work may keep the machine busy. */
const PATIENCE_MS = 30_000;

/** Returns the first value that is not `undefined` or false. @throws Error that says what was waited for in vain. */
export async function until<T>(what: string, look: () => Promise<T | false | undefined>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > deadline) throw new Error(`waited ${PATIENCE_MS / 1000} s in vain: ${what}`);
    await pause(LOOK_EVERY_MS);
  }
}
