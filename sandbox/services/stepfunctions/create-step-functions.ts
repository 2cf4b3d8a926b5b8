/** Step Functions: Standard workflows, run by aws-local-stepfunctions. */
import * as sdk from '@aws-sdk/client-sfn';
import type { EventBuses, Functions } from '../../parts.ts';
import type { Service } from '../../wire/service.ts';
import { parseDefinition } from './definition.ts';
import { executionOperations } from './execution-operations.ts';
import { Executions } from './executions.ts';
import { type ResourceParts, Resources } from './resources.ts';
import { stateMachineOperations } from './state-machine-operations.ts';
import { StateMachines } from './state-machines.ts';
import { statusChange } from './status-change.ts';
import { TaskTokens } from './task-tokens.ts';

export interface StepFunctionsOptions {
  account: string;
  region: string;
  functions: Functions;
  buses: EventBuses;
  faults?: ResourceParts['faults'];
  /** Epoch milliseconds. */
  now?: () => number;
}

export interface StepFunctions {
  service: Service;
  /**
   * A state machine of that name gets the new definition; executions keep the one they were started with.
   * @param definition an object, its substitutions already applied
   * @returns its ARN
   * @throws AwsError InvalidDefinition, also for what the sandbox cannot run
   */
  createStateMachine(stateMachine: { name: string; definition: unknown; roleArn: string }): string;
  /** As if the time were over sooner in which AWS lets an execution be redriven. */
  redrivableFor(seconds: number): void;
  /** Stops what is running, tells nobody, and leaves no timers. */
  close(): Promise<void>;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html */
const REDRIVABLE_SECONDS = 14 * 24 * 60 * 60;

export function createStepFunctions(options: StepFunctionsOptions): StepFunctions {
  const { account, region, functions, buses, faults, now = Date.now } = options;
  const tokens = new TaskTokens();
  const resources = new Resources({ functions, buses, account, region, faults });
  const machines = new StateMachines({ account, region, now });
  let closed = false;
  let redrivableMs = REDRIVABLE_SECONDS * 1000;
  const executions = new Executions({
    resources,
    tokens,
    region,
    now,
    redrivableMs: () => redrivableMs,
    onStatus(execution) {
      if (closed) return;
      try {
        buses.put(statusChange(execution, account));
      } catch (error) {
        // Best effort, as in AWS: an execution does not fail because nobody can be told of it.
        process.emitWarning(error instanceof Error ? error : String(error));
      }
    },
  });
  return {
    service: {
      sdk,
      client: 'SFNClient',
      operations: {
        ...stateMachineOperations(machines, executions),
        ...executionOperations(machines, executions),
        SendTaskSuccess({ taskToken = '', output = '' }: sdk.SendTaskSuccessCommandInput) {
          tokens.succeed(taskToken, output);
          return {};
        },
        SendTaskFailure({ taskToken = '', error = '', cause = '' }: sdk.SendTaskFailureCommandInput) {
          tokens.fail(taskToken, error, cause);
          return {};
        },
        SendTaskHeartbeat({ taskToken = '' }: sdk.SendTaskHeartbeatCommandInput) {
          tokens.heartbeat(taskToken);
          return {};
        },
      },
    },
    createStateMachine({ name, definition, roleArn }) {
      return machines.put({ name, roleArn, definition: parseDefinition(definition) }).arn;
    },
    redrivableFor(seconds) {
      redrivableMs = seconds * 1000;
    },
    async close() {
      closed = true;
      await executions.stopAll();
    },
  };
}
