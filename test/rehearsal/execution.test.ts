/** An execution is read by several calls, and goes on between them. */
import { SFNClient } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { executions } from '../../sandbox/rehearsal/execution.ts';

const ARN = 'arn:aws:states:us-east-1:111122223333:execution:cname-rescue:www';

/** One execution that fails right after the first call that is about it. */
function failingBetweenTwoCalls(): SFNClient {
  const sfn = new SFNClient({ region: 'us-east-1' });
  let askedBefore = 0;
  sfn.middlewareStack.add(
    (_next, { commandName }) =>
      async () => {
        if (commandName === 'ListExecutionsCommand') return answer({ executions: [{ executionArn: ARN }] });
        const isOver = askedBefore++ > 0;
        if (commandName === 'DescribeExecutionCommand') {
          return answer({ executionArn: ARN, name: 'www', status: isOver ? 'FAILED' : 'RUNNING' });
        }
        const started = { id: 1, type: 'ExecutionStarted' };
        const failed = { id: 2, type: 'ExecutionFailed', previousEventId: 1 };
        return answer({ events: isOver ? [started, failed] : [started] });
      },
    { step: 'initialize' },
  );
  return sfn;
}

function answer(output: object) {
  return { output: { $metadata: {}, ...output }, response: undefined };
}

test('the history of an execution that is over has its end, whenever it ended', async () => {
  const sfn = failingBetweenTwoCalls();
  for (let look = 1; look <= 2; look++) {
    const [{ status, history } = { status: '', history: [] }] = await executions(sfn, ARN);
    if (status === 'FAILED') expect(history.at(-1)?.type).toBe('ExecutionFailed');
  }
  const [last] = await executions(sfn, ARN);
  expect(last?.status).toBe('FAILED');
});
