/** What seven days in which nobody publishes cost. Vitest turns the clock, since it brings the one that the tests use. */
import { createVitest } from 'vitest/node';
import * as z from 'zod/mini';

export const SILENT_SECONDS = 7 * 86_400;

const Count = z.object({ transitions: z.number(), events: z.number() });
const Silence = z.extend(Count, {
  looks: z.number(),
  /** Of these, what one look and the wait after it cost. */
  pass: Count,
});
export type Silence = z.infer<typeof Silence>;

/** @throws Error when the execution did not come through the seven days as it must. */
export async function measureSilence(): Promise<Silence> {
  const vitest = await createVitest('test', {
    config: false,
    watch: false,
    include: ['bench/dns/silence.measure.ts'],
    // A week is a few seconds of work.
    testTimeout: 60_000,
    reporters: [],
  });
  try {
    const { testModules, unhandledErrors } = await vitest.start();
    const [measured] = testModules.flatMap(({ children }) => [...children.allTests()]);
    const [error] = [...testModules.flatMap((each) => each.errors()), ...(measured?.result().errors ?? [])];
    if (error) throw new Error(`The seven days could not be played: ${error.message}`);
    if (!measured || unhandledErrors.length > 0) {
      throw new Error('The seven days could not be played.', { cause: unhandledErrors[0] });
    }
    return Silence.parse(measured.meta().silence);
  } finally {
    await vitest.close();
  }
}
