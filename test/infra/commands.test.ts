/** `serverless deploy` and `serverless remove`, as `npm run deploy` and `npm run remove` call them, to their end. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeployingAccount, startDeployingAccount } from './deploying-account.ts';

/** Seconds, on a machine that has nothing else to do. What hangs is ended. */
const WITHIN_MS = 100_000;

let account: DeployingAccount;
/** osls leaves what it packages in the folder it is called in, and other tests package in that of the project. */
let folder: string;

beforeAll(async () => {
  account = await startDeployingAccount('cname-rescue-prod');
  folder = mkdtempSync(join(tmpdir(), 'cname-rescue-deploy-'));
  copyFileSync('serverless.yml', join(folder, 'serverless.yml'));
  for (const linked of ['dist', 'infra', 'node_modules', 'package.json', 'statemachine']) {
    symlinkSync(resolve(linked), join(folder, linked));
  }
});
afterAll(() => {
  account.close();
  rmSync(folder, { recursive: true, force: true });
});

function serverless(...args: string[]): Promise<{ code: unknown; stdout: string }> {
  return serverlessIn({}, ...args);
}

function serverlessIn(
  environment: Record<string, string>,
  ...args: string[]
): Promise<{ code: unknown; stdout: string }> {
  account.calls.length = 0;
  const env = {
    ...process.env,
    ...environment,
    AWS_ENDPOINT_URL: account.url,
    AWS_ACCESS_KEY_ID: '111122223333',
    AWS_SECRET_ACCESS_KEY: 'any',
    // How often osls looks for news of CloudFormation, in milliseconds.
    SLS_AWS_MONITORING_FREQUENCY: '50',
  };
  return new Promise((done) => {
    execFile(
      'serverless',
      [...args, '--stage', 'prod'],
      { cwd: folder, env, timeout: WITHIN_MS },
      (error, stdout) => done({ code: error?.code ?? 0, stdout }),
    );
  });
}

const changes = () => account.calls.filter((call) => /ChangeSet|DeleteStack/.test(call));

test('what is refused reaches no AWS', async () => {
  const { code, stdout } = await serverless('deploy', '--param', 'dryRun=yes');
  expect(code).toBe(1);
  expect(stdout).toContain('dryRun=yes: it has to be true or false.');
  expect(account.calls).toEqual([]);
});

test('the first deployment uploads bundles and template, creates the stack, and says what comes next', async () => {
  const { code, stdout } = await serverless('deploy', '--param', 'email=platform@example.com');
  expect({ code, stdout }).toMatchObject({ code: 0 });
  expect(changes().filter((call) => call.endsWith('ExecuteChangeSet'))).toHaveLength(2);
  expect([...account.uploads.keys()]).toEqual(
    expect.arrayContaining(['compiled-cloudformation-template.json', 'move-alias.zip']),
  );
  const { Resources } = JSON.parse(account.uploads.get('compiled-cloudformation-template.json') ?? '{}');
  expect(Resources.EmailSubscription.Properties.Endpoint).toBe('platform@example.com');
  expect(stdout).toContain('stateMachine:cname-rescue-prod\n');
  expect(stdout).toContain(
    'What remains to do\n  Confirm the subscription: AWS has sent a mail to platform@example.com.\n',
  );
  expect(stdout).toContain('Try it out, without harm\n');
});

test('the next one says only where to look', async () => {
  const { code, stdout } = await serverless('deploy', '--param', 'email=platform@example.com');
  expect(code).toBe(0);
  expect(stdout).toContain('#dashboards/dashboard/cname-rescue-prod\n');
  expect(stdout).not.toContain('What remains to do');
});

test('nothing is removed while a remediation runs', async () => {
  account.running.push('www.example.com_E2TARGETEXAMPLE_00000000');
  const { code, stdout } = await serverless('remove');
  expect(code).toBe(1);
  expect(stdout).toContain('A remediation is running: www.example.com_E2TARGETEXAMPLE_00000000.');
  expect(changes()).toEqual([]);
});

test('nor where npm kept the stage that was meant', async () => {
  account.running.length = 0;
  const { code, stdout } = await serverlessIn({ npm_config_stage: 'test' }, 'remove');
  expect(code).toBe(1);
  expect(stdout).toContain('Nothing is done: npm kept --stage=test for itself.');
  expect(account.calls).toEqual([]);
});

test('then the stack is removed, and it is said what stays', async () => {
  const { code, stdout } = await serverless('remove');
  expect(code).toBe(0);
  expect(changes()).toEqual(['cloudformation DeleteStack']);
  expect(stdout).toContain('What stays\n');
});
