/** AWS::Lambda::… */
import * as z from 'zod/mini';
import { arnOf, type Context, nameOf, type ResourceType, resourceType } from '../resource-type.ts';
import type { FunctionSpec } from '../resources.ts';
import { DeploymentError } from '../template.ts';

const variable = z.pipe(z.union([z.string(), z.number(), z.boolean()]), z.transform(String));

/** Timeout and memory where a function names none: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const defaultTimeoutSeconds = 3;
const defaultMemorySize = 128;

/** `Code` is ignored: a bundle is read from the directory it was built into. */
const lambdaFunction = resourceType(
  z.object({
    FunctionName: z.optional(z.string()),
    Handler: z.string(),
    Runtime: z.string(),
    Role: z.string(),
    Timeout: z.optional(z.coerce.number()),
    MemorySize: z.optional(z.coerce.number()),
    Environment: z.optional(z.object({ Variables: z.optional(z.record(z.string(), variable)) })),
    DeadLetterConfig: z.optional(z.object({ TargetArn: z.optional(z.string()) })),
    LoggingConfig: z.optional(z.object({ LogFormat: z.optional(z.enum(['JSON', 'Text'])) })),
  }),
  (properties, context) => {
    const { Handler, Runtime, Role, Timeout, MemorySize, Environment, DeadLetterConfig } = properties;
    if (!Runtime.startsWith('nodejs')) {
      throw new DeploymentError(`the sandbox runs Node.js functions, not ${Runtime}`);
    }
    const logFormat = properties.LoggingConfig?.LogFormat;
    const deadLetterQueueArn = DeadLetterConfig?.TargetArn;
    if (deadLetterQueueArn !== undefined && !deadLetterQueueArn.startsWith('arn:aws:sqs:')) {
      throw new DeploymentError(
        `the dead letters of a function go to an SQS queue, not to ${deadLetterQueueArn}`,
      );
    }
    const name = nameOf(properties.FunctionName, context, 64);
    context.functions.set(name, {
      name,
      handler: Handler,
      codeDir: context.codeDir,
      environment: Environment?.Variables ?? {},
      timeoutSeconds: Timeout ?? defaultTimeoutSeconds,
      memorySize: MemorySize ?? defaultMemorySize,
      roleArn: Role,
      ...(logFormat && { logFormat }),
      ...(deadLetterQueueArn === undefined ? {} : { deadLetterQueueArn }),
    });
    return { ref: name, attributes: { Arn: arnOf('lambda', context, `function:${name}`) } };
  },
);

const eventInvokeConfig = resourceType(
  z.object({
    FunctionName: z.string(),
    MaximumRetryAttempts: z.optional(z.coerce.number()),
    MaximumEventAgeInSeconds: z.optional(z.coerce.number()),
    DestinationConfig: z.optional(z.record(z.string(), z.unknown())),
  }),
  (properties, context) => {
    const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig = {} } = properties;
    if (Object.keys(DestinationConfig).length > 0) {
      throw new DeploymentError('the sandbox has no destinations; a dead-letter queue (onError) does work');
    }
    const spec = declared(properties.FunctionName, context);
    if (MaximumRetryAttempts !== undefined) spec.maximumRetryAttempts = MaximumRetryAttempts;
    if (MaximumEventAgeInSeconds !== undefined) spec.maximumEventAgeSeconds = MaximumEventAgeInSeconds;
    return { ref: nameOf(undefined, context, 128), attributes: {} };
  },
);

function declared(nameOrArn: string, { functions }: Context): FunctionSpec {
  const spec = functions.get(nameOrArn.replace(/^arn:aws:lambda:.*:function:/, ''));
  if (spec === undefined) throw new DeploymentError(`the stack has no function ${nameOrArn}`);
  return spec;
}

const permission = resourceType(
  z.object({
    Action: z.string(),
    FunctionName: z.string(),
    Principal: z.string(),
    SourceArn: z.optional(z.string()),
    SourceAccount: z.optional(z.string()),
  }),
  ({ Action, FunctionName, Principal, SourceArn, SourceAccount }, context) => {
    context.permissions.grant({
      action: Action,
      functionName: FunctionName,
      principal: Principal,
      sourceArn: SourceArn,
      sourceAccount: SourceAccount,
    });
    const id = nameOf(undefined, context, 128);
    return { ref: id, attributes: { Id: id } };
  },
);

/** The sandbox runs `$LATEST` only: the first version of a function is what was just deployed. */
const version = resourceType(z.object({ FunctionName: z.string() }), ({ FunctionName }, context) => {
  const name = FunctionName.replace(/^arn:aws:lambda:.*:function:/, '');
  const arn = arnOf('lambda', context, `function:${name}:1`);
  return { ref: arn, attributes: { FunctionArn: arn, Version: '1' } };
});

export const lambdaTypes: Record<string, ResourceType> = {
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::EventInvokeConfig': eventInvokeConfig,
  'AWS::Lambda::Permission': permission,
  'AWS::Lambda::Version': version,
};
