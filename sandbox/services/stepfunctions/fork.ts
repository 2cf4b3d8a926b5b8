/** The branches of a Parallel at work, side by side: all succeed, or the first failure stops the others. */
import { STILL_RUNNING } from './engine-definition.ts';
import { Stopped, TaskFailure } from './failures.ts';
import type { Json } from './json.ts';
import type { Outcome, Standing } from './standing.ts';
import { LONGEST_TIMER_SECONDS } from './timer.ts';

/** The run of a branch. */
export interface Branch {
  readonly lastEventId: number;
  readonly standing: Standing;
  start(input: Json, from?: Standing): Promise<Outcome>;
  stop(): void;
  noteAborted(): void;
}

export interface ForkEvents {
  /** A branch has come to its end, or failed; `eventId` is the last on its path. */
  onBranchEnd(eventId: number): void;
  onSucceeded(): void;
}

export class Fork {
  readonly #runs: Branch[];
  readonly #events: ForkEvents;
  readonly #result: Promise<Json[]>;
  readonly #over = Promise.withResolvers<never>();
  #state: 'running' | 'succeeded' | 'failed' = 'running';

  /** @param from where the branches stood, when a redrive goes on with them */
  constructor(runs: Branch[], input: Json, from: Standing[] | undefined, events: ForkEvents) {
    this.#runs = runs;
    this.#events = events;
    this.#result = this.#work(runs.map((run, index) => ({ run, ended: run.start(input, from?.[index]) })));
    this.#result.catch(() => {});
    this.#over.promise.catch(() => {});
  }

  get isRunning(): boolean {
    return this.#state === 'running';
  }

  get hasFailed(): boolean {
    return this.#state === 'failed';
  }

  get standings(): Standing[] {
    return this.#runs.map((run) => run.standing);
  }

  stop(): void {
    this.#stopBranches();
    this.#over.reject(new Stopped());
  }

  /**
   * The outputs, in the order of the branches.
   * @throws TaskFailure of the first branch that failed; STILL_RUNNING in time before the engine's own timer: join again
   */
  async join(): Promise<Json[]> {
    const { promise: patience, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => reject(new TaskFailure(STILL_RUNNING, 'The branches are still running.')),
      (LONGEST_TIMER_SECONDS - 1) * 1000,
    );
    try {
      return await Promise.race([this.#result, this.#over.promise, patience]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #work(branches: { run: Branch; ended: Promise<Outcome> }[]): Promise<Json[]> {
    try {
      const outputs = await Promise.all(
        branches.map(async ({ run, ended }) => {
          const outcome = await ended;
          if (outcome.kind === 'stopped') throw new Stopped();
          this.#events.onBranchEnd(run.lastEventId);
          if (outcome.kind === 'failed') throw outcome.failure.thrown;
          return outcome.output;
        }),
      );
      this.#state = 'succeeded';
      this.#events.onSucceeded();
      return outputs;
    } catch (thrown) {
      this.#stopBranches();
      await Promise.all(branches.map(({ ended }) => ended));
      this.#state = 'failed';
      if (!(thrown instanceof Stopped)) for (const run of this.#runs) run.noteAborted();
      throw thrown;
    }
  }

  #stopBranches(): void {
    for (const run of this.#runs) run.stop();
  }
}
