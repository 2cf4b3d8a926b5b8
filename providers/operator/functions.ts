/** Functions of the stack, invoked by the operator. */
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as v from 'valibot';
import { awsClient, awsError } from '../aws/client.ts';

/** The function was there, and threw. */
export class FunctionFailed extends Error {
  /** Name of the error, as the function's own. */
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** There is no such function. */
export class FunctionMissing extends Error {}

/** What Lambda answers in the place of a result: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
const Thrown = v.object({ errorType: v.optional(v.string(), 'Error'), errorMessage: v.string() });

/**
 * Waits for its result.
 *
 * @throws FunctionFailed, FunctionMissing
 */
export async function resultOf(functionName: string, event: unknown): Promise<unknown> {
  const { FunctionError, Payload } = await orMissing(() =>
    lambda().send(new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) })),
  );
  const result: unknown = JSON.parse(Payload?.transformToString() || 'null');
  if (FunctionError === undefined) return result;
  const { errorType, errorMessage } = v.parse(Thrown, result);
  throw new FunctionFailed(errorType, errorMessage);
}

/**
 * As EventBridge does: once Lambda has taken the event, it tries three times, and then puts it into the dead-letter queue.
 *
 * @param event JSON text, handed over as it is
 * @throws FunctionMissing
 */
export async function handOver(functionName: string, event: string): Promise<void> {
  await orMissing(() =>
    lambda().send(new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload: event })),
  );
}

async function orMissing<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (awsError(error)?.code === 'ResourceNotFoundException') throw new FunctionMissing();
    throw error;
  }
}

const lambda = () => awsClient(new LambdaClient({}));
