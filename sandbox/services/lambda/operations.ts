/** The operations of Lambda, in the SDK's shapes. There is none to create a function: the deployment does that. */
import { randomUUID } from 'node:crypto';
import type * as sdk from '@aws-sdk/client-lambda';
import { AwsError, type Caller, type Service } from '../../wire/service.ts';
import type { AsynchronousInvocations } from './asynchronous-invocations.ts';
import type { FunctionTable } from './function-table.ts';
import type { LambdaFunction } from './lambda-function.ts';

export function lambdaOperations(
  functions: FunctionTable,
  asynchronous: AsynchronousInvocations,
): Service['operations'] {
  return {
    async Invoke({ FunctionName, InvocationType, Payload }: sdk.InvokeCommandInput, { account }: Caller) {
      const called = functions.get(FunctionName ?? '', account);
      const event = eventText(Payload);
      if (InvocationType === 'DryRun') return { StatusCode: 204 };
      if (InvocationType === 'Event') {
        asynchronous.start(called.arn, event);
        return { StatusCode: 202 };
      }
      const invocation = await called.invoke(event, randomUUID());
      const answer = invocation.ok ? invocation.payload : invocation.error;
      return {
        StatusCode: 200,
        ExecutedVersion: '$LATEST',
        Payload: new TextEncoder().encode(JSON.stringify(answer)),
        ...(invocation.ok ? {} : { FunctionError: 'Unhandled' }),
      };
    },

    GetFunction({ FunctionName }: sdk.GetFunctionCommandInput, { account }: Caller) {
      return { Configuration: describe(functions.get(FunctionName ?? '', account)) };
    },

    GetFunctionConfiguration(
      { FunctionName }: sdk.GetFunctionConfigurationCommandInput,
      { account }: Caller,
    ) {
      return describe(functions.get(FunctionName ?? '', account));
    },

    ListFunctions() {
      return { Functions: functions.list().map(describe) };
    },

    GetPolicy({ FunctionName }: sdk.GetPolicyCommandInput, { account }: Caller) {
      return { Policy: functions.get(FunctionName ?? '', account).policy.document() };
    },

    AddPermission({ FunctionName, ...permission }: sdk.AddPermissionCommandInput, { account }: Caller) {
      return { Statement: functions.get(FunctionName ?? '', account).policy.add(permission) };
    },

    RemovePermission({ FunctionName, StatementId }: sdk.RemovePermissionCommandInput, { account }: Caller) {
      functions.get(FunctionName ?? '', account).policy.remove(StatementId);
      return {};
    },
  };
}

/** The payload as it came, once it is known to be JSON. Nothing is an empty event. */
function eventText(payload: sdk.InvokeCommandInput['Payload']): string {
  const text = (payload instanceof Uint8Array ? new TextDecoder().decode(payload) : payload) || '{}';
  if (typeof text !== 'string')
    throw new AwsError('InvalidRequestContentException', 'The payload is not text');
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError('InvalidRequestContentException', `Could not parse request body into json: ${reason}`);
  }
}

function describe({ arn, configuration, createdAt }: LambdaFunction) {
  const { name, handler, roleArn, timeoutSeconds, memorySize, environment, deadLetterQueueArn } =
    configuration;
  const { logFormat = 'Text' } = configuration;
  return {
    FunctionName: name,
    FunctionArn: arn,
    Runtime: 'nodejs24.x',
    Role: roleArn,
    Handler: handler,
    Timeout: timeoutSeconds,
    MemorySize: memorySize,
    // https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html: ISO 8601 with a numeric zone.
    LastModified: createdAt.toISOString().replace('Z', '+0000'),
    Version: '$LATEST',
    PackageType: 'Zip',
    State: 'Active',
    LastUpdateStatus: 'Successful',
    Environment: { Variables: environment },
    LoggingConfig: { LogFormat: logFormat, LogGroup: `/aws/lambda/${name}` },
    ...(deadLetterQueueArn === undefined ? {} : { DeadLetterConfig: { TargetArn: deadLetterQueueArn } }),
  };
}
