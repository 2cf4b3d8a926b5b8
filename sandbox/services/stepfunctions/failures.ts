/** What ends a state, in the form that the engine reads: `name` is the error, `message` the cause. */

/** A Task's failure: Retry and Catch match it by its name. */
export class TaskFailure extends Error {
  /** Read by the engine: false keeps Retry and Catch away, `States.ALL` included. */
  readonly isRetryable: boolean;
  readonly isCatchable: boolean;

  constructor(error: string, cause: string, { terminal = false }: { terminal?: boolean } = {}) {
    super(cause);
    this.name = error;
    this.isRetryable = !terminal;
    this.isCatchable = !terminal;
  }
}

/**
 * Something in the definition that cannot be run. Neither Retry nor Catch see it: in AWS, `States.ALL` does not match it
 * (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html).
 */
export function runtimeFailure(cause: string): TaskFailure {
  return new TaskFailure('States.Runtime', cause, { terminal: true });
}

/** Ends the wait for a Task or a Parallel whose run was stopped, so that the engine lets go of its timers. */
export class Stopped extends TaskFailure {
  constructor() {
    super('Stopped', 'The execution was stopped.', { terminal: true });
  }
}

/** As executions and their history show a failure. */
export interface Failure {
  error: string;
  /** Absent where AWS gives none: a timeout. */
  cause?: string;
}

export function nameAndMessage(thrown: unknown): { name: string; message: string } {
  return thrown instanceof Error
    ? { name: thrown.name, message: thrown.message }
    : { name: 'States.Runtime', message: String(thrown) };
}
