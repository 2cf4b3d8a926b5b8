/** Before something is changed: what is going to happen, and whether it may. */
import type { Terminal } from './terminal/terminal.ts';
import { UsageError } from './trouble.ts';

export interface Confirmable {
  yes: boolean;
}

/** For yargs. */
export const YES = {
  type: 'boolean',
  alias: 'y',
  default: false,
  describe: 'do it without being asked',
} as const;

/**
 * @param plan for the person, beside the result
 * @returns whether to go on
 * @throws UsageError where nobody can be asked
 */
export async function confirmed(
  terminal: Terminal,
  { yes }: Confirmable,
  plan: string,
  question: string,
): Promise<boolean> {
  terminal.error(plan);
  if (yes) return true;
  const answer = await terminal.ask(`${question} [y/N] `);
  if (answer === undefined)
    throw new UsageError('Nobody can be asked here, so nothing was changed. Add --yes to have it done.');
  const agreed = /^y(es)?$/i.test(answer.trim());
  if (!agreed) terminal.error('Nothing was changed.');
  return agreed;
}
