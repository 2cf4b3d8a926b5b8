/**
 * One run of the engine over one level of states: those of the state machine, or of one branch of a Parallel. It writes the
 * history, calls what Tasks call, runs the branches, and knows at any time where it stands.
 */
import { ExecutionAbortedError, type RunOptions, StateMachine } from 'aws-local-stepfunctions';
import { contextKey, stateContext } from './context-object.ts';
import type { Scope, State } from './definition.ts';
import { engineDefinition, STILL_RUNNING } from './engine-definition.ts';
import { Entries } from './entries.ts';
import { nameAndMessage, TaskFailure } from './failures.ts';
import { Fork } from './fork.ts';
import { inputOf, type NewEvent, outputOf } from './history.ts';
import { type Json, toJson } from './json.ts';
import type { Outcome, Position, Standing } from './standing.ts';
import type { Surroundings } from './surroundings.ts';
import { TaskAttempt } from './task-attempt.ts';

type Handlers = NonNullable<NonNullable<RunOptions['overrides']>['taskResourceLocalHandlers']>;
type Log = ReturnType<StateMachine['run']>['eventLogs'] extends AsyncGenerator<infer Event> ? Event : never;

export class Run {
  readonly #scope: Scope;
  readonly #around: Surroundings;
  readonly #entries = new Entries();
  #last: number;
  #isStopped = false;
  #abortEngine = () => {};

  #position: Position | undefined;
  #output: { value: Json } | undefined;
  /** What a redrive goes on with, until it does: the state was entered before, and so were its branches. */
  #resumed: Position | undefined;

  /** The state at work. */
  #visit: { enteredAt: number; retries: number } | undefined;
  #mintedToken: string | undefined;
  #work: Promise<Json> | undefined;
  #attempt: TaskAttempt | undefined;
  #fork: Fork | undefined;

  /** @param previousEventId what its first event follows */
  constructor(scope: Scope, around: Surroundings, previousEventId: number) {
    this.#scope = scope;
    this.#around = around;
    this.#last = previousEventId;
  }

  /** Of the latest event on its path. */
  get lastEventId(): number {
    return this.#last;
  }

  get standing(): Standing {
    if (this.#output !== undefined) return { finished: true, output: this.#output.value };
    if (this.#position === undefined) return { finished: false };
    const branches = this.#fork?.standings ?? this.#position.branches;
    return { finished: false, position: { ...this.#position, ...(branches && { branches }) } };
  }

  /** Never rejects. When it settles, the history has everything that happened. */
  async start(input: Json, from: Standing = { finished: false }): Promise<Outcome> {
    if (from.finished) {
      this.#output = { value: from.output };
      return { kind: 'succeeded', output: from.output };
    }
    this.#position = from.position;
    this.#resumed = from.position;
    const definition = engineDefinition(this.#scope, from.position?.state ?? this.#scope.StartAt);
    const machine = new StateMachine(definition, { validationOptions: { noValidate: true } });
    const execution = machine.run(from.position?.input ?? input, {
      context: this.#contexts(),
      overrides: { taskResourceLocalHandlers: this.#handlers() },
    });
    this.#abortEngine = execution.abort;
    // Taken up at once, or it would count as unhandled while the log is read; judged when the log has been read.
    const settled = Promise.allSettled([execution.result]);
    await this.#follow(execution.eventLogs);
    const [result] = await settled;
    // The engine forgets a Task that it aborts; its timer goes when the Task ends.
    await this.#work?.catch(() => {});
    const outcome: Outcome =
      result.status === 'fulfilled'
        ? { kind: 'succeeded', output: toJson(result.value) }
        : this.#outcomeOf(result.reason);
    if (outcome.kind === 'succeeded') this.#output = { value: outcome.output };
    if (outcome.kind === 'failed') this.#noteFailedFork();
    return outcome;
  }

  /** Its outcome is `stopped`, unless it has one already. */
  stop(): void {
    this.#isStopped = true;
    this.#abortEngine();
    this.#entries.stop();
    this.#attempt?.stop();
    this.#fork?.stop();
  }

  /** Leaves in the history that this branch was cut off, where AWS has an event for it. */
  noteAborted(): void {
    const type = this.#position && this.#scope.States[this.#position.state]?.Type;
    if (this.#output !== undefined) return;
    if (type === 'Task' || type === 'Wait' || type === 'Parallel') {
      this.#around.history.add({ type: `${type}StateAborted` }, this.#last);
    }
  }

  #add(event: NewEvent): number {
    this.#last = this.#around.history.add(event, this.#last);
    return this.#last;
  }

  // -- What the engine evaluates paths with

  #contexts(): Record<string, object> {
    const contexts = Object.entries(this.#scope.States).map(([name, state], position) => [
      contextKey(position),
      stateContext(this.#around.context, name, {
        enteredAt: () => this.#visit?.enteredAt ?? this.#around.now(),
        retries: () => this.#visit?.retries ?? 0,
        ...(state.Resource?.endsWith('.waitForTaskToken') && { token: () => this.#token() }),
      }),
    ]);
    return Object.fromEntries(contexts);
  }

  /** One for each attempt, however often its Parameters name it. */
  #token(): string {
    this.#mintedToken ??= this.#around.tokens.mint();
    return this.#mintedToken;
  }

  // -- What the engine calls

  #handlers(): Handlers {
    const handlers: Handlers = {};
    for (const [name, state] of Object.entries(this.#scope.States)) {
      const work =
        state.Type === 'Task' ? this.#task : state.Type === 'Parallel' ? this.#parallel : undefined;
      if (work === undefined) continue;
      handlers[name] = (evaluated) => {
        this.#work = work.call(this, state, toJson(evaluated), name);
        // The engine drops the promise when it cannot evaluate the timeout.
        this.#work.catch(() => {});
        return this.#work;
      };
    }
    return handlers;
  }

  async #task(state: State, evaluated: Json, name: string): Promise<Json> {
    const token = this.#mintedToken;
    this.#mintedToken = undefined;
    await this.#entries.next();
    const attempt = new TaskAttempt({ name, state }, evaluated, token, this.#around, (event) =>
      this.#add(event),
    );
    this.#attempt = attempt;
    try {
      return await attempt.run();
    } finally {
      if (this.#attempt === attempt) this.#attempt = undefined;
    }
  }

  async #parallel(state: State, input: Json): Promise<Json> {
    await this.#entries.next();
    if (!this.#fork?.isRunning) this.#fork = this.#startFork(state, input);
    return this.#fork.join();
  }

  #startFork(state: State, input: Json): Fork {
    const from = this.#resumed?.branches;
    this.#resumed = undefined;
    if (from === undefined) this.#add({ type: 'ParallelStateStarted' });
    const runs = (state.Branches ?? []).map((branch) => new Run(branch, this.#around, this.#last));
    return new Fork(runs, input, from, {
      onBranchEnd: (eventId) => {
        this.#last = eventId;
      },
      onSucceeded: () => this.#add({ type: 'ParallelStateSucceeded' }),
    });
  }

  // -- What the engine tells

  async #follow(logs: AsyncGenerator<Log>): Promise<void> {
    for await (const log of logs) {
      if (log.type === 'StateEntered') this.#enter(log.state.name, toJson(log.state.input));
      else if (log.type === 'StateExited') this.#exit(log.state.name, toJson(log.state.output));
      else if (log.type === 'StateFailed') this.#fail(log.Error);
      else if (log.type === 'StateRetried') this.#entries.open();
      else if (log.type === 'StateCaught') this.#noteFailedFork();
    }
  }

  #enter(name: string, input: Json): void {
    const type = this.#scope.States[name]?.Type ?? 'Task';
    this.#visit = { enteredAt: this.#around.now(), retries: 0 };
    if (this.#resumed === undefined) {
      const stateEnteredEventDetails = { name, ...inputOf(input) };
      const enteredEventId = this.#add({ type: `${type}StateEntered`, stateEnteredEventDetails });
      this.#position = { state: name, input, enteredEventId };
    }
    // A Parallel still needs to know where its branches go on.
    if (type !== 'Parallel') this.#resumed = undefined;
    if (type === 'Task' || type === 'Parallel') this.#entries.open();
  }

  #exit(name: string, output: Json): void {
    this.#visit = undefined;
    this.#fork = undefined;
    const type = this.#scope.States[name]?.Type ?? 'Task';
    // A Fail state is never left.
    if (type === 'Fail') return;
    this.#add({ type: `${type}StateExited`, stateExitedEventDetails: { name, ...outputOf(output) } });
  }

  #fail(error: string): void {
    if (error === STILL_RUNNING) return;
    if (this.#visit) this.#visit.retries += 1;
    if (error === 'States.Timeout') this.#attempt?.timeOut();
  }

  /** A Parallel is not retried any more. Its branches stay known, for a redrive. */
  #noteFailedFork(): void {
    if (this.#fork?.hasFailed) this.#add({ type: 'ParallelStateFailed' });
  }

  #outcomeOf(error: unknown): Outcome {
    if (this.#isStopped || error instanceof ExecutionAbortedError) return { kind: 'stopped' };
    const thrown = error instanceof Error ? error.cause : error;
    const { name, message } = nameAndMessage(thrown);
    // The engine repeats the name as message; the states around must get the engine's own object, which no wildcard matches.
    if (name === 'States.Timeout') return { kind: 'failed', failure: { error: name, thrown } };
    if (thrown instanceof TaskFailure || this.#isAtFail) {
      return { kind: 'failed', failure: { error: name, cause: message, thrown } };
    }
    const { state, enteredEventId } = this.#position ?? { state: '', enteredEventId: 0 };
    const cause = `An error occurred while executing the state '${state}' (entered at the event id #${enteredEventId}). ${message}`;
    const terminal = name === 'States.Runtime';
    return {
      kind: 'failed',
      failure: { error: name, cause, thrown: new TaskFailure(name, cause, { terminal }) },
    };
  }

  get #isAtFail(): boolean {
    return this.#position !== undefined && this.#scope.States[this.#position.state]?.Type === 'Fail';
  }
}
