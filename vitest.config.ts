import { configDefaults, defineConfig } from 'vitest/config';
import { RehearsalsFirst } from './test/rehearsals-first.ts';

/** Functions' clients and settings live as long as their modules, so each file that has a sandbox of its own needs them anew. */
const WITH_STACK = 'test/{cli,commands,end-to-end,faults,functions,infra,providers,rehearsal}/**/*.test.ts';
// Those need name servers that have to be installed: `npm run test:dns-servers`.
// Those cut every call, which takes minutes: `npm run test:faults`.
const ELSEWHERE = [...configDefaults.exclude, 'test/dns-servers/**', 'test/faults/every-call/**'];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'stack', include: [WITH_STACK], exclude: ELSEWHERE } },
      // They leave nothing behind in a module, so that they can share what is loaded: some 200 files, a third of the time.
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['test/**/*.test.ts'],
          exclude: [WITH_STACK, ...ELSEWHERE],
          isolate: false,
        },
      },
    ],
    // Bundles and the packaged stack: what the sandbox deploys.
    globalSetup: 'test/package-stack.ts',
    // Rehearsals wait in real time, several at once; what they wait for in vain they name themselves, after 60 s.
    testTimeout: 120_000,
    // Packaging is a process of its own, and takes its time on a busy machine.
    hookTimeout: 120_000,
    // A thread begins sooner than a process; with some 100 that counts.
    pool: 'threads',
    // Rehearsals, and the command over the wire, wait most of the time: twice as many files at once as CI has cores, and what waits
    // longest begins first.
    maxWorkers: 4,
    sequence: { sequencer: RehearsalsFirst },
  },
});
