/** What a deployment of the stage `prod` would upload, and the account that it would make. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { emptyAccount } from '../sandbox/cloudformation/account.ts';

/** For a handful of packages at a few seconds each, on a machine that has other things to do. */
export const PACKAGED_WITHIN_MS = 120_000;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** As `serverless deploy` packages it before it calls AWS; the bundles are built already. */
export async function packaged(...parameters: string[]) {
  const folder = newFolder();
  const args = [
    'package',
    '--stage',
    'prod',
    '--package',
    folder,
    ...parameters.flatMap((each) => ['--param', each]),
  ];
  execFileSync('serverless', args, { stdio: 'pipe' });
  const template = JSON.parse(
    readFileSync(join(folder, 'cloudformation-template-update-stack.json'), 'utf8'),
  );
  const account = emptyAccount();
  const stack = await account.deploy(template);
  return { folder, template, account, stack };
}

/** What is said instead. */
export function refusedPackage(...args: string[]) {
  const folder = newFolder();
  const { status, stdout, stderr } = spawnSync('serverless', ['package', '--package', folder, ...args], {
    encoding: 'utf8',
  });
  return { folder, status, stdout, stderr };
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cname-rescue-package-'));
  folders.push(folder);
  return folder;
}
