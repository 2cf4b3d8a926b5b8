/** Runs the command as a process of its own, as a person does: the bundle that the package ships. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Ran {
  exitCode: number;
  out: string;
  error: string;
}

const SHIPPED = fileURLToPath(new URL('../../dist/cname-rescue.mjs', import.meta.url));

/**
 * @param env beside PATH: where AWS is, and who asks
 * @param cwd in which folder; unless given, in that of the project
 * @param begun called when it prints something for the first time
 */
export function cnameRescue(
  args: readonly string[],
  env: Record<string, string>,
  cwd?: string,
  begun = () => {},
): Promise<Ran> {
  const { PATH = '' } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [SHIPPED, ...args],
      { env: { PATH, HOME: '/nowhere', ...env }, cwd },
      (error, out, stderr) => {
        // A number, but for a process that could not be started or was ended by a signal.
        const exitCode = error ? Number(error.code ?? Number.NaN) : 0;
        resolve({ exitCode, out, error: stderr });
      },
    );
    child.stdout?.once('data', begun);
    child.stdin?.end();
  });
}

/** Of the sandbox, as the account that the stack is in. */
export function inSandbox(endpoint: string, account = '111122223333'): Record<string, string> {
  return { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'any' };
}
