/** Where a run stands, and how it ends. */
import type { Failure } from './failures.ts';
import type { Json } from './json.ts';

/** What a redrive goes on from. */
export type Standing =
  | { finished: true; output: Json }
  /** Without a position it has not entered its first state. */
  | { finished: false; position?: Position };

export interface Position {
  state: string;
  /** As the state was entered with. */
  input: Json;
  enteredEventId: number;
  /** Of a Parallel whose branches have started. */
  branches?: Standing[];
}

export type Outcome =
  | { kind: 'succeeded'; output: Json }
  /** `thrown` is for the engine of the states around, with the same error and cause. */
  | { kind: 'failed'; failure: Failure & { thrown: unknown } }
  | { kind: 'stopped' };
