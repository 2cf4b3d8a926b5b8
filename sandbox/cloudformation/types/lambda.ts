/** AWS::Lambda::… */
import * as v from 'valibot';
import { recordOf } from '../../record-of.ts';
import { arnOf, type Context, nameOf, type ResourceType, resourceType } from '../resource-type.ts';
import type { FunctionSpec } from '../resources.ts';
import { number, text } from '../scalars.ts';
import { DeploymentError } from '../template.ts';

/** Timeout and memory where a function names none: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const defaultTimeoutSeconds = 3;
const defaultMemorySize = 128;

/** `Code` is ignored: a bundle is read from the directory it was built into. */
const lambdaFunction = resourceType(
  v.object({
    FunctionName: v.optional(v.string()),
    Handler: v.string(),
    Runtime: v.string(),
    Role: v.string(),
    Timeout: v.optional(number),
    MemorySize: v.optional(number),
    Environment: v.optional(v.object({ Variables: v.optional(recordOf(text)) })),
    DeadLetterConfig: v.optional(v.object({ TargetArn: v.optional(v.string()) })),
    LoggingConfig: v.optional(v.object({ LogFormat: v.optional(v.picklist(['JSON', 'Text'])) })),
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
  v.object({
    FunctionName: v.string(),
    MaximumRetryAttempts: v.optional(number),
    MaximumEventAgeInSeconds: v.optional(number),
    DestinationConfig: v.optional(recordOf(v.unknown())),
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
  const spec = functions.get(bareName(nameOrArn));
  if (spec === undefined) throw new DeploymentError(`the stack has no function ${nameOrArn}`);
  return spec;
}

function bareName(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:aws:lambda:.*:function:/, '');
}

const permission = resourceType(
  v.object({
    Action: v.string(),
    FunctionName: v.string(),
    Principal: v.string(),
    SourceArn: v.optional(v.string()),
    SourceAccount: v.optional(v.string()),
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
    // One for a function that is not the stack's changes nothing here.
    const spec = context.functions.get(bareName(FunctionName));
    if (spec) {
      const sources = { ...(SourceArn && { SourceArn }), ...(SourceAccount && { SourceAccount }) };
      spec.permissions = [...(spec.permissions ?? []), { StatementId: id, Action, Principal, ...sources }];
    }
    return { ref: id, attributes: { Id: id } };
  },
);

/** The sandbox runs `$LATEST` only: the first version of a function is what was just deployed. */
const version = resourceType(v.object({ FunctionName: v.string() }), ({ FunctionName }, context) => {
  const name = bareName(FunctionName);
  const arn = arnOf('lambda', context, `function:${name}:1`);
  return { ref: arn, attributes: { FunctionArn: arn, Version: '1' } };
});

export const lambdaTypes: Record<string, ResourceType> = {
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::EventInvokeConfig': eventInvokeConfig,
  'AWS::Lambda::Permission': permission,
  'AWS::Lambda::Version': version,
};
