/** Whether the stack is deployed as a dry run: `receive-failure` decides it for a remediation, by this variable of infra/functions.yml. */
import { environmentOf, FunctionMissing } from '../providers/operator/functions.ts';
import { missingStack } from './missing-stack.ts';
import type { Stack } from './stack.ts';

export async function onlyLooks({ stage, account, functionName }: Stack): Promise<boolean> {
  try {
    return (await environmentOf(functionName('receive-failure'))).DRY_RUN === 'true';
  } catch (error) {
    if (error instanceof FunctionMissing) throw missingStack(stage, account);
    throw error;
  }
}
