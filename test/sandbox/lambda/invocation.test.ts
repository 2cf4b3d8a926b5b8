import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { functionArn, setUp } from './harness.ts';

/** Answers which instance it is and how many events that instance has had. */
const counting = `
  import { randomUUID } from 'node:crypto';
  import { setTimeout as sleep } from 'node:timers/promises';
  const instance = randomUUID();
  let events = 0;
  export const handler = async ({ ms = 0 }) => {
    events += 1;
    if (ms) await sleep(ms);
    return { instance, events };
  };
`;

describe('an invocation', () => {
  test('gives the handler event and context, and nothing else', async () => {
    const { define, invoke } = setUp();
    await define(
      `export async function handler(...args) {
        const [event, context] = args;
        const left = context.getRemainingTimeInMillis();
        return { count: args.length, event, context, inTime: left > 0 && left <= 30_000 };
      }`,
    );
    expect(await invoke('f', { a: [1, null, 'é'] })).toEqual({
      ok: true,
      payload: {
        count: 2,
        event: { a: [1, null, 'é'] },
        inTime: true,
        context: {
          awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          functionName: 'f',
          functionVersion: '$LATEST',
          invokedFunctionArn: functionArn('f'),
          memoryLimitInMB: '256',
          logGroupName: '/aws/lambda/f',
          logStreamName: 'sandbox',
          callbackWaitsForEmptyEventLoop: true,
        },
      },
    });
  });

  test('answers null when the handler returns nothing', async () => {
    const { define, invoke } = setUp();
    await define('export const handler = () => undefined;');
    expect(await invoke('f')).toEqual({ ok: true, payload: null });
  });

  test('finds the bundle and the export where the handler says', async () => {
    const { lambda, define, invoke } = setUp();
    await define('export const nested = { deep: () => "found" };', { handler: './bundle.nested.deep' });
    expect(await invoke('f')).toEqual({ ok: true, payload: 'found' });
    await expect(lambda.functions.invoke(functionArn('nobody'), {})).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      status: 404,
      message: `Function not found: ${functionArn('nobody')}`,
    });
  });

  test('is taken by a warm instance when there is one', async () => {
    const { define, invoke } = setUp();
    await define(counting);
    const first = await invoke('f');
    const second = await invoke('f');
    const { instance } = first.ok ? (first.payload as { instance: string }) : expect.fail('it failed');
    expect(second).toEqual({ ok: true, payload: { instance, events: 2 } });
  });

  test('gets an instance of its own while the others are busy', async () => {
    const { define, invoke } = setUp();
    await define(counting);
    const both = await Promise.all([invoke('f', { ms: 300 }), invoke('f', { ms: 300 })]);
    expect(both).toEqual(
      [1, 2].map(() => ({ ok: true, payload: { instance: expect.any(String), events: 1 } })),
    );
    const later = await Promise.all([invoke('f', { ms: 300 }), invoke('f', { ms: 300 })]);
    const instances = [...both, ...later].map(
      (one) => one.ok && (one.payload as { instance: string }).instance,
    );
    expect(new Set(instances).size).toBe(2);
  });

  test('keeps the environments of functions and of the sandbox apart', async () => {
    process.env.SECRET_OF_THE_SANDBOX = 'secret';
    const { define, invoke } = setUp();
    const source = `
      process.env.MINE ??= 'unset';
      export const handler = () => { const env = { ...process.env }; process.env.MINE = 'changed'; return env; };
    `;
    await define(source, { name: 'one', environment: { MINE: '1', TABLE: 'ledger', AWS_REGION: 'mars' } });
    await define(source, { name: 'two', roleArn: 'arn:aws:iam::111122223333:role/two' });
    await invoke('one');
    const one = await invoke('one');
    const two = await invoke('two');
    delete process.env.SECRET_OF_THE_SANDBOX;
    expect(one).toMatchObject({
      payload: {
        MINE: 'changed',
        TABLE: 'ledger',
        _HANDLER: 'bundle.handler',
        LAMBDA_TASK_ROOT: expect.stringContaining('lambda-'),
        TZ: ':UTC',
        AWS_REGION: 'us-east-1',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_LAMBDA_FUNCTION_NAME: 'one',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
        AWS_ACCESS_KEY_ID: 'ASIA-f-1',
        AWS_SECRET_ACCESS_KEY: 'sandbox',
        AWS_SESSION_TOKEN: 'sandbox',
        AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      },
    });
    expect(two).toMatchObject({ payload: { MINE: 'unset', AWS_ACCESS_KEY_ID: 'ASIA-two-2' } });
    for (const { payload } of [one, two] as { payload: object }[]) {
      expect(payload).not.toHaveProperty('SECRET_OF_THE_SANDBOX');
      expect(payload).not.toHaveProperty('PATH');
    }
  });

  test('uses the new code once the function was deployed anew, and lets the old one finish', async () => {
    const { define, invoke } = setUp();
    await define(counting);
    await invoke('f');
    const old = invoke('f', { ms: 300 });
    await define('export const handler = () => "new";');
    expect(await invoke('f')).toEqual({ ok: true, payload: 'new' });
    expect(await old).toMatchObject({ ok: true, payload: { events: 2 } });
  });
});

describe('errors', () => {
  test('a handler that throws: type, message, trace; and the instance goes on', async () => {
    const { define, invoke } = setUp();
    await define(`
      let events = 0;
      class TxtNotSeen extends Error { name = 'TxtNotSeen'; }
      export const handler = async ({ fail }) => { events += 1; if (fail) throw new TxtNotSeen('no record'); return events; };
    `);
    expect(await invoke('f', { fail: true })).toEqual({
      ok: false,
      error: {
        errorType: 'TxtNotSeen',
        errorMessage: 'no record',
        trace: expect.arrayContaining([
          expect.stringContaining('no record'),
          expect.stringContaining('bundle.mjs'),
        ]),
      },
    });
    expect(await invoke('f')).toEqual({ ok: true, payload: 2 });
  });

  test.each([
    ['something that is no error', 'export const handler = () => { throw "text"; };', 'string', 'text'],
    [
      'an answer that is no JSON',
      'export const handler = () => 1n;',
      'Runtime.JSONStringifyError',
      'Unable to stringify response body',
    ],
    [
      'no such export',
      'export const other = 1;',
      'Runtime.HandlerNotFound',
      'bundle.handler is undefined or not exported',
    ],
    [
      'no function',
      'export const handler = 1;',
      'Runtime.HandlerNotFound',
      'bundle.handler is not a function',
    ],
    [
      'a callback',
      'export const handler = (event, context, callback) => callback(null, 1);',
      'Runtime.CallbackHandlerDeprecated',
      'third parameter',
    ],
    ['a syntax error', 'export const handler = (', 'Runtime.UserCodeSyntaxError', 'SyntaxError'],
    ['a module that is not there', 'import "./gone.mjs";', 'Runtime.ImportModuleError', 'gone.mjs'],
    ['an error while it is loaded', 'throw new RangeError("table missing");', 'RangeError', 'table missing'],
    [
      'a promise nobody caught',
      'export const handler = () => { Promise.reject(new Error("lost")); return new Promise(() => {}); };',
      'Runtime.UnhandledPromiseRejection',
      'Error: lost',
    ],
    [
      'an error nobody caught',
      'export const handler = () => { setTimeout(() => { throw new TypeError("late"); }); return new Promise(() => {}); };',
      'TypeError',
      'late',
    ],
    [
      'an exit',
      'export const handler = () => process.exit(3);',
      'Runtime.ExitError',
      /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3$/,
    ],
    [
      'an exit without a reason',
      'export const handler = () => process.exit(0);',
      'Runtime.ExitError',
      'Error: Runtime exited without providing a reason',
    ],
  ])('%s', async (_, source, errorType, message) => {
    const { define, invoke } = setUp();
    await define(source);
    for (const _ of ['first', 'again']) {
      const errorMessage =
        message instanceof RegExp ? expect.stringMatching(message) : expect.stringContaining(message);
      expect(await invoke('f')).toEqual({
        ok: false,
        error: { errorType, errorMessage, trace: expect.any(Array) },
      });
    }
  });

  test('a bundle that is not there', async () => {
    const { define, invoke } = setUp();
    await define('', { handler: 'dist/missing.handler' });
    expect(await invoke('f')).toMatchObject({
      error: { errorType: 'Runtime.ImportModuleError', errorMessage: "Error: Cannot find module 'missing'" },
    });
  });

  test.each([
    ['a handler that waits', 'export const handler = ({ hang }) => hang ? new Promise(() => {}) : "fresh";'],
    ['a handler that spins', 'export const handler = ({ hang }) => { while (hang); return "fresh"; };'],
  ])('%s for too long is ended, and the next event gets a new instance', async (_, source) => {
    const { define, invoke } = setUp();
    await define(source, { timeoutSeconds: 1 });
    expect(await invoke('f', { hang: true })).toEqual({
      ok: false,
      error: {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(
          /^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/,
        ),
        trace: [],
      },
    });
    expect(await invoke('f')).toEqual({ ok: true, payload: 'fresh' });
  });

  test('an instance that dies while idle is not used again', async () => {
    const { define, invoke } = setUp();
    await define(`
      export const handler = ({ bomb }) => {
        if (bomb) setTimeout(() => process.exit(1), 20);
        return 'fine';
      };
    `);
    const exited = once(process, 'worker').then(([worker]) => once(worker, 'exit'));
    await invoke('f', { bomb: true });
    await exited;
    expect(await invoke('f')).toEqual({ ok: true, payload: 'fine' });
  });
});

describe('faults', () => {
  // The file tells what the handler did, whatever became of its instance.
  const marking = `
    import { appendFileSync, readFileSync, existsSync } from 'node:fs';
    const file = process.env.LAMBDA_TASK_ROOT + '/marks';
    export const handler = () => { appendFileSync(file, 'x'); return readFileSync(file, 'utf8').length; };
  `;

  test.each([
    ['before', 1],
    ['after', 2],
  ] as const)('a crash %s the handler ran', async (when, marks) => {
    const { define, invoke, lambda } = setUp();
    await define(marking);
    lambda.crashNext('f', when);
    expect(await invoke('f')).toEqual({
      ok: false,
      error: {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(
          /^RequestId: .* Error: Runtime exited with error: exit status 1$/,
        ),
        trace: [],
      },
    });
    expect(await invoke('f')).toEqual({ ok: true, payload: marks });
    expect(() => lambda.crashNext('nobody', when)).toThrow(
      expect.objectContaining({ code: 'ResourceNotFoundException' }),
    );
  });
});

test('close() ends everything, and what was under way fails', async () => {
  const { define, invoke, lambda } = setUp();
  await define('console.log("up"); export const handler = () => new Promise(() => {});');
  const hanging = invoke('f');
  await expect.poll(() => lambda.logs('f')).toHaveLength(1);
  await lambda.close();
  expect(await hanging).toMatchObject({ ok: false, error: { errorType: 'Runtime.ExitError' } });
});
