/** The stack's functions as they are deployed. */
import { GetFunctionConfigurationCommand, GetPolicyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as v from 'valibot';
import { awsClient, awsError } from '../aws/client.ts';

export interface DeployedFunction {
  arn: string;
  roleArn: string;
  /** Variables. */
  environment: Record<string, string>;
  /** ARN of the queue. */
  deadLetterQueue?: string;
  vpc?: string;
  /** Why Lambda cannot run it, or could not change it, in Lambda's words. */
  trouble?: string;
}

/** @returns undefined where there is no such function */
export async function readFunction(name: string): Promise<DeployedFunction | undefined> {
  const found = await orUndefined(
    awsClient(new LambdaClient({})).send(new GetFunctionConfigurationCommand({ FunctionName: name })),
  );
  if (!found) return undefined;
  const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason } = found;
  // Inactive is a function that was idle for long, and Pending one that is made ready: both run.
  const failed = State === 'Failed' ? (StateReason ?? State) : undefined;
  const notChanged = LastUpdateStatus === 'Failed' ? (LastUpdateStatusReason ?? 'unknown') : undefined;
  const trouble = failed ?? notChanged;
  return {
    arn: found.FunctionArn ?? '',
    roleArn: found.Role ?? '',
    environment: found.Environment?.Variables ?? {},
    ...(found.DeadLetterConfig?.TargetArn && { deadLetterQueue: found.DeadLetterConfig.TargetArn }),
    ...(found.VpcConfig?.VpcId && { vpc: found.VpcConfig.VpcId }),
    ...(trouble !== undefined && { trouble }),
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html shows one. */
const Policy = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    Statement: v.array(
      v.object({
        Effect: v.string(),
        Principal: v.unknown(),
        Condition: v.optional(v.record(v.string(), v.record(v.string(), v.unknown())), {}),
      }),
    ),
  }),
);
const Events = v.object({ Service: v.literal('events.amazonaws.com') });

/** @returns ARNs of rules that the function lets invoke it, as patterns; undefined: any rule may */
export async function invokingRules(name: string): Promise<(string | undefined)[]> {
  const found = await orUndefined(
    awsClient(new LambdaClient({})).send(new GetPolicyCommand({ FunctionName: name })),
  );
  if (found?.Policy === undefined) return [];
  return v
    .parse(Policy, found.Policy)
    .Statement.filter(({ Effect, Principal }) => Effect === 'Allow' && v.is(Events, Principal))
    .map(({ Condition }) => {
      const keys = Object.values(Condition).flatMap((operands) => Object.entries(operands));
      const source = keys.find(([key]) => key.toLowerCase() === 'aws:sourcearn')?.[1];
      return typeof source === 'string' ? source : undefined;
    });
}

async function orUndefined<Output>(asked: Promise<Output>): Promise<Output | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (awsError(error)?.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
