import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { atMost } from '../../providers/at-most.ts';

test('never more than the limit at once, in order, and a failure makes room like any other end', async () => {
  const inTurn = atMost(2);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const task = (index: number) => async () => {
    begun.push(index);
    running += 1;
    most = Math.max(most, running);
    await turn();
    running -= 1;
    if (index % 2 === 0) throw new Error(`${index}`);
    return index;
  };
  const ends = await Promise.allSettled(Array.from({ length: 7 }, (_, index) => inTurn(task(index))));
  expect(most).toBe(2);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(ends.map(({ status }) => status === 'fulfilled')).toEqual([
    false,
    true,
    false,
    true,
    false,
    true,
    false,
  ]);
});
