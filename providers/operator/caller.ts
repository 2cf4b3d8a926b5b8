/** Who calls AWS, by the credentials that are in use. */
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { awsClient } from '../aws/client.ts';

/** @returns the ARN of the user or of the role's session */
export async function callerArn(): Promise<string> {
  const { Arn } = await awsClient(new STSClient({})).send(new GetCallerIdentityCommand({}));
  if (!Arn) throw new Error('GetCallerIdentity answered without an ARN');
  return Arn;
}
