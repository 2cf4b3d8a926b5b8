import { defineConfig } from 'vitest/config';

/** `npm run test:faults`: every call of the stack fails once. `npm test` does that to a few. */
export default defineConfig({
  test: {
    include: ['test/faults/every-call/*.test.ts'],
    globalSetup: 'test/package-stack.ts',
    // A run takes seconds, and has to find a lane that is free first.
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
    // Before and after, side by side; each plays several incidents at once, and more of them wait for a lane.
    maxWorkers: 2,
    maxConcurrency: 4,
  },
});
