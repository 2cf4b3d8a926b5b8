/** A Step Functions of its own for each test, with functions and buses that the test holds in its hands. */
import type { DescribeExecutionOutput, GetExecutionHistoryOutput, HistoryEvent } from '@aws-sdk/client-sfn';
import * as v from 'valibot';
import { onTestFinished } from 'vitest';
import type { EventBuses, Functions, Invocation } from '../../../sandbox/parts.ts';
import { createStepFunctions } from '../../../sandbox/services/stepfunctions/create-step-functions.ts';
import { Faults } from '../../../sandbox/wire/faults.ts';
import { AwsError } from '../../../sandbox/wire/service.ts';

export const account = '111122223333';
export const region = 'us-east-1';
export const roleArn = `arn:aws:iam::${account}:role/workflow`;

export const lambdaArn = (name: string) => `arn:aws:lambda:${region}:${account}:function:${name}`;

/** What a function of the test does. Throws to fail. */
export type Handler = (payload: unknown) => unknown;

export type PutEvent = Parameters<EventBuses['put']>[0] & { bus: string };

const caller = {
  account,
  region,
  arn: `arn:aws:iam::${account}:user/tester`,
  accessKeyId: account,
  requestId: '00000000-0000-0000-0000-000000000000',
  userAgent: 'test',
};

export class FunctionError extends Error {
  constructor(errorType: string, message: string) {
    super(message);
    this.name = errorType;
  }
}

export function setUp(handlers: Record<string, Handler> = {}, buses = ['default', 'ours']) {
  const events: PutEvent[] = [];
  const calls: { name: string; payload: unknown }[] = [];
  const functions: Functions = {
    async invoke(arn, payload): Promise<Invocation> {
      const name = arn.split(':')[6] ?? '';
      const handler = handlers[name];
      if (handler === undefined) {
        throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
      }
      calls.push({ name, payload });
      try {
        return { ok: true, payload: await handler(payload) };
      } catch (error) {
        const { name: errorType, message } = error instanceof Error ? error : new Error(String(error));
        return { ok: false, error: { errorType, errorMessage: message, trace: [] } };
      }
    },
    invokeLater() {
      throw new Error('not used by Step Functions');
    },
  };
  const faults = new Faults();
  const sfn = createStepFunctions({
    account,
    region,
    functions,
    faults: (...call) => faults.take(...call),
    buses: {
      put(event, bus = 'default') {
        const name = bus.split('/').at(-1) ?? '';
        if (!buses.includes(name)) {
          throw new AwsError('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
        }
        events.push({ ...event, bus: name });
      },
    },
  });
  onTestFinished(() => sfn.close());

  /** As the wire calls an operation: whatever it throws is a rejection. */
  async function call(operation: string, input: object): Promise<unknown> {
    const run = sfn.service.operations[operation];
    if (run === undefined) throw new Error(`no operation ${operation}`);
    // Service declares `never` so that each operation can name its own input type.
    return run(input as never, caller);
  }

  // The casts below name an operation's own output type, which the table of operations does not keep.
  const describe = async (executionArn: string) =>
    (await call('DescribeExecution', { executionArn })) as DescribeExecutionOutput;

  return {
    sfn,
    events,
    faults,
    calls,
    call,
    statuses: () =>
      events
        .filter((event) => event.source === 'aws.states')
        .map((event) => v.parse(v.object({ status: v.string() }), event.detail).status),

    /** Creates a state machine named `machine` and starts an execution. */
    async start(definition: object, input: unknown = {}, name = 'one'): Promise<string> {
      const stateMachineArn = sfn.createStateMachine({ name: 'machine', definition, roleArn });
      const started = await call('StartExecution', { stateMachineArn, name, input: JSON.stringify(input) });
      return v.parse(v.object({ executionArn: v.string() }), started).executionArn;
    },

    describe,

    async history(executionArn: string, options: object = {}) {
      const output = await call('GetExecutionHistory', { executionArn, ...options });
      return (output as GetExecutionHistoryOutput).events ?? [];
    },

    /** Waits until it runs no more. */
    async finished(executionArn: string): Promise<DescribeExecutionOutput> {
      for (let turn = 0; turn < 2_000; turn += 1) {
        const execution = await describe(executionArn);
        if (execution.status !== 'RUNNING') return execution;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      throw new Error('it runs and runs');
    },
  };
}

/** A history in short: `TaskStateEntered Check`. */
export function brief(events: HistoryEvent[]): string[] {
  return events.map((event) => {
    const name = event.stateEnteredEventDetails?.name ?? event.stateExitedEventDetails?.name;
    return name === undefined ? `${event.type}` : `${event.type} ${name}`;
  });
}

export function output(execution: DescribeExecutionOutput): unknown {
  return JSON.parse(execution.output ?? 'null');
}
