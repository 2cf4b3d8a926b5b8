/** Two stacks that fight over a name would flip a live site back and forth. Nobody obeys both. */
import { masks } from './masking.ts';

export interface PastMove {
  /** Distribution the alias was moved away from, as far as known; CloudFront masks the ids of other accounts. */
  from: string | undefined;
  to: string;
  /** Epoch milliseconds. */
  at: number;
}

/** Whether the distribution that now asks for the alias lately lost it by a move of ours. */
export function isPingPong(
  last: PastMove | undefined,
  target: string,
  now: number,
  guardSeconds: number,
): boolean {
  if (!last?.from || now - last.at > guardSeconds * 1000) return false;
  return last.to !== target && masks(last.from, target);
}
