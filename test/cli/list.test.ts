import { expect, test } from 'vitest';
import { sandbox } from '../end-to-end/sandbox.ts';
import { cnameRescue, inSandbox } from './cname-rescue.ts';

const list = (args: string[], account?: string) =>
  cnameRescue(['list', '--stage', 'sandbox', ...args], inSandbox(sandbox.endpoint, account));

test('nothing has happened yet', async () => {
  expect(await list([])).toEqual({ exitCode: 0, out: 'There are no remediations.\n', error: '' });
  expect(await list(['--json'])).toEqual({ exitCode: 0, out: '{"remediations":[]}\n', error: '' });
});

test('an account without the stack', async () => {
  const { exitCode, out, error } = await list([], '444455556666');
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
  expect(error).toMatch(/Account 444455556666 has no stack of the stage "sandbox"/);
});
