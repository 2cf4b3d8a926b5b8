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
    // As the function takes it: from a file it comes with the line break at its end.
    return { isEncrypted: Parameter?.Type === 'SecureString', value: (Parameter?.Value ?? '').trim() };
  } catch (error) {
    if (awsError(error)?.code === 'ParameterNotFound') return undefined;
    throw error;
  }
}
