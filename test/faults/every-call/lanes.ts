/** Lanes that are open, and whoever wants one waits until it is free. */
import { moved } from '../incidents.ts';
import { type Lane, openLane } from '../lane.ts';

export class Lanes {
  readonly #open: Lane[] = [];
  readonly #free: Lane[] = [];
  readonly #waiting: ((lane: Lane) => void)[] = [];

  async open(count: number): Promise<void> {
    this.#open.push(...(await Promise.all(Array.from({ length: count }, openLane))));
    // All functions start cold, in all lanes at once: no cut has to bear that.
    await Promise.all(this.#open.map((lane) => lane.play(moved, [], { slack: [], sns: [] })));
    this.#free.push(...this.#open);
  }

  async with<Result>(use: (lane: Lane) => Promise<Result>): Promise<Result> {
    const lane = this.#free.pop() ?? (await new Promise<Lane>((resolve) => this.#waiting.push(resolve)));
    try {
      return await use(lane);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(lane);
      else this.#free.push(lane);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.map((lane) => lane.close()));
  }
}
