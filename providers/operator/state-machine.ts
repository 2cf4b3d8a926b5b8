/** The state machine itself. */
import { DescribeStateMachineCommand, SFNClient, type StateMachineStatus } from '@aws-sdk/client-sfn';
import { awsClient, awsError } from '../aws/client.ts';

/** @returns undefined where there is no such state machine */
export async function stateMachineStatus(arn: string): Promise<StateMachineStatus | undefined> {
  try {
    const { status } = await awsClient(new SFNClient({})).send(
      new DescribeStateMachineCommand({ stateMachineArn: arn }),
    );
    return status;
  } catch (error) {
    if (awsError(error)?.code === 'StateMachineDoesNotExist') return undefined;
    throw error;
  }
}
