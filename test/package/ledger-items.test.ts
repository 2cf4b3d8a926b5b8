/** Each role allows just the items that its function reads and writes: by kind, as the ledger's parts key them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import * as parts from '../../providers/ledger.ts';
import { deployedSandbox } from './sandbox-stage.ts';
import { rolesOf, type Statement } from './statements.ts';

const alias = 'www.example.com';
const claim = { execution: 'a', target: 'b', at: 0 };
const filed = { caseId: 'case', subject: 'a', language: 'en' } as const;

type Table = ReturnType<typeof parts.ledgerTable>;
type Methods = Record<string, () => Promise<unknown>>;

/** By the part's name, one call of each of its methods. */
const PARTS: Record<string, (table: Table, settings: { dryRun: boolean }) => Methods> = {
  standingClaims(table) {
    const part = parts.standingClaims(table);
    return { ...part, claimOf: () => part.claimOf(alias) };
  },
  claims(table, settings) {
    const part = parts.claims(settings)(table);
    return { ...part, claimOf: () => part.claimOf(alias), claim: () => part.claim(alias, claim) };
  },
  pastMoves(table) {
    const part = parts.pastMoves(table);
    return { ...part, lastMove: () => part.lastMove(alias) };
  },
  recordedMoves(table) {
    const part = parts.recordedMoves(table);
    return { ...part, recordMove: () => part.recordMove(alias, { ...claim, from: 'a', to: 'b' }) };
  },
  caseFilings(table) {
    const part = parts.caseFilings(table);
    return {
      ...part,
      filingOf: () => part.filingOf('marker'),
      intendCase: () => part.intendCase('marker', claim, 0),
      caseFiled: () => part.caseFiled('marker', filed),
      withdrawCase: () => part.withdrawCase('marker', claim),
    };
  },
  ownCases(table) {
    const part = parts.ownCases(table);
    return {
      ...part,
      recordCase: () => part.recordCase('case', 'a'),
      parkToken: () => part.parkToken('case', 'token', 0),
      caseUpdated: () => part.caseUpdated('case', 0),
    };
  },
  slackThreads(table) {
    const part = parts.slackThreads(table);
    return {
      ...part,
      takeThread: () => part.takeThread('a', { invocation: 'b', from: 0, until: 1 }),
      leaveThread: () =>
        part.leaveThread(
          'a',
          { invocation: 'b', from: 0, until: 1 },
          { channel: 'C', ts: '1.1', shows: '', begunBy: 'b' },
        ),
    };
  },
};

const Sent = v.object({
  Key: v.optional(v.object({ pk: v.object({ S: v.string() }) })),
  Item: v.optional(v.object({ pk: v.object({ S: v.string() }) })),
});

/** @returns as in `dynamodb:GetItem claim`: what the part sends while conditions hold, and while they fail */
async function sentBy(name: string, settings: { dryRun: boolean }): Promise<string[]> {
  const sent: string[] = [];
  for (const fails of [false, true]) {
    const table = parts.ledgerTable('table', () => 0);
    table.client.middlewareStack.add(
      (_next, { commandName = '' }) =>
        async ({ input }) => {
          const { Key, Item } = v.parse(Sent, input);
          const [kind] = (Key ?? Item)?.pk.S.split('#') ?? [];
          sent.push(`dynamodb:${commandName.replace('Command', '')} ${kind}`);
          const answer = { $metadata: {} };
          if (fails && commandName !== 'GetItemCommand')
            throw new ConditionalCheckFailedException({
              ...answer,
              message: 'The conditional request failed',
            });
          return { output: answer, response: {} };
        },
      { step: 'initialize' },
    );
    // Some find that nothing is there, which is an error to them.
    await Promise.allSettled(Object.values(PARTS[name]?.(table, settings) ?? {}).map((call) => call()));
  }
  return sent;
}

/** The parts of the ledger that a function takes. */
function takenBy(name: string): string[] {
  const [, names = ''] =
    readFileSync(`functions/${name}.ts`, 'utf8').match(/import \{([^}]+)\} from '..\/providers\/ledger/) ??
    [];
  return names
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== 'ledgerTable' && each !== '');
}

function allowedBy(statements: readonly Statement[]): string[] {
  return statements.flatMap(({ Action, Condition }) =>
    Action.filter((action) => action.startsWith('dynamodb:')).flatMap((action) =>
      kinds(Condition).map((kind) => `${action} ${kind}`),
    ),
  );
}

const kinds = (condition: Statement['Condition']) =>
  v
    .parse(v.array(v.string()), condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'])
    .map((key) => key.replace('#*', ''));

// The sandbox's Slack has a webhook, for which there is nothing in the ledger: what a bot needs is below.
const roles = rolesOf(await deployedSandbox()).filter(
  ({ name }) => name !== 'remediation' && name !== 'announce-by-slack',
);

test.for(roles)('$name', async ({ name, statements }) => {
  const taken = takenBy(name);
  expect(Object.keys(PARTS)).toEqual(expect.arrayContaining(taken));
  const sent = await Promise.all(taken.map((part) => sentBy(part, { dryRun: false })));
  expect(allowedBy(statements).toSorted()).toEqual([...new Set(sent.flat())].toSorted());
});

/** @returns as in `{"dynamodb:LeadingKeys":["claim#*"]}` */
function conditionsIn(role: string, settings: object): string[] | null {
  // Plain JavaScript has no types; what comes of it is parsed.
  const { roles } = createRequire(import.meta.url)('../../infra/roles.cjs');
  const made = roles({ dryRun: false, selfService: true, attachCertificate: false, ...settings });
  return JSON.stringify(made[role].Properties.Policies).match(/"dynamodb:LeadingKeys":\[[^\]]+\]/g);
}

test('receive-failure, of a stack of dry runs', async () => {
  expect(conditionsIn('ReceiveFailureRole', { dryRun: true })).toEqual([
    '"dynamodb:LeadingKeys":["dry-run-claim#*"]',
  ]);
  const sent = await sentBy('claims', { dryRun: true });
  expect([...new Set(sent)].toSorted()).toEqual([
    'dynamodb:GetItem dry-run-claim',
    'dynamodb:PutItem dry-run-claim',
  ]);
});

test('announce-by-slack, by a bot', async () => {
  expect(takenBy('announce-by-slack')).toEqual(['slackThreads']);
  expect(conditionsIn('AnnounceBySlackRole', { slackBot: true })).toEqual([
    '"dynamodb:LeadingKeys":["thread#*"]',
  ]);
  expect(conditionsIn('AnnounceBySlackRole', { slackBot: false })).toBeNull();
  const sent = await sentBy('slackThreads', { dryRun: false });
  expect([...new Set(sent)]).toEqual(['dynamodb:UpdateItem thread']);
});
