/**
 * The runtime inside an instance: loads the handler, then gives it one event after the other. Runs in a worker thread and knows,
 * like the real one, nothing but its environment.
 */
import { parentPort } from 'node:worker_threads';
import { type Handler, loadHandler } from './handler-module.ts';
import { printJson } from './json-logs.ts';
import type { InvokeMessage, RuntimeError, RuntimeMessage } from './runtime-messages.ts';

const { env } = process;
let requestId: string | undefined;

process.on('uncaughtException', (error) => void breakDown(describe(error), 129));
process.on('unhandledRejection', (reason) => {
  const trace = describe(reason).trace;
  const error = { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: String(reason), trace };
  void breakDown(error, 128);
});

if (env.AWS_LAMBDA_LOG_FORMAT === 'JSON') printJson(() => requestId);

try {
  const handler = await loadHandler(env.LAMBDA_TASK_ROOT ?? '', env._HANDLER ?? '');
  parentPort?.on('message', (message: InvokeMessage) => void invoke(handler, message));
  await say({ kind: 'ready' });
} catch (error) {
  await breakDown(describe(error), 1);
}

async function invoke(handler: Handler, message: InvokeMessage): Promise<void> {
  requestId = message.requestId;
  if (message.crash === 'before') process.exit(1);
  const answer = await run(handler, message);
  if (message.crash === 'after') process.exit(1);
  await say(answer);
}

async function run(handler: Handler, message: InvokeMessage): Promise<RuntimeMessage> {
  let response: unknown;
  try {
    response = await handler(JSON.parse(message.event), contextOf(message));
  } catch (error) {
    return { kind: 'failed', error: describe(error) };
  }
  try {
    // A handler that returns nothing answers null.
    return { kind: 'done', response: JSON.stringify(response) ?? 'null' };
  } catch {
    const error = {
      errorType: 'Runtime.JSONStringifyError',
      errorMessage: 'Unable to stringify response body',
      trace: [],
    };
    return { kind: 'failed', error };
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function contextOf({ requestId, functionArn, deadline }: InvokeMessage): object {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    invokedFunctionArn: functionArn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function describe(error: unknown): RuntimeError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

/** Speaks after everything that was printed has been read, so that no log line comes later than the answer. */
async function say(message: RuntimeMessage): Promise<void> {
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))),
  );
  parentPort?.postMessage(message);
}

async function breakDown(error: RuntimeError, exitCode: number): Promise<void> {
  await say({ kind: 'broken', error });
  process.exit(exitCode);
}
