/** Whether the stack is deployed as a dry run: `receive-failure` decides it for a remediation, by this variable of infra/functions.yml. */
import { readFunction } from '../providers/operator/deployed-functions.ts';
import { missingStack } from './missing-stack.ts';
import type { Stack } from './stack.ts';

export async function onlyLooks({ stage, account, functionName }: Stack): Promise<boolean> {
  const deployed = await readFunction(functionName('receive-failure'));
  if (!deployed) throw missingStack(stage, account);
  return deployed.environment.DRY_RUN === 'true';
}
