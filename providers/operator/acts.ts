/** What an operator does to a remediation. */
import { RedriveExecutionCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { awsClient, awsError } from '../aws/client.ts';

/**
 * It goes on with the state that failed. The SDK gives the call a token of its own: one that it has to make twice redrives once.
 *
 * @returns false where Step Functions does not redrive it: it runs, or is beyond that
 */
export async function redriven(executionArn: string): Promise<boolean> {
  try {
    await awsClient(new SFNClient({})).send(new RedriveExecutionCommand({ executionArn }));
    return true;
  } catch (error) {
    if (awsError(error)?.code === 'ExecutionNotRedrivable') return false;
    throw error;
  }
}

/** `cause`: stays in the execution, for whoever looks at it. Nothing happens to one that is over. */
export async function stopRemediation(executionArn: string, cause: string): Promise<void> {
  await awsClient(new SFNClient({})).send(new StopExecutionCommand({ executionArn, cause }));
}
