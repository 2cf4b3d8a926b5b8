import { vi } from 'vitest';

/** Turns the clock of the test, under fake timers, without running what is due meanwhile. */
export const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);
