import { defineConfig } from 'vitest/config';

/** `npm run test:dns-servers`: real name servers, which have to be installed. `npm test` does without. */
export default defineConfig({
  test: {
    include: ['test/dns-servers/**/*.test.ts'],
    globalSetup: 'test/dns-servers/require-programs.ts',
    // What is waited for in vain is named after 30 s.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
