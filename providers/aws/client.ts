/** What every AWS client of ours has in common. Region, credentials and endpoint come from the Lambda environment. */
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { MetadataBearer, Pluggable, SdkError } from '@smithy/types';
import { TransientAwsError } from '../../remediation/errors.ts';
import { lookOnly, type Permit } from './permit.ts';

interface SdkClient {
  middlewareStack: { use(plugin: Pluggable<object, MetadataBearer>): void };
}

/**
 * Errors that the SDK itself calls transient, throttled or the server's come out as TransientAwsError, once its own
 * retries are spent: the state machine retries that name, and no other error of AWS.
 */
export function awsClient<Client extends SdkClient>(client: Client, permit: Permit = 'act'): Client {
  client.middlewareStack.use(nameTransientErrors);
  if (permit === 'look') client.middlewareStack.use(lookOnly);
  return client;
}

const nameTransientErrors: Pluggable<object, MetadataBearer> = {
  applyToStack: (stack) =>
    stack.add(
      (next) => async (args) => {
        try {
          return await next(args);
        } catch (error) {
          throw transient(error) ?? error;
        }
      },
      { step: 'initialize', name: 'nameTransientErrors' },
    ),
};

function transient(error: unknown): TransientAwsError | undefined {
  if (!(error instanceof Error)) return undefined;
  // SdkError adds optional members to Error, nothing else: every Error is one.
  const sdkError = error as SdkError;
  if (!isTransientError(sdkError) && !isThrottlingError(sdkError) && !isServerError(sdkError))
    return undefined;
  return new TransientAwsError(`${error.name}: ${error.message}`, { cause: error });
}

/** Code and message of an error that AWS answered, not of our own or the network's. */
export function awsError(error: unknown): { code: string; message: string } | undefined {
  if (!(error instanceof Error)) return undefined;
  // As above. The SDK counts its tries in the metadata of every error: only an answer has a status.
  const { $metadata } = error as SdkError;
  if ($metadata?.httpStatusCode === undefined) return undefined;
  return { code: error.name, message: error.message };
}
