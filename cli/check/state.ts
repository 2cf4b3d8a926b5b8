/** What the state of a check means for whoever waits, and for scripts. */
import { ExitCode } from '../exit-code.ts';
import type { CheckFacts } from './facts.ts';

export function exitCodeOf({ state }: Pick<CheckFacts, 'state'>): ExitCode {
  return state === 'needs-a-person' ? ExitCode.NEEDS_A_PERSON : ExitCode.FINE;
}

export function isReady({ state }: Pick<CheckFacts, 'state'>): boolean {
  return state === 'ready' || state === 'there';
}
