import { configDefaults, defineConfig } from 'vitest/config';
import { RehearsalsFirst } from './test/rehearsals-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Those need name servers that have to be installed: `npm run test:dns-servers`.
    // Those cut every call, which takes minutes: `npm run test:faults`.
    exclude: [...configDefaults.exclude, 'test/dns-servers/**', 'test/faults/every-call/**'],
    // Bundles and the packaged stack: what the sandbox deploys.
    globalSetup: 'test/package-stack.ts',
    // Rehearsals wait in real time, several at once; what they wait for in vain they name themselves, after 60 s.
    testTimeout: 120_000,
    // Packaging is a process of its own, and takes its time on a busy machine.
    hookTimeout: 120_000,
    // Rehearsals wait most of the time: one file more at once than CI has cores, and what waits longest begins first.
    maxWorkers: 3,
    sequence: { sequencer: RehearsalsFirst },
  },
});
