/** What to do where the stack is no longer as its template has it: a deployment that changes nothing leaves it so. */
import { REGION, type Stack } from '../stack.ts';
import type { Remedy } from './finding.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/drift-aware-change-sets.html */
export function revertDrift({ name }: Pick<Stack, 'name'>): Remedy {
  return {
    fix: 'Bring the stack back to its template: make this change set, look at it in the CloudFormation console, and execute it there.',
    command: `aws cloudformation create-change-set --region ${REGION} --stack-name ${name} --change-set-name as-the-template --deployment-mode REVERT_DRIFT --use-previous-template --capabilities CAPABILITY_NAMED_IAM`,
  };
}
