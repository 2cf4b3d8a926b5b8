/** What all runs of an execution share. */
import type { ExecutionContext } from './context-object.ts';
import type { History } from './history.ts';
import type { Resources } from './resources.ts';
import type { TaskTokens } from './task-tokens.ts';

export interface Surroundings {
  history: History;
  resources: Resources;
  tokens: TaskTokens;
  context: ExecutionContext;
  region: string;
  /** Epoch milliseconds. */
  now: () => number;
}
