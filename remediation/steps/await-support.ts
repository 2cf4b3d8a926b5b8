/** `Await Support`: parks the execution with the case until AWS answers; the state's timeout is the slow poll. */
import type { StepInput } from '../document.ts';
import { StepOutOfOrder } from '../errors.ts';
import type { Executions, Ledger } from '../ports.ts';
import { established } from './established.ts';

/** @throws StepOutOfOrder when there is no case yet. */
export function awaitSupport({
  ledger,
  executions,
}: {
  ledger: Pick<Ledger, 'parkToken'>;
  executions: Pick<Executions, 'resume'>;
}) {
  return async ({ remediation }: StepInput, taskToken: string): Promise<void> => {
    const { caseId, checkedAt } = established(remediation, 'case');
    if (!caseId) throw new StepOutOfOrder('case.caseId');
    const { updatedSince } = await ledger.parkToken(caseId, taskToken, Date.parse(checkedAt));
    // The answer came between the last look and now: nothing else would wake us.
    if (updatedSince) await executions.resume(taskToken);
  };
}
