/** `Open support case` with the real providers, over the wire: AWS shows its new case late, and an answer is lost. */
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DescribeCasesCommand, SupportClient } from '@aws-sdk/client-support';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { SupportCase } from '../../remediation/document.ts';
import { checkSupportCase } from '../../remediation/steps/check-support-case.ts';
import { openSupportCase } from '../../remediation/steps/open-support-case.ts';
import { dynamodb } from '../../sandbox/services/dynamodb.ts';
import { createSupport as createDesk } from '../../sandbox/services/support/support.ts';
import { startWireServer, type WireServer } from '../../sandbox/wire/server.ts';
import { incident, proof, remediation, stepInput } from '../doubles/documents.ts';
import { stubLambdaEnvironment } from '../doubles/lambda-environment.ts';
import { portsOf, SETTINGS } from '../doubles/steps.ts';
import { World } from '../doubles/world.ts';
import { createLedger, createSupport } from '../providers/whole.ts';

const OURS = '111122223333';
const TableName = 'ledger';
const database = dynamodb();
const desk = createDesk({ buses: { put: () => {} }, now: Date.now });
let server: WireServer;

beforeAll(async () => {
  server = await startWireServer({ port: 0, services: [database.service, desk] });
  stubLambdaEnvironment(server.url, OURS);
  const AttributeDefinitions = [{ AttributeName: 'pk', AttributeType: 'S' as const }];
  const KeySchema = [{ AttributeName: 'pk', KeyType: 'HASH' as const }];
  await new DynamoDBClient({}).send(
    new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions, KeySchema }),
  );
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await database.close();
});

/** Of an hour: what is seen does not hang on how fast this machine is. */
const shownLate = (late: boolean) => desk.setListingLag(late ? 3600 : 0);
const lose = (action: string) =>
  server.faults.add({ service: 'support', action, when: 'after', kind: 'reset' });

function stepsOf(marker: string) {
  const world = new World();
  world.publish();
  const ports = {
    ...portsOf(world),
    support: createSupport('act'),
    ledger: createLedger(TableName, Date.now),
  };
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
  shownLate(false);
  const { cases = [] } = await new SupportClient({}).send(
    new DescribeCasesCommand({ includeResolvedCases: true, includeCommunications: false }),
  );
  return cases.filter(({ subject }) => subject?.includes(`[cname-rescue ${marker}]`));
}

test('the answer of CreateCase is lost, and the case is not listed when the state comes again: one case', async () => {
  const { open } = stepsOf('00000000aa');
  shownLate(true);
  lose('CreateCase');
  await expect(open()).rejects.toMatchObject({ name: 'TransientAwsError' });
  expect(await open()).toMatchObject({ verdict: 'looking' });
  expect(await open()).toMatchObject({ verdict: 'looking' });
  const [only, ...others] = await casesOf('00000000aa');
  expect(others).toEqual([]);
  expect(await open()).toMatchObject({ verdict: 'open', caseId: only?.caseId, displayId: only?.displayId });
});

test('a case that is not listed yet is opened all the same, and shown by its number when it is', async () => {
  const { open, check } = stepsOf('00000000bb');
  shownLate(true);
  const opened = await open();
  expect(opened).toMatchObject({ verdict: 'open', status: 'opened' });
  const early = await check(opened);
  expect(early).toMatchObject({ verdict: 'open', news: false, caseId: opened.caseId });
  expect(early.displayId).toBeUndefined();
  const [only] = await casesOf('00000000bb');
  const shown = await check(early);
  expect(shown).toMatchObject({ caseId: opened.caseId, displayId: only?.displayId });
});
