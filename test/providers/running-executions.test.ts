/** The executions that run, over the wire, from the sandbox's Step Functions. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createRunningExecutions } from '../../providers/running-executions.ts';
import { createStepFunctions } from '../../sandbox/services/stepfunctions/create-step-functions.ts';
import { startWireServer, type WireServer } from '../../sandbox/wire/server.ts';
import { stubLambdaEnvironment } from '../doubles/lambda-environment.ts';

const OURS = '111122223333';
const sfn = createStepFunctions({
  account: OURS,
  region: 'us-east-1',
  functions: { invoke: async () => ({ ok: true, payload: {} }), invokeLater: () => {} },
  buses: { put: () => [] },
});
let server: WireServer;
beforeAll(async () => {
  server = await startWireServer({ port: 0, services: [sfn.service] });
  stubLambdaEnvironment(server.url, OURS);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await sfn.close();
});

function stateMachine(name: string, States: object, StartAt: string): string {
  const roleArn = `arn:aws:iam::${OURS}:role/workflow`;
  return sfn.createStateMachine({ name, definition: { StartAt, States }, roleArn });
}
const waits = { Wait: { Type: 'Wait', Seconds: 3600, End: true } };

async function start(stateMachineArn: string, name: string): Promise<void> {
  const operation = sfn.service.operations.StartExecution;
  // Service declares `never` so that each operation can name its own input type.
  await operation?.({ stateMachineArn, name, input: '{"secret": true}' } as never, {} as never);
}

test('those that run, on however many pages, and none that has ended', async () => {
  const before = Date.now();
  const waiting = stateMachine('waiting', waits, 'Wait');
  for (let index = 0; index < 1001; index += 1) await start(waiting, `n${index}`);
  const running = await createRunningExecutions(waiting).list();
  expect(new Set(running.map(({ name }) => name)).size).toBe(1001);
  const [newest] = running;
  expect(newest?.arn).toBe(`arn:aws:states:us-east-1:${OURS}:execution:waiting:n1000`);
  expect(newest?.startedAt).toBeGreaterThanOrEqual(before);
  expect(newest?.startedAt).toBeLessThanOrEqual(Date.now());

  const passing = stateMachine('passing', { Pass: { Type: 'Pass', End: true } }, 'Pass');
  await start(passing, 'n');
  await vi.waitFor(async () => expect(await createRunningExecutions(passing).list()).toEqual([]));
});

test('the states that an execution entered, newest first', async () => {
  const arn = stateMachine('two-states', { Pass: { Type: 'Pass', Next: 'Wait' }, ...waits }, 'Pass');
  await start(arn, 'n');
  const [running] = await createRunningExecutions(arn).list();
  await vi.waitFor(async () =>
    expect(await createRunningExecutions(arn).statesEntered(running?.arn ?? '')).toEqual(['Wait', 'Pass']),
  );
  const calls = server.calls.calls().filter(({ action }) => action === 'GetExecutionHistory');
  expect(calls.length).toBeGreaterThan(0);
});
