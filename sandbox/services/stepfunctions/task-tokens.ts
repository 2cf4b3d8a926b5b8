/** Task tokens: who holds one may end the Task that waits for it, once. */
import { randomBytes } from 'node:crypto';
import { AwsError } from '../../wire/service.ts';
import { TaskFailure } from './failures.ts';
import type { Json } from './json.ts';

/** Of the kind that AWS gives out: opaque, and long enough to break a field that is too short for it. */
const tokenBytes = 384;
const tokenPrefix = 'AQ';
const tokenForm = new RegExp(`^${tokenPrefix}[\\w-]{${(tokenBytes / 3) * 4}}$`);

export class TaskTokens {
  /** `closed`: answered, timed out, or its execution ended. */
  readonly #callbacks = new Map<string, PromiseWithResolvers<Json> | 'closed'>();

  mint(): string {
    const token = tokenPrefix + randomBytes(tokenBytes).toString('base64url');
    const callback = Promise.withResolvers<Json>();
    // Its Task may have timed out when it is answered, and then nobody listens.
    callback.promise.catch(() => {});
    this.#callbacks.set(token, callback);
    return token;
  }

  /** Settles when somebody answers: rejected with a TaskFailure by SendTaskFailure. Never when the token is closed first. */
  answer(token: string): Promise<Json> {
    return this.#open(token).promise;
  }

  /** From now on an answer comes too late. */
  close(token: string): void {
    this.#callbacks.set(token, 'closed');
  }

  /** @throws AwsError InvalidToken, TaskDoesNotExist, TaskTimedOut, InvalidOutput */
  succeed(token: string, output: string): void {
    const callback = this.#open(token);
    callback.resolve(parseOutput(output));
    this.close(token);
  }

  /** @throws AwsError InvalidToken, TaskDoesNotExist, TaskTimedOut */
  fail(token: string, error: string, cause: string): void {
    this.#open(token).reject(new TaskFailure(error, cause));
    this.close(token);
  }

  /** @throws AwsError InvalidToken, TaskDoesNotExist, TaskTimedOut */
  heartbeat(token: string): void {
    this.#open(token);
  }

  #open(token: string): PromiseWithResolvers<Json> {
    if (!tokenForm.test(token)) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
    const callback = this.#callbacks.get(token);
    if (callback === undefined) throw new AwsError('TaskDoesNotExist', 'Task does not exist');
    if (callback === 'closed') {
      throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    }
    return callback;
  }
}

function parseOutput(output: string): Json {
  try {
    return JSON.parse(output);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError('InvalidOutput', `Invalid Output: '${reason}'`);
  }
}
