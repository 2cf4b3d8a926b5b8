import { withAncestors } from './names.ts';
import type { Zone } from './zone.ts';

/** All zones, by name, as they stood after one change. */
export interface Version {
  number: number;
  /** Epoch milliseconds. */
  madeAt: number;
  zones: ReadonlyMap<string, Zone>;
}

/** The zones as their owners want them. Name servers are told of each change and apply it when their lag allows. */
export class ZoneDatabase {
  readonly #now: () => number;
  readonly #listeners: ((version: Version) => void)[] = [];
  #current: Version;

  constructor(now: () => number) {
    this.#now = now;
    this.#current = { number: 0, madeAt: now(), zones: new Map() };
  }

  get current(): Version {
    return this.#current;
  }

  /** Adds a zone or replaces the one of the same name. Returns the number of the version that has it. */
  put(zone: Zone): number {
    return this.#publish(new Map(this.#current.zones).set(zone.name, zone));
  }

  remove(name: string): number {
    const zones = new Map(this.#current.zones);
    zones.delete(name);
    return this.#publish(zones);
  }

  onChange(listener: (version: Version) => void): void {
    this.#listeners.push(listener);
  }

  #publish(zones: ReadonlyMap<string, Zone>): number {
    this.#current = { number: this.#current.number + 1, madeAt: this.#now(), zones };
    for (const listener of this.#listeners) listener(this.#current);
    return this.#current.number;
  }
}

/** The zones that enclose a name, deepest first. */
export function enclosingZones(zones: ReadonlyMap<string, Zone>, name: string): Zone[] {
  return withAncestors(name).flatMap((at) => zones.get(at) ?? []);
}
