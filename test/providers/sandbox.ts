/** A sandbox for the tests of the providers, which find it as functions of ours in Lambda do. */
import { afterAll, beforeAll, vi } from 'vitest';
import { OURS, Stage } from '../../sandbox/rehearsal/stage.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { stubLambdaEnvironment } from '../doubles/lambda-environment.ts';

export let sandbox: Sandbox;
export let stage: Stage;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, dnsPort: 0 });
  stage = new Stage(sandbox.endpoint);
  stubLambdaEnvironment(sandbox.endpoint, OURS);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox.close();
});
