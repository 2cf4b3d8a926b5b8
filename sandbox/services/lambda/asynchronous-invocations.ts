/**
 * Asynchronous invocation: nobody waits; errors are retried, and what fails for good goes to the dead-letter queue.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
import { randomUUID } from 'node:crypto';
import type { Queues } from '../../parts.ts';
import type { FunctionTable } from './function-table.ts';
import type { LambdaFunction } from './lambda-function.ts';
import type { RuntimeError } from './runtime-messages.ts';

const DEFAULT_RETRY_ATTEMPTS = 2;

/** A minute before the first retry, two before the second (same page). */
export const DEFAULT_RETRY_DELAYS_MS = [60_000, 120_000];

/** What the dead-letter queue is told of an error (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html). */
const LONGEST_ERROR_MESSAGE = 1024;

export class AsynchronousInvocations {
  readonly #functions: FunctionTable;
  readonly #queues: Queues;
  readonly #delays: readonly number[];
  readonly #timers = new Set<NodeJS.Timeout>();
  #isClosed = false;

  /** @param delays milliseconds before each retry; the last one counts for all that follow */
  constructor(functions: FunctionTable, queues: Queues, delays: readonly number[]) {
    this.#functions = functions;
    this.#queues = queues;
    this.#delays = delays;
  }

  /**
   * @param event JSON text: the dead-letter queue gets the same
   * @throws AwsError ResourceNotFoundException
   */
  start(functionArn: string, event: string): void {
    this.#attempt(this.#functions.get(functionArn), event, randomUUID(), 0).catch(warn);
  }

  /** Forgets what waits for a retry. */
  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  async #attempt(called: LambdaFunction, event: string, requestId: string, retries: number): Promise<void> {
    const invocation = await called.invoke(event, requestId);
    if (invocation.ok || this.#isClosed) return;
    if (retries >= (called.configuration.maximumRetryAttempts ?? DEFAULT_RETRY_ATTEMPTS)) {
      this.#giveUp(called, event, requestId, invocation.error);
      return;
    }
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        // By then it may have been deployed anew.
        this.#attempt(this.#functions.get(called.arn), event, requestId, retries + 1).catch(warn);
      },
      this.#delays[retries] ?? this.#delays.at(-1) ?? 0,
    );
    this.#timers.add(timer);
  }

  #giveUp(called: LambdaFunction, event: string, requestId: string, error: RuntimeError): void {
    const queue = called.configuration.deadLetterQueueArn;
    if (queue === undefined) return;
    try {
      this.#queues.send(queue, event, {
        RequestID: requestId,
        // The HTTP status: the invocation itself went well, the function did not.
        ErrorCode: '200',
        ErrorMessage: error.errorMessage.slice(0, LONGEST_ERROR_MESSAGE),
      });
    } catch (failure) {
      // AWS counts a DeadLetterErrors and drops the event; here somebody may be watching.
      warn(failure);
    }
  }
}

function warn(failure: unknown): void {
  process.emitWarning(failure instanceof Error ? failure : String(failure));
}
