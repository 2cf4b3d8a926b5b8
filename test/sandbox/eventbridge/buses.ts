/** An EventBridge with doubles for what it delivers to. */
import { onTestFinished } from 'vitest';
import type { QueueAttributes } from '../../../sandbox/parts.ts';
import type { Undelivered } from '../../../sandbox/services/eventbridge/delivery.ts';
import { createEventBridge, type SeenEvent } from '../../../sandbox/services/eventbridge/eventbridge.ts';
import { AwsError } from '../../../sandbox/wire/service.ts';

export const place = { account: '111122223333', region: 'us-east-1' };
export const elsewhere = { account: '444455556666', region: 'us-east-1' };

export const functionArn = 'arn:aws:lambda:us-east-1:111122223333:function:receive';
export const queueArn = 'arn:aws:sqs:us-east-1:111122223333:work';
export const deadLetterArn = 'arn:aws:sqs:us-east-1:111122223333:dead-letters';

export interface Sent {
  queueArn: string;
  body: string;
  attributes: QueueAttributes;
}

export function eventBridge(fail: (arn: string) => Error | undefined = () => undefined) {
  const invoked: { functionArn: string; payload: unknown }[] = [];
  const sent: Sent[] = [];
  const seen: SeenEvent[] = [];
  const undelivered: Undelivered[] = [];
  const bridge = createEventBridge({
    region: 'us-east-1',
    functions: {
      invokeLater(functionArn, payload) {
        const error = fail(functionArn);
        if (error) throw error;
        invoked.push({ functionArn, payload });
      },
    },
    queues: {
      send(queueArn, body, attributes) {
        const error = fail(queueArn);
        if (error) throw error;
        sent.push({ queueArn, body, attributes });
      },
    },
    onEvent: (event) => seen.push(event),
    onUndelivered: (loss) => undelivered.push(loss),
  });
  onTestFinished(() => bridge.close());
  return { ...bridge, invoked, sent, seen, undelivered };
}

export const noSuchFunction = new AwsError('ResourceNotFoundException', 'Function not found', 404);

export function code(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof AwsError ? `${error.code}: ${error.message}` : String(error);
  }
  return 'ok';
}
