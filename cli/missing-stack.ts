/** What is said when there is no stack of this stage. */
import { REGION } from './stack.ts';
import { UsageError } from './trouble.ts';

export function missingStack(stage: string, account: string): UsageError {
  return new UsageError(
    `Account ${account} has no stack of the stage "${stage}" in ${REGION}. Name another with --stage, or another account with --profile.`,
  );
}
