/** What a removal would cut off, over the wire. */
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runningRemediations, stopFirst } from '../../infra/deployment/running-remediations.ts';
import { createStepFunctions } from '../../sandbox/services/stepfunctions/create-step-functions.ts';
import { startWireServer, type WireServer } from '../../sandbox/wire/server.ts';

const account = '111122223333';
const region = 'us-east-1';
const invoke = async () => ({ ok: true as const, payload: {} });
const stepFunctions = createStepFunctions({
  account,
  region,
  functions: { invoke, invokeLater: () => {} },
  buses: { put: () => {} },
});
let server: WireServer;
let sfn: SFNClient;

beforeAll(async () => {
  server = await startWireServer({ port: 0, services: [stepFunctions.service] });
  const credentials = { accessKeyId: account, secretAccessKey: 'any' };
  sfn = new SFNClient({ endpoint: server.url, region, credentials, maxAttempts: 1 });
});
afterAll(async () => {
  await stepFunctions.close();
  await server.close();
});

test('those that run, on every page, and none that is over', async () => {
  const stateMachineArn = stepFunctions.createStateMachine({
    name: 'cname-rescue-prod',
    roleArn: `arn:aws:iam::${account}:role/cname-rescue-prod-remediation`,
    definition: {
      StartAt: 'Is it over',
      States: {
        'Is it over': {
          Type: 'Choice',
          Choices: [{ Variable: '$.over', BooleanEquals: true, Next: 'Over' }],
          Default: 'Wait for DNS',
        },
        'Wait for DNS': { Type: 'Wait', Seconds: 3600, Next: 'Over' },
        Over: { Type: 'Succeed' },
      },
    },
  });
  expect(await runningRemediations(sfn, stateMachineArn)).toEqual([]);
  const names = Array.from({ length: 101 }, (_, number) => `${number}.example.com_E2TARGETEXAMPLE_00000000`);
  for (const name of ['over.example.com_E2TARGETEXAMPLE_00000000', ...names]) {
    const input = JSON.stringify({ over: name.startsWith('over') });
    await sfn.send(new StartExecutionCommand({ stateMachineArn, name, input }));
  }
  expect((await runningRemediations(sfn, stateMachineArn)).toSorted()).toEqual(names.toSorted());
});

test('where no state machine is, nothing runs', async () => {
  const gone = `arn:aws:states:${region}:${account}:stateMachine:cname-rescue-gone`;
  expect(await runningRemediations(sfn, gone)).toEqual([]);
});

test('whatever else fails ends the removal: nobody knows what runs', async () => {
  server.faults.add({
    service: 'states',
    action: 'ListExecutions',
    when: 'before',
    kind: { code: 'AccessDeniedException', message: 'not allowed', status: 400 },
  });
  const arn = `arn:aws:states:${region}:${account}:stateMachine:cname-rescue-prod`;
  await expect(runningRemediations(sfn, arn)).rejects.toThrow('not allowed');
});

test.each([
  [[], undefined],
  [
    ['www.example.com_E2TARGETEXAMPLE_00000000'],
    /^A remediation is running: www\.example\.com_E2TARGETEXAMPLE_00000000\. Nothing is removed/,
  ],
  [
    Array(8).fill('www.example.com_E2TARGETEXAMPLE_00000000'),
    /^8 remediations are running: .+ and 2 more\. Nothing is removed/,
  ],
])('%#: said in a sentence', (names, sentence) => {
  const text = stopFirst(names);
  if (sentence === undefined) expect(text).toBeUndefined();
  else expect(text).toMatch(sentence);
});
