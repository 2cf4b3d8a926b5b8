import { expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/sandbox.ts';

test('a variable that no function of the stack has is a mistake in the scenario', async () => {
  const sandbox = startSandbox({ port: 0, dnsPort: 0, overrides: { ATTACH_CERTIFICATES: 'true' } });
  await expect(sandbox).rejects.toThrow('No function of the stack has ATTACH_CERTIFICATES.');
});
