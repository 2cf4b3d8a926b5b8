/** Parameters of Systems Manager that hold what nobody may see: what is returned is never printed. */
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { awsClient, awsError } from '../aws/client.ts';

export interface SecretParameter {
  isEncrypted: boolean;
  value: string;
}

/** @returns undefined where there is no such parameter */
export async function readParameter(name: string): Promise<SecretParameter | undefined> {
  try {
    const { Parameter } = await awsClient(new SSMClient({})).send(
      new GetParameterCommand({ Name: name, WithDecryption: true }),
    );
    return { isEncrypted: Parameter?.Type === 'SecureString', value: Parameter?.Value ?? '' };
  } catch (error) {
    if (awsError(error)?.code === 'ParameterNotFound') return undefined;
    throw error;
  }
}
