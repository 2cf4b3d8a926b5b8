import type { Version, ZoneDatabase } from './zone-database.ts';

/**
 * The zone database as one name server knows it: a change is applied once it is older than the server's lag.
 * What was applied stays applied: a lag that grows holds back later changes only.
 */
export class LaggingView {
  readonly #now: () => number;
  #applied: Version;
  #pending: Version[] = [];
  #lagSeconds = 0;

  constructor(database: ZoneDatabase, now: () => number) {
    this.#now = now;
    this.#applied = database.current;
    database.onChange((version) => this.#pending.push(version));
  }

  get version(): Version {
    const due = this.#now() - this.#lagSeconds * 1000;
    const held = this.#pending.findIndex(({ madeAt }) => madeAt > due);
    const ready = this.#pending.splice(0, held < 0 ? this.#pending.length : held);
    this.#applied = ready.at(-1) ?? this.#applied;
    return this.#applied;
  }

  setLag(seconds: number): void {
    // What the old lag has let through must not be taken back by the new one.
    this.#applied = this.version;
    this.#lagSeconds = seconds;
  }
}
