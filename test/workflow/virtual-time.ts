/** What every test of the shipped workflow begins with: its clock stands at one moment, and is turned. */
import { afterEach, beforeEach, vi } from 'vitest';
import type { World } from '../doubles/world.ts';

export const START = Date.parse('2026-11-20T01:00:00Z');
export const HOUR = 60 * 60 * 1000;
export const DAY = 24 * HOUR;

/** For each test of the file. */
export function underVirtualTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: START });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

export const announced = (world: World) => world.announced.map(({ type }) => type);
