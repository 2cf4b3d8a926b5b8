/** Lambda: runs the built bundles, each instance in a worker thread with an environment of its own. */
import { randomUUID } from 'node:crypto';
import * as sdk from '@aws-sdk/client-lambda';
import type { Functions, Queues } from '../../parts.ts';
import type { Service } from '../../wire/service.ts';
import { AsynchronousInvocations, DEFAULT_RETRY_DELAYS_MS } from './asynchronous-invocations.ts';
import { FunctionTable } from './function-table.ts';
import type { FunctionConfiguration, FunctionSurroundings } from './lambda-function.ts';
import { type LogLine, Logs } from './logs.ts';
import { lambdaOperations } from './operations.ts';

export interface LambdaOptions extends Omit<FunctionSurroundings, 'onLine'> {
  queues: Queues;
  /** Milliseconds before each retry of an asynchronous invocation. */
  retryDelaysMs?: readonly number[];
  onLog?: (functionName: string, entry: LogLine) => void;
}

export interface Lambda {
  service: Service;
  functions: Functions;
  /** @returns its ARN */
  createFunction(configuration: FunctionConfiguration): string;
  /**
   * A fault: the instance that takes the next event dies before or after the handler ran.
   * @throws AwsError ResourceNotFoundException
   */
  crashNext(functionName: string, when: 'before' | 'after'): void;
  /** A fault: the instance that has this key dies at once. @returns whether there is one */
  killInstance(accessKeyId: string): boolean;
  /**
   * The next event gets an instance that has seen none, as one does in Lambda after some idle minutes.
   * @throws AwsError ResourceNotFoundException
   */
  recycle(functionName: string): void;
  /** The last lines that a function printed, oldest first. */
  logs(functionName: string): LogLine[];
  /** Ends all instances. What they were doing fails, and nothing is retried. */
  close(): Promise<void>;
}

export function createLambda({
  queues,
  retryDelaysMs = DEFAULT_RETRY_DELAYS_MS,
  onLog,
  ...around
}: LambdaOptions): Lambda {
  const logs = new Logs();
  const table = new FunctionTable({
    ...around,
    onLine(functionName, line) {
      const entry = logs.add(functionName, line);
      onLog?.(functionName, entry);
    },
  });
  const asynchronous = new AsynchronousInvocations(table, queues, retryDelaysMs);
  return {
    service: { sdk, client: 'LambdaClient', operations: lambdaOperations(table, asynchronous) },
    functions: {
      async invoke(functionArn, payload) {
        return table.get(functionArn).invoke(jsonText(payload), randomUUID());
      },
      invokeLater(functionArn, payload) {
        asynchronous.start(functionArn, jsonText(payload));
      },
    },
    createFunction: (configuration) => table.put(configuration).arn,
    crashNext: (functionName, when) => table.get(functionName).crashNext(when),
    killInstance: (accessKeyId) => table.list().some((each) => each.killInstance(accessKeyId)),
    recycle: (functionName) => void table.get(functionName).recycle(),
    logs: (functionName) => logs.of(functionName),
    async close() {
      asynchronous.close();
      await Promise.all(table.list().map((each) => each.close()));
    },
  };
}

function jsonText(payload: unknown): string {
  return JSON.stringify(payload) ?? 'null';
}
