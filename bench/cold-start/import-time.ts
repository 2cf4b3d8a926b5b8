/** How long a process that has done nothing yet takes to import a bundle: what is left of a cold start once Node.js is up. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { DECLARED } from '../../infra/parameters.ts';

/** Of Lambda. */
const RUNTIME = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: '111122223333',
  AWS_SECRET_ACCESS_KEY: 'none',
  AWS_LAMBDA_FUNCTION_NAME: 'cname-rescue',
};

/** Those of all functions, as the rehearsals set them. */
const ENVIRONMENT: Record<string, string> = {
  ...RUNTIME,
  ...Object.fromEntries(
    [...readFileSync('infra/functions.yml', 'utf8').matchAll(/^ {4}([A-Z_]+): (.+)$/gm)].map(
      ([, name = '', value = '']) => [name, filled(value)],
    ),
  ),
};

/** That of a parameter; where CloudFormation puts in a name, some name. */
function filled(value: string): string {
  const [, parameter] = /^\$\{param:(\w+)\}$/.exec(value) ?? [];
  const declared = DECLARED.get(parameter ?? '');
  return declared ? `${declared.sandbox ?? declared.default}` : 'cname-rescue';
}

/** @returns milliseconds. @throws Error with what the process said, when the bundle does not load. */
export function importTime(bundle: string): number {
  const script = `
    const start = performance.now();
    const { handler } = await import(${JSON.stringify(bundle)}).catch(({ message }) => {
      process.stderr.write(message);
      process.exit(1);
    });
    const end = performance.now();
    process.stdout.write(typeof handler === 'function' ? String(end - start) : '');
    process.exit();
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  if (!stdout) throw new Error(`${bundle} does not load: ${stderr || 'it exports no handler'}`);
  return Number(stdout);
}
