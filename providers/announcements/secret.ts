/** A credential that lives in SSM as a SecureString, and is never logged. */
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { awsClient } from '../aws/client.ts';

export interface Secret {
  /** It is read once. @throws Error that does not hold it, when it is not what it has to be. */
  read(): Promise<string>;
  /** It may have been replaced: the next one reads it anew. */
  forget(): void;
}

/** @param kind what it has to be, as it follows "holds no" */
export function secretIn(parameterName: string, kind: string, isOne: (text: string) => boolean): Secret {
  const client = awsClient(new SSMClient({}));
  let known: Promise<string> | undefined;
  const read = async () => {
    const { Parameter } = await client.send(
      new GetParameterCommand({ Name: parameterName, WithDecryption: true }),
    );
    // From a file it comes with the line break at its end.
    const text = Parameter?.Value?.trim();
    if (!text) throw new Error(`The SSM parameter ${parameterName} is empty`);
    if (!isOne(text)) throw new Error(`The SSM parameter ${parameterName} holds no ${kind}`);
    return text;
  };
  return {
    read() {
      // What could not be read is no answer for the next one.
      known ??= read().catch((error: unknown) => {
        known = undefined;
        throw error;
      });
      return known;
    },
    forget() {
      known = undefined;
    },
  };
}
