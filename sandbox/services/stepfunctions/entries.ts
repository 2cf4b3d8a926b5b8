/**
 * Holds a state's work back until the history has the state's own entry: the engine calls at once, but tells through a log that
 * is read a little later.
 */
import { Stopped } from './failures.ts';

export class Entries {
  #isOpen = false;
  #stopped = false;
  #waiting: PromiseWithResolvers<void> | undefined;

  /** The history has the entry of a state, or of its next attempt. */
  open(): void {
    this.#isOpen = this.#waiting === undefined;
    this.#waiting?.resolve();
    this.#waiting = undefined;
  }

  /** @throws Stopped */
  async next(): Promise<void> {
    if (this.#stopped) throw new Stopped();
    if (!this.#isOpen) {
      this.#waiting = Promise.withResolvers<void>();
      await this.#waiting.promise;
    }
    this.#isOpen = false;
  }

  stop(): void {
    this.#stopped = true;
    this.#waiting?.reject(new Stopped());
    this.#waiting = undefined;
  }
}
