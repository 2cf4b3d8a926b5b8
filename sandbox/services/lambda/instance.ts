/** One execution environment of a function: a worker thread that handles one event at a time. */
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { Invocation } from '../../parts.ts';
import type { InvokeMessage, RuntimeError, RuntimeMessage } from './runtime-messages.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html, "Init phase". */
const INIT_MS = 10_000;

export interface InstanceOptions {
  env: Record<string, string>;
  timeoutSeconds: number;
  onLine(line: string): void;
}

/** How an event ended: an answer, or the end of the instance. */
type Ending =
  | { kind: 'answered'; message: RuntimeMessage }
  | { kind: 'exited'; code: number }
  | { kind: 'timed-out' };

export class Instance {
  readonly accessKeyId: string | undefined;
  readonly #worker: Worker;
  readonly #timeoutSeconds: number;
  readonly #started: Promise<Ending>;
  #isAlive = true;

  constructor({ env, timeoutSeconds, onLine }: InstanceOptions) {
    this.accessKeyId = env.AWS_ACCESS_KEY_ID;
    this.#timeoutSeconds = timeoutSeconds;
    this.#worker = new Worker(new URL('./runtime.ts', import.meta.url), {
      env,
      stdout: true,
      stderr: true,
      // Not what the sandbox itself was started with.
      execArgv: [],
    });
    for (const input of [this.#worker.stdout, this.#worker.stderr]) {
      createInterface({ input }).on('line', onLine);
    }
    this.#worker.once('exit', () => {
      this.#isAlive = false;
    });
    // The runtime catches everything but what ends the thread itself, lack of memory for one: then `exit` follows.
    this.#worker.on('error', (error) => onLine(String(error)));
    // A first phase that takes too long is repeated within the function's own time.
    this.#started = this.#next(INIT_MS + timeoutSeconds * 1000);
  }

  /** Whether it can take another event. */
  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** @param message without the deadline, which counts from when the runtime is ready */
  async invoke(message: Omit<InvokeMessage, 'deadline'>): Promise<Invocation> {
    const start = await this.#started;
    if (start.kind !== 'answered' || start.message.kind !== 'ready')
      return this.#outcome(start, message.requestId);
    if (!this.#isAlive) return this.#outcome({ kind: 'exited', code: 0 }, message.requestId);
    const limit = this.#timeoutSeconds * 1000;
    const ending = this.#next(limit);
    this.#worker.postMessage({ ...message, deadline: Date.now() + limit } satisfies InvokeMessage);
    return this.#outcome(await ending, message.requestId);
  }

  async end(): Promise<void> {
    this.#isAlive = false;
    await this.#worker.terminate();
  }

  /** What the runtime says next, unless it is gone before. */
  #next(limitMs: number): Promise<Ending> {
    const { promise, resolve } = Promise.withResolvers<Ending>();
    const timer = setTimeout(() => {
      resolve({ kind: 'timed-out' });
      void this.end();
    }, limitMs);
    const onMessage = (message: RuntimeMessage) => {
      if (message.kind === 'broken') void this.end();
      resolve({ kind: 'answered', message });
    };
    const onExit = (code: number) => resolve({ kind: 'exited', code });
    this.#worker.once('message', onMessage).once('exit', onExit);
    return promise.finally(() => {
      clearTimeout(timer);
      this.#worker.off('message', onMessage).off('exit', onExit);
    });
  }

  #outcome(ending: Ending, requestId: string): Invocation {
    if (ending.kind === 'answered') {
      const { message } = ending;
      if (message.kind === 'done') return { ok: true, payload: JSON.parse(message.response) };
      if (message.kind !== 'ready') return { ok: false, error: message.error };
    }
    return { ok: false, error: this.#lambdaError(ending, requestId) };
  }

  /** As Lambda words what the runtime can no longer say. */
  #lambdaError(ending: Ending, requestId: string): RuntimeError {
    if (ending.kind === 'timed-out') {
      const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${this.#timeoutSeconds.toFixed(2)} seconds`;
      return { errorType: 'Sandbox.Timedout', errorMessage, trace: [] };
    }
    const code = ending.kind === 'exited' ? ending.code : 0;
    const why =
      code === 0
        ? 'Runtime exited without providing a reason'
        : `Runtime exited with error: exit status ${code}`;
    return {
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${requestId} Error: ${why}`,
      trace: [],
    };
  }
}
