/** One attempt at a Task: its events, its token, its end. */
import type { State } from './definition.ts';
import { taskInput } from './engine-definition.ts';
import { nameAndMessage, Stopped, TaskFailure } from './failures.ts';
import type { NewEvent } from './history.ts';
import type { Json } from './json.ts';
import type { Surroundings } from './surroundings.ts';
import { type TaskEvents, taskEvents } from './task-events.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html, "Maximum input or output size", in bytes. */
export const MOST_DATA = 262_144;

export class TaskAttempt {
  readonly #name: string;
  readonly #state: State;
  readonly #evaluated: Json;
  readonly #token: string;
  readonly #around: Surroundings;
  readonly #add: (event: NewEvent) => void;
  readonly #events: TaskEvents;
  readonly #over = Promise.withResolvers<never>();
  #isOver = false;

  /**
   * @param named the state and its name
   * @param evaluated what the engine made of the state's input
   * @param token minted while it did so; absent when the Parameters name none
   */
  constructor(
    { name, state }: { name: string; state: State },
    evaluated: Json,
    token: string | undefined,
    around: Surroundings,
    add: (event: NewEvent) => void,
  ) {
    this.#name = name;
    this.#state = state;
    this.#evaluated = evaluated;
    this.#token = token ?? around.tokens.mint();
    this.#around = around;
    this.#add = add;
    this.#events = taskEvents(state.Resource ?? '', around.region);
    this.#over.promise.catch(() => {});
  }

  /** @throws TaskFailure, Stopped */
  async run(): Promise<Json> {
    const { input, timeoutSeconds } = taskInput(this.#state, this.#evaluated);
    this.#add(this.#events.scheduled(input, timeoutSeconds));
    this.#add(this.#events.started());
    try {
      const output = this.#checkSize(await Promise.race([this.#call(input), this.#over.promise]));
      this.#add(this.#events.succeeded(output));
      return output;
    } catch (thrown) {
      if (thrown instanceof Stopped) throw thrown;
      const { name, message } = nameAndMessage(thrown);
      this.#add(this.#events.failed({ error: name, cause: message }));
      throw thrown;
    } finally {
      this.#end();
    }
  }

  /** The run was stopped. */
  stop(): void {
    this.#end();
    this.#over.reject(new Stopped());
  }

  /** The engine waits no longer. Whatever was called goes on, and nobody hears of its result. */
  timeOut(): void {
    this.#add(this.#events.timedOut());
    this.stop();
  }

  #end(): void {
    this.#isOver = true;
    this.#around.tokens.close(this.#token);
  }

  #call(input: Json): Promise<Json> {
    const { context, resources, tokens } = this.#around;
    return resources.call({
      state: this.#name,
      resource: this.#state.Resource ?? '',
      input,
      answer: tokens.answer(this.#token),
      onSubmitted: (output) => {
        if (!this.#isOver) this.#add(this.#events.submitted(output));
      },
      origin: [context.StateMachine.Id, context.Execution.Id],
    });
  }

  #checkSize(output: Json): Json {
    if (Buffer.byteLength(JSON.stringify(output)) <= MOST_DATA) return output;
    throw new TaskFailure(
      'States.DataLimitExceeded',
      `The state/task '${this.#state.Resource}' returned a result with a size exceeding the maximum number of bytes service limit.`,
      { terminal: true },
    );
  }
}
