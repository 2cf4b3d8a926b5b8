/** A sandbox with the stack in it for the tests of one file. */
import { afterAll, beforeAll } from 'vitest';
import { Stage } from '../../sandbox/rehearsal/stage.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';

export let sandbox: Sandbox;
export let stage: Stage;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, dnsPort: 0 });
  stage = new Stage(sandbox.endpoint);
});
afterAll(() => sandbox.close());
