/** Instances come to an end: in the middle of a call of AWS, or between two events. */
import { expect, test } from 'vitest';
import { setUp } from './harness.ts';

const hanging = `
  export const handler = ({ hang }) =>
    hang ? new Promise((resolve) => setTimeout(resolve, 25_000)) : process.env.AWS_ACCESS_KEY_ID;
`;

test('one is killed by its key, whatever it is doing; the next event finds another', async () => {
  const { define, invoke, lambda } = setUp();
  await define(hanging);
  const key = 'ASIA-f-1';
  expect(await invoke('f')).toEqual({ ok: true, payload: key });
  const hung = invoke('f', { hang: true });
  expect(lambda.killInstance('ASIA-f-7')).toBe(false);
  expect(lambda.killInstance(key)).toBe(true);
  expect(await hung).toMatchObject({ ok: false, error: { errorType: 'Runtime.ExitError' } });
  expect(await invoke('f')).toEqual({ ok: true, payload: 'ASIA-f-2' });
});

test('recycled: what was warm is gone', async () => {
  const { define, invoke, lambda } = setUp();
  await define(`let events = 0; export const handler = () => (events += 1);`);
  expect(await invoke('f')).toEqual({ ok: true, payload: 1 });
  expect(await invoke('f')).toEqual({ ok: true, payload: 2 });
  lambda.recycle('f');
  expect(await invoke('f')).toEqual({ ok: true, payload: 1 });
});
