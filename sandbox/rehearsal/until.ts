/** Waits for something to become true, and says what it waited for when it does not. */
import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 100;

/** @throws Error that names what did not come true in the time given. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | undefined | false>,
  { seconds = 60, signal }: { seconds?: number; signal?: AbortSignal } = {},
): Promise<Found> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited ${seconds} s in vain: ${what}`);
    await sleep(PAUSE_MS, undefined, signal ? { signal } : undefined);
  }
}
