/** `Open support case` with the real providers, over the wire: AWS shows its new case late, and an answer is lost. */
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DescribeCasesCommand, SupportClient } from '@aws-sdk/client-support';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createLedger } from '../../providers/ledger.ts';
import { createSupport } from '../../providers/support.ts';
import type { SupportCase } from '../../remediation/document.ts';
import { checkSupportCase } from '../../remediation/steps/check-support-case.ts';
import { openSupportCase } from '../../remediation/steps/open-support-case.ts';
import { OURS, Stage } from '../../sandbox/rehearsal/stage.ts';
import { until } from '../../sandbox/rehearsal/until.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { incident, proof, remediation, stepInput } from '../doubles/documents.ts';
import { stubLambdaEnvironment } from '../doubles/lambda-environment.ts';
import { portsOf, SETTINGS } from '../doubles/steps.ts';
import { World } from '../doubles/world.ts';

let sandbox: Sandbox;
let stage: Stage;
let table: string;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, dnsPort: 0 });
  stage = new Stage(sandbox.endpoint);
  stubLambdaEnvironment(sandbox.endpoint, OURS);
  const { TableNames } = await new DynamoDBClient({}).send(new ListTablesCommand({}));
  [table = ''] = TableNames ?? [];
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox.close();
});

/** Of an hour: what is seen does not hang on how fast this machine is. */
const shownLate = (late: boolean) => stage.control('PUT', 'support/lag', { seconds: late ? 3600 : 0 });
const lose = (action: string) =>
  stage.control('POST', 'faults', { service: 'support', action, when: 'after', kind: 'reset' });

function stepsOf(marker: string) {
  const world = new World();
  world.publish();
  const ports = { ...portsOf(world), support: createSupport('act'), ledger: createLedger(table, Date.now) };
  // Whose alias it is was settled before.
  ports.ledger.claimOf = world.ledger.claimOf;
  const document = { ...remediation({ proof: proof('settled') }), incident: incident({ marker }) };
  return {
    open: (): Promise<SupportCase> => openSupportCase(ports, SETTINGS)(stepInput(document)),
    check: (section: SupportCase) =>
      checkSupportCase(ports, SETTINGS)(stepInput({ ...document, case: section })),
  };
}

async function casesOf(marker: string) {
  await shownLate(false);
  const { cases = [] } = await new SupportClient({}).send(
    new DescribeCasesCommand({ includeResolvedCases: true, includeCommunications: false }),
  );
  return cases.filter(({ subject }) => subject?.includes(`[cname-rescue ${marker}]`));
}

test('the answer of CreateCase is lost, and the case is not listed when the state comes again: one case', async () => {
  const { open } = stepsOf('00000000aa');
  await shownLate(true);
  await lose('CreateCase');
  await expect(open()).rejects.toMatchObject({ name: 'TransientAwsError' });
  expect(await open()).toMatchObject({ verdict: 'looking' });
  expect(await open()).toMatchObject({ verdict: 'looking' });
  const [only, ...others] = await casesOf('00000000aa');
  expect(others).toEqual([]);
  expect(await open()).toMatchObject({ verdict: 'open', caseId: only?.caseId, displayId: only?.displayId });
});

test('a case that is not listed yet is opened all the same, and shown by its number when it is', async () => {
  const { open, check } = stepsOf('00000000bb');
  await shownLate(true);
  const opened = await open();
  expect(opened).toMatchObject({ verdict: 'open', status: 'opened' });
  const early = await check(opened);
  expect(early).toMatchObject({ verdict: 'open', news: false, caseId: opened.caseId });
  expect(early.displayId).toBeUndefined();
  const [only] = await casesOf('00000000bb');
  // The sandbox's agent may have answered meanwhile.
  const shown = await until('the case is shown', async () => {
    const section = await check(early);
    return section.displayId ? section : undefined;
  });
  expect(shown).toMatchObject({ caseId: opened.caseId, displayId: only?.displayId });
});
