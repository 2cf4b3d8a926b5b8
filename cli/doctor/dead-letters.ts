/** Whether events lie in the dead-letter queues, which the functions did not get or could not handle. */
import { lettersIn } from '../../providers/operator/dead-letters.ts';
import { deadLettersOf, LISTENERS, type Listener } from '../listeners.ts';
import type { Stack } from '../stack.ts';
import { suggested } from '../suggested.ts';
import type { Check } from './check.ts';
import { revertDrift } from './drift.ts';
import { allOr, type Judgement, problem } from './finding.ts';

export const deadLetters: Check = {
  name: 'dead letters',
  async look({ stack, fn }) {
    const looks = await Promise.all(
      LISTENERS.map(async (listener) =>
        (await fn(listener)) ? [{ listener, letters: await lettersIn(deadLettersOf(stack, listener)) }] : [],
      ),
    );
    return judgeQueues(looks.flat(), stack);
  },
};

/** @param looks `letters`: undefined where there is no such queue */
export function judgeQueues(
  looks: readonly { listener: Listener; letters: number | undefined }[],
  stack: Stack,
): Judgement[] {
  const problems = looks.flatMap(({ listener, letters }) => {
    const queue = deadLettersOf(stack, listener);
    if (letters === undefined)
      return [problem(`The dead-letter queue ${queue} is gone.`, revertDrift(stack))];
    if (letters === 0) return [];
    const lie = letters === 1 ? 'One event lies' : `${letters} events lie`;
    return [
      problem(`${lie} in the dead-letter queue ${queue}.`, {
        fix: `See why in its log, mend that (docs/runbook/dead-letters.md), and put ${letters === 1 ? 'it' : 'them'} back:`,
        command: suggested(stack, 'replay'),
      }),
    ];
  });
  return allOr(problems, 'None of the queues holds any.');
}
