/** What the ledger knows of threads in Slack, in a table of DynamoDB. */
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { ledgerTable, slackThreads } from '../../providers/ledger.ts';
import type { Root } from '../../remediation/slack/root.ts';
import './sandbox.ts';

const root: Root = {
  channel: 'C0123456789',
  ts: '1764136800.000100',
  shows: '2026-11-20T01:00:00Z',
  begunBy: 'a',
};
const later: Root = { ...root, ts: '1764136900.000200' };

async function threads() {
  const { TableNames: [table = ''] = [] } = await new DynamoDBClient({}).send(new ListTablesCommand());
  return slackThreads(ledgerTable(table, Date.now));
}
const holder = (invocation: string, from = 1000, until = 2000) => ({ invocation, from, until });

test('one at a time works on it, and finds what the one before has left', async () => {
  const { takeThread, leaveThread } = await threads();
  expect(await takeThread('one', holder('a'))).toEqual({ root: undefined });
  expect(await takeThread('one', holder('b'))).toBeUndefined();
  expect(await leaveThread('one', holder('a'), root)).toBe(true);
  expect(await leaveThread('one', holder('a'), later)).toBe(false);
  expect(await takeThread('one', holder('b'))).toEqual({ root });
  expect(await leaveThread('one', holder('b'), undefined)).toBe(true);
  expect(await takeThread('one', holder('c'))).toEqual({ root });
});

test('of many at once, one has it', async () => {
  const { takeThread } = await threads();
  const all = await Promise.all(Array.from({ length: 10 }, (_, n) => takeThread('many', holder(`${n}`))));
  expect(all.filter((taken) => taken !== undefined)).toHaveLength(1);
});

test('what died has it until its end; the same one, tried again, has it already', async () => {
  const { takeThread, leaveThread } = await threads();
  await takeThread('dead', holder('a', 1000, 2000));
  expect(await takeThread('dead', holder('a', 1500, 2500))).toEqual({ root: undefined });
  expect(await leaveThread('dead', holder('a', 1000, 2000), root)).toBe(false);
  expect(await takeThread('dead', holder('b', 2500, 3500))).toBeUndefined();
  expect(await takeThread('dead', holder('b', 2501, 3501))).toEqual({ root: undefined });
  // It was not dead: what it leaves comes too late.
  expect(await leaveThread('dead', holder('a', 1500, 2500), root)).toBe(false);
  expect(await takeThread('dead', holder('a', 3000, 4000))).toBeUndefined();
  expect(await leaveThread('dead', holder('b', 2501, 3501), later)).toBe(true);
  expect(await takeThread('dead', holder('c', 3000, 4000))).toEqual({ root: later });
});

test('executions have threads of their own', async () => {
  const { takeThread } = await threads();
  expect(await takeThread('mine', holder('a'))).toBeDefined();
  expect(await takeThread('yours', holder('b'))).toBeDefined();
});
