/** What every function has in common: its outcome is logged, its errors are thrown as they are. */
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';

const logger = new Logger();

/**
 * Errors keep their names: they are what the state machine's Retry and the runbook go by. That includes Lambda's own for a
 * function that runs out of time, which middy would forestall with a TimeoutError, 5 ms before.
 */
export function lambda<Result>(run: (event: unknown) => Promise<Result>) {
  return middy<unknown, Result>({ timeoutEarlyInMillis: 0 })
    .use(injectLambdaContext(logger))
    .handler(async (event) => {
      const result = await run(event);
      logger.info('done', { result });
      return result;
    });
}
