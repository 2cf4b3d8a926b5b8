/** What every function has in common: its outcome is logged, its errors are thrown as they are. */
import middy from '@middy/core';

/**
 * Errors keep their names: they are what the state machine's Retry and the runbook go by. That includes Lambda's own for a
 * function that runs out of time, which middy would forestall with a TimeoutError, 5 ms before.
 */
export function lambda<Result>(run: (event: unknown) => Promise<Result>) {
  return middy<unknown, Result>({ timeoutEarlyInMillis: 0 }).handler(async (event) => {
    const result = await run(event);
    // One object: in Lambda's log format JSON it becomes the line's `message`, beside time, level and request id.
    console.info({ outcome: 'done', result });
    return result;
  });
}
