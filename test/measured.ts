/** For programs outside of Vitest that need its clock: the one that the tests of the workflow turn. */
import * as v from 'valibot';
import { createVitest } from 'vitest/node';

declare module 'vitest' {
  interface TaskMeta {
    /** What a test hands to the program that started it. */
    measured?: unknown;
  }
}

/**
 * Runs a file that holds one test, and returns what that noted as `task.meta.measured`.
 *
 * @throws Error when it failed, with what it failed of.
 */
export async function measured<Measured>(
  file: string,
  schema: v.GenericSchema<unknown, Measured>,
): Promise<Measured> {
  const vitest = await createVitest('test', {
    config: false,
    watch: false,
    include: [file],
    // Weeks are a few seconds of work, a packaging as many.
    testTimeout: 120_000,
    reporters: [],
  });
  try {
    const { testModules, unhandledErrors } = await vitest.start();
    const [test] = testModules.flatMap(({ children }) => [...children.allTests()]);
    const [error] = [...testModules.flatMap((each) => each.errors()), ...(test?.result().errors ?? [])];
    if (error) throw new Error(`${file} failed: ${error.message}`);
    if (!test || unhandledErrors.length > 0) {
      throw new Error(`${file} did not come to its end.`, { cause: unhandledErrors[0] });
    }
    return v.parse(schema, test.meta().measured);
  } finally {
    await vitest.close();
  }
}
