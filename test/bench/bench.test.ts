/** The command as a person calls it. */
import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';

function bench(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['bench/bench.ts', ...args], (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

test('a bench that does not exist: one clear sentence, exit code 2', async () => {
  const { code, stdout, stderr } = await bench('nope');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('There is no bench "nope". There are: dns');
});

test('--list names each with a sentence', async () => {
  const { code, stdout } = await bench('--list');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^dns +\S.*\.$/m);
  expect(stdout).toMatch(/^cold-start +\S.*\.$/m);
});
