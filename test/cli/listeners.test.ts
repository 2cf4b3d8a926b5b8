import * as v from 'valibot';
import { expect, test } from 'vitest';
import { deadLettersOf, LISTENERS } from '../../cli/listeners.ts';
import { stackOf } from '../../cli/stack.ts';
import { ofType } from '../package/template.ts';

const Queue = v.object({ QueueName: v.string() });

test('every dead-letter queue of the packaged stack is known, and no other', () => {
  const stack = stackOf('sandbox', 'arn:aws:iam::111122223333:user/operator');
  const packaged = ofType('AWS::SQS::Queue').map(
    ([, { Properties }]) => v.parse(Queue, Properties).QueueName,
  );
  expect(LISTENERS.map((listener) => deadLettersOf(stack, listener)).toSorted()).toEqual(packaged.toSorted());
});
