/**
 * What a deployment needs of the other parts of the sandbox: one method for everything that it can create.
 * Each belongs to the account and the region of the stack.
 */
import type { PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type {
  CreateEventBusCommandInput,
  PutRuleCommandInput,
  PutTargetsCommandInput,
} from '@aws-sdk/client-eventbridge';
import type { SubscribeCommandInput } from '@aws-sdk/client-sns';
import type { PutParameterCommandInput } from '@aws-sdk/client-ssm';
import type { FunctionConfiguration } from '../services/lambda/lambda-function.ts';

type Awaitable<T> = T | Promise<T>;

/** A function, whose ARN is `arn:aws:lambda:<region>:<account>:function:<name>`. */
export interface FunctionSpec extends FunctionConfiguration {
  /** Of asynchronous invocations. */
  maximumEventAgeSeconds?: number;
}

export interface StateMachineSpec {
  name: string;
  /** Amazon States Language, parsed, with its substitutions made. */
  definition: Record<string, unknown>;
  roleArn: string;
}

export interface RoleSpec {
  name: string;
  /** Inline policies, parsed. */
  policies: unknown[];
}

export interface Resources {
  createFunction(spec: FunctionSpec): Awaitable<unknown>;
  /** @returns its ARN */
  createStateMachine(spec: StateMachineSpec): Awaitable<string>;
  /** @returns its ARN */
  createRole(spec: RoleSpec): Awaitable<string>;
  createTable(input: CreateTableCommandInput): Awaitable<unknown>;
  /** @returns its ARN */
  createTopic(name: string): Awaitable<string>;
  /** @returns the ARN of the subscription */
  subscribe(input: SubscribeCommandInput): Awaitable<string>;
  /** @param attributes as CreateQueue takes them */
  createQueue(name: string, attributes: Record<string, string>): Awaitable<{ url: string; arn: string }>;
  /** @returns the ARN of the bus */
  createEventBus(input: CreateEventBusCommandInput): Awaitable<{ EventBusArn: string }>;
  putRule(input: PutRuleCommandInput): Awaitable<{ RuleArn: string }>;
  putTargets(input: PutTargetsCommandInput): Awaitable<unknown>;
  putParameter(input: PutParameterCommandInput): Awaitable<unknown>;
  putMetricAlarm(input: PutMetricAlarmCommandInput): Awaitable<unknown>;
}
