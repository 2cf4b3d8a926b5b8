/** What every function has in common: its outcome is logged, its errors are thrown as they are. */
import middy from '@middy/core';
import type { Invocation } from '../remediation/ports.ts';

/**
 * Errors keep their names: they are what the state machine's Retry and the runbook go by. That includes Lambda's own for a
 * function that runs out of time, which middy would forestall with a TimeoutError, 5 ms before.
 */
export function lambda<Result>(run: (event: unknown, invocation: Invocation) => Promise<Result>) {
  return middy<unknown, Result>({ timeoutEarlyInMillis: 0 }).handler(async (event, context) => {
    const result = await run(event, {
      id: context.awsRequestId,
      leftMs: () => context.getRemainingTimeInMillis(),
    });
    // One object: in Lambda's log format JSON it becomes the line's `message`, beside time, level and request id.
    console.info({ outcome: 'done', result });
    return result;
  });
}
