import { describe, expect, test, vi } from 'vitest';
import { functionArn, setUp } from './harness.ts';

const queueArn = 'arn:aws:sqs:us-east-1:111122223333:dead-letters';

/** Fails the first `FAILURES` times, and prints the request id each time. */
const failing = `
  import { appendFileSync, readFileSync } from 'node:fs';
  const file = process.env.LAMBDA_TASK_ROOT + '/attempts';
  export const handler = (event, context) => {
    appendFileSync(file, context.awsRequestId + '\\n');
    const attempts = readFileSync(file, 'utf8').trim().split('\\n');
    console.log(JSON.stringify(attempts));
    if (attempts.length <= Number(process.env.FAILURES)) throw new Error('x'.repeat(2000));
  };
`;

function attempts(lambda: ReturnType<typeof setUp>['lambda']): string[] {
  const last = lambda.logs('f').findLast(({ line }) => line.startsWith('['));
  return JSON.parse(last?.line ?? '[]') as string[];
}

describe('an asynchronous invocation', () => {
  test('that fails is tried twice more, then the dead-letter queue gets the very event', async () => {
    const { define, lambda, sent } = setUp();
    await define(failing, { deadLetterQueueArn: queueArn, environment: { FAILURES: '9' } });
    const event = { 'detail-type': 'ü', detail: { z: 1, a: [null, 1.5, '"'] } };
    const text = JSON.stringify(event);
    lambda.functions.invokeLater(functionArn('f'), event);
    event.detail.z = 2;
    await vi.waitFor(() => expect(sent).toHaveLength(1), { timeout: 20_000 });
    const ids = attempts(lambda);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    expect(sent[0]).toEqual({
      queueArn,
      body: text,
      attributes: { RequestID: ids[0], ErrorCode: '200', ErrorMessage: 'x'.repeat(1024) },
    });
  });

  test('that succeeds in the end leaves nothing behind', async () => {
    const { define, lambda, sent } = setUp();
    await define(failing, { deadLetterQueueArn: queueArn, environment: { FAILURES: '2' } });
    lambda.functions.invokeLater(functionArn('f'), {});
    await vi.waitFor(() => expect(attempts(lambda)).toHaveLength(3), { timeout: 20_000 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(sent).toEqual([]);
    expect(attempts(lambda)).toHaveLength(3);
  });

  test('is tried as often as the function says, and is lost without a queue', async () => {
    const { define, lambda, sent } = setUp();
    await define(failing, { maximumRetryAttempts: 0, environment: { FAILURES: '9' } });
    lambda.functions.invokeLater(functionArn('f'), {});
    await vi.waitFor(() => expect(attempts(lambda)).toHaveLength(1), { timeout: 20_000 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(attempts(lambda)).toHaveLength(1);
    expect(sent).toEqual([]);
  });

  test('of a function that is not there is refused at once', () => {
    const { lambda } = setUp();
    expect(() => lambda.functions.invokeLater(functionArn('f'), {})).toThrow(
      expect.objectContaining({ code: 'ResourceNotFoundException' }),
    );
  });

  test('waits longer before the second retry, and close() forgets it', async () => {
    const { define, lambda } = setUp({ retryDelaysMs: [1, 3_600_000] });
    await define(failing, { deadLetterQueueArn: queueArn, environment: { FAILURES: '9' } });
    lambda.functions.invokeLater(functionArn('f'), {});
    await vi.waitFor(() => expect(attempts(lambda)).toHaveLength(2), { timeout: 20_000 });
    await lambda.close();
    expect(attempts(lambda)).toHaveLength(2);
  });

  test('a queue that is not there is no reason to fall over', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const { define, lambda } = setUp({
      queues: {
        send() {
          throw new Error('no such queue');
        },
      },
    });
    await define(failing, {
      deadLetterQueueArn: queueArn,
      maximumRetryAttempts: 0,
      environment: { FAILURES: '9' },
    });
    lambda.functions.invokeLater(functionArn('f'), {});
    await vi.waitFor(() => expect(warned).toHaveBeenCalledOnce(), { timeout: 20_000 });
    warned.mockRestore();
  });
});
