/** Lambda with bundles that the test writes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { QueueAttributes } from '../../../sandbox/parts.ts';
import {
  createLambda,
  type Lambda,
  type LambdaOptions,
} from '../../../sandbox/services/lambda/create-lambda.ts';
import type { FunctionConfiguration } from '../../../sandbox/services/lambda/lambda-function.ts';

export interface Sent {
  queueArn: string;
  body: string;
  attributes: QueueAttributes;
}

export function setUp(options: Partial<LambdaOptions> = {}) {
  const sent: Sent[] = [];
  let keys = 0;
  const lambda = createLambda({
    account: '111122223333',
    region: 'us-east-1',
    endpoint: () => 'http://127.0.0.1:4566',
    issueKey(roleArn) {
      keys += 1;
      return `ASIA-${roleArn.split('/').at(-1)}-${keys}`;
    },
    queues: { send: (queueArn, body, attributes) => void sent.push({ queueArn, body, attributes }) },
    retryDelaysMs: [1],
    ...options,
  });
  onTestFinished(() => lambda.close());
  return {
    lambda,
    sent,
    invoke: (name: string, payload: unknown = {}) => lambda.functions.invoke(functionArn(name), payload),
    define: (source: string, more: Partial<FunctionConfiguration> = {}) => define(lambda, source, more),
  };
}

export const functionArn = (name: string) => `arn:aws:lambda:us-east-1:111122223333:function:${name}`;

/** Writes `source` as an ES module and creates a function, `f` unless named, whose handler it exports. */
async function define(lambda: Lambda, source: string, more: Partial<FunctionConfiguration>): Promise<string> {
  const codeDir = await mkdtemp(join(tmpdir(), 'lambda-'));
  onTestFinished(() => rm(codeDir, { recursive: true }));
  await writeFile(join(codeDir, 'bundle.mjs'), source);
  return lambda.createFunction({
    name: 'f',
    handler: 'bundle.handler',
    codeDir,
    environment: {},
    timeoutSeconds: 30,
    memorySize: 256,
    roleArn: 'arn:aws:iam::111122223333:role/f',
    ...more,
  });
}
