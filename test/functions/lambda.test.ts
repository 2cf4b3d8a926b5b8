/** What every function has in common. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { expect, test } from 'vitest';
import { lambda } from '../../functions/lambda.ts';

/** Of what Lambda hands over, what is looked at. */
function context(remainingMs: number): Context {
  const looked = { functionName: 'step', awsRequestId: '1', getRemainingTimeInMillis: () => remainingMs };
  return looked as unknown as Context;
}

test('that time is running out is for Lambda to say: the state machine retries its error, and no other', async () => {
  const late = lambda(async () => {
    await sleep(50);
    return 'done';
  });
  await expect(late({}, context(1))).resolves.toBe('done');
});

test('an error comes out under its own name', async () => {
  const failing = lambda(async () => {
    throw Object.assign(new Error('what is the matter'), { name: 'TargetGone' });
  });
  await expect(failing({}, context(1000))).rejects.toMatchObject({
    name: 'TargetGone',
    message: 'what is the matter',
  });
});
