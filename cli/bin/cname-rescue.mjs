#!/usr/bin/env node
/**
 * What npm links as `cname-rescue`. In the package it is the bundle that runs. In a clone it is the sources, by the Node that the
 * project pins, and what is missing is installed first, as by `npm start`. Plain JavaScript, for whatever Node is there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

if (existsSync(`${root}cli/main.ts`)) {
  const installed = spawnSync('npm', ['run', '--silent', 'install-missing'], { cwd: root, stdio: 'inherit' });
  if (installed.status !== 0) process.exit(installed.status ?? 1);
  // Ctrl-C is for the command: it comes to both of them, and this one would be gone before the command has said its last word.
  process.on('SIGINT', () => {});
  const { status, signal } = spawnSync(
    `${root}node_modules/node/bin/node`,
    [`${root}cli/main.ts`, ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  // As shells tell it: 128 and the number of the signal, of which Ctrl-C's is 2.
  process.exit(status ?? (signal === 'SIGINT' ? 130 : 1));
} else {
  await import(new URL('../../dist/cname-rescue.mjs', import.meta.url).href);
}
