/**
 * The ledger: one DynamoDB table, one item a thing, all in one attribute namespace.
 *
 * | pk                        | item |
 * |---|---|
 * | `claim#<alias>`           | which execution remediates the alias, for which target |
 * | `dry-run-claim#<alias>`   | the same of dry runs, so that none of them is in the way of what acts |
 * | `move#<alias>`            | the last move of the alias: from, to, when, by which execution |
 * | `filing#<marker>`         | that a case with this marker is about to be created, by which execution, and what came of it |
 * | `case#<case id>`          | a case of ours: when it was last updated, and the task token parked with it |
 * | `thread#<execution>`      | its thread in Slack: the first message, what that shows, which invocation began it and which works on it |
 *
 * Every write is conditional or idempotent; `expiresAt` is the table's TTL attribute (epoch seconds). In parts, of which a function takes
 * those that it needs: its bundle carries no calls but theirs.
 */
import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { CaseLanguage } from '../remediation/document.ts';
import { TransientAwsError } from '../remediation/errors.ts';
import type { Claim, Filing, Ledger, Now, SlackThreads } from '../remediation/ports.ts';
import { awsClient, awsError } from './aws/client.ts';

/** An execution lives for a year at most (Step Functions quota); nothing here is asked about after that. */
const KEPT_SECONDS = 400 * 24 * 60 * 60;

const text = v.object({ S: v.string() });
const number = v.pipe(
  v.object({ N: v.string() }),
  v.transform(({ N }) => Number(N)),
);
const string = v.pipe(
  text,
  v.transform(({ S }) => S),
);

const ClaimItem = v.object({ execution: string, target: string, at: number });
const MoveItem = v.object({ from: v.optional(string), to: string, at: number });
const FilingItem = v.object({
  execution: string,
  at: number,
  caseId: v.optional(string),
  subject: v.optional(string),
  language: v.optional(v.pipe(string, CaseLanguage)),
});
const CaseItem = v.object({ updatedAt: v.optional(number), token: v.optional(string) });

const ThreadItem = v.object({
  channel: v.optional(string),
  ts: v.optional(string),
  shows: v.optional(string),
  begunBy: v.optional(string),
});

type Kind = 'claim' | 'dry-run-claim' | 'move' | 'filing' | 'case' | 'thread';

interface LedgerTable {
  client: DynamoDBClient;
  table: string;
  /** For an item that is written now. */
  expiresAt(): { N: string };
}

type Part<Method extends keyof Ledger> = (ledger: LedgerTable) => Pick<Ledger, Method>;

export function ledgerTable(table: string, now: Now): LedgerTable {
  return {
    client: awsClient(new DynamoDBClient({})),
    table,
    expiresAt: () => ({ N: String(Math.floor(now() / 1000) + KEPT_SECONDS) }),
  };
}

export const standingClaims: Part<'claimOf'> = (ledger) => ({
  claimOf: (alias) => claimOf(ledger, 'claim', alias),
});

/** To be taken, by a dry run or by what acts. */
export const claims =
  ({ dryRun }: { dryRun: boolean }): Part<'claim' | 'claimOf'> =>
  (ledger) => {
    const { client, table, expiresAt } = ledger;
    const kind = dryRun ? 'dry-run-claim' : 'claim';
    return {
      claimOf: (alias) => claimOf(ledger, kind, alias),

      async claim(alias, claim, instead) {
        const { execution, target, at } = claim;
        const put = new PutItemCommand({
          TableName: table,
          Item: {
            ...key(kind, alias),
            execution: { S: execution },
            target: { S: target },
            at: { N: String(at) },
            expiresAt: expiresAt(),
          },
          ConditionExpression: instead ? 'execution = :instead' : 'attribute_not_exists(pk)',
          ...(instead && { ExpressionAttributeValues: { ':instead': { S: instead.execution } } }),
        });
        if (await happened(client.send(put))) return claim;
        const standing = await claimOf(ledger, kind, alias);
        if (!standing) throw new Error(`The claim of ${alias} vanished while it was read`);
        return standing;
      },
    };
  };

export const pastMoves: Part<'lastMove'> = (ledger) => ({
  async lastMove(alias) {
    const move = itemOf(v.optional(MoveItem), await get(ledger, 'move', alias));
    return move && { from: move.from, to: move.to, at: move.at };
  },
});

export const recordedMoves: Part<'recordMove'> = ({ client, table, expiresAt }) => ({
  async recordMove(alias, { from, to, at, execution }) {
    const put = new PutItemCommand({
      TableName: table,
      Item: {
        ...key('move', alias),
        ...(from && { from: { S: from } }),
        to: { S: to },
        at: { N: String(at) },
        execution: { S: execution },
        expiresAt: expiresAt(),
      },
      // The same execution coming back finds its move recorded: the first instant stands.
      ConditionExpression: 'attribute_not_exists(pk) OR execution <> :execution',
      ExpressionAttributeValues: { ':execution': { S: execution } },
    });
    await happened(client.send(put));
  },
});

export const caseFilings: Part<'filingOf' | 'intendCase' | 'caseFiled' | 'withdrawCase'> = (ledger) => {
  const { client, table, expiresAt } = ledger;

  const filingOf = async (marker: string): Promise<Filing | undefined> => {
    const item = itemOf(v.optional(FilingItem), await get(ledger, 'filing', marker));
    if (!item) return undefined;
    const { execution, at, caseId, subject = '', language = 'en' } = item;
    return { execution, at, ...(caseId && { case: { caseId, subject, language } }) };
  };

  return {
    filingOf,

    async intendCase(marker, { execution, at }, after) {
      const put = new PutItemCommand({
        TableName: table,
        Item: {
          ...key('filing', marker),
          execution: { S: execution },
          at: { N: String(at) },
          expiresAt: expiresAt(),
        },
        ConditionExpression: 'attribute_not_exists(pk) OR #at <= :after',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: { ':after': { N: String(after) } },
      });
      if (await happened(client.send(put))) return undefined;
      const standing = await filingOf(marker);
      if (!standing) throw new TransientAwsError(`The filing of ${marker} vanished while it was read`);
      return standing;
    },

    async caseFiled(marker, { caseId, subject, language }) {
      const update = new UpdateItemCommand({
        TableName: table,
        Key: key('filing', marker),
        UpdateExpression: 'SET caseId = :caseId, subject = :subject, #language = :language',
        ExpressionAttributeNames: { '#language': 'language' },
        ExpressionAttributeValues: {
          ':caseId': { S: caseId },
          ':subject': { S: subject },
          ':language': { S: language },
        },
      });
      await client.send(update);
    },

    async withdrawCase(marker, { execution, at }) {
      const remove = new DeleteItemCommand({
        TableName: table,
        Key: key('filing', marker),
        ConditionExpression: 'execution = :execution AND #at = :at',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: { ':execution': { S: execution }, ':at': { N: String(at) } },
      });
      await happened(client.send(remove));
    },
  };
};

export const ownCases: Part<'recordCase' | 'parkToken' | 'caseUpdated'> = ({ client, table, expiresAt }) => ({
  async recordCase(caseId, execution) {
    const update = new UpdateItemCommand({
      TableName: table,
      Key: key('case', caseId),
      UpdateExpression: 'SET execution = :execution, expiresAt = :expiresAt',
      ExpressionAttributeValues: { ':execution': { S: execution }, ':expiresAt': expiresAt() },
    });
    await client.send(update);
  },

  async parkToken(caseId, token, seenAt) {
    const update = new UpdateItemCommand({
      TableName: table,
      Key: key('case', caseId),
      UpdateExpression: 'SET #token = :token',
      ConditionExpression: 'attribute_not_exists(updatedAt) OR updatedAt <= :seenAt',
      ExpressionAttributeNames: { '#token': 'token' },
      ExpressionAttributeValues: { ':token': { S: token }, ':seenAt': { N: String(seenAt) } },
    });
    return { updatedSince: !(await happened(client.send(update))) };
  },

  async caseUpdated(caseId, at) {
    const update = new UpdateItemCommand({
      TableName: table,
      Key: key('case', caseId),
      // The token stays: if waking the execution fails, the event comes again, and a spent token does no harm.
      UpdateExpression: 'SET updatedAt = :at',
      // The account may have cases that are none of ours.
      ConditionExpression: 'attribute_exists(execution)',
      ExpressionAttributeValues: { ':at': { N: String(at) } },
      ReturnValues: 'ALL_OLD',
    });
    try {
      const { Attributes } = await client.send(update);
      return { ours: true, token: itemOf(CaseItem, Attributes ?? {}).token };
    } catch (error) {
      if (awsError(error)?.code === 'ConditionalCheckFailedException')
        return { ours: false, token: undefined };
      throw error;
    }
  },
});

export const slackThreads = ({ client, table, expiresAt }: LedgerTable): SlackThreads => ({
  async takeThread(execution, { invocation, from, until }) {
    const update = new UpdateItemCommand({
      TableName: table,
      Key: key('thread', execution),
      UpdateExpression: 'SET holder = :holder, heldUntil = :until, expiresAt = :expiresAt',
      // The same invocation comes again when Lambda tries again: then it was its own that died.
      ConditionExpression: 'attribute_not_exists(holder) OR holder = :holder OR heldUntil < :from',
      ExpressionAttributeValues: {
        ':holder': { S: invocation },
        ':from': { N: String(from) },
        ':until': { N: String(until) },
        ':expiresAt': expiresAt(),
      },
      ReturnValues: 'ALL_OLD',
    });
    try {
      const { Attributes } = await client.send(update);
      const { channel, ts, shows, begunBy } = itemOf(ThreadItem, Attributes ?? {});
      return { root: channel && ts && shows && begunBy ? { channel, ts, shows, begunBy } : undefined };
    } catch (error) {
      if (awsError(error)?.code === 'ConditionalCheckFailedException') return undefined;
      throw error;
    }
  },

  async leaveThread(execution, { invocation, until }, root) {
    const update = new UpdateItemCommand({
      TableName: table,
      Key: key('thread', execution),
      UpdateExpression: `${root ? 'SET channel = :channel, ts = :ts, shows = :shows, begunBy = :begunBy ' : ''}REMOVE holder, heldUntil`,
      ConditionExpression: 'holder = :holder AND heldUntil = :until',
      ExpressionAttributeValues: {
        ':holder': { S: invocation },
        ':until': { N: String(until) },
        ...(root && {
          ':channel': { S: root.channel },
          ':ts': { S: root.ts },
          ':shows': { S: root.shows },
          ':begunBy': { S: root.begunBy },
        }),
      },
    });
    return happened(client.send(update));
  },
});

const key = (kind: Kind, id: string) => ({ pk: { S: `${kind}#${id}` } });

async function get({ client, table }: LedgerTable, kind: Kind, id: string): Promise<unknown> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: table, Key: key(kind, id), ConsistentRead: true }),
  );
  return Item;
}

/** @throws Error that says what is wrong. Lambda logs errors with all that is in them, and in valibot's own is the item, its token too. */
function itemOf<Schema extends v.GenericSchema>(schema: Schema, item: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, item);
  if (parsed.success) return parsed.output;
  throw new Error(`An item of the ledger is not as it is written:\n${v.summarize(parsed.issues)}`);
}

async function claimOf(
  ledger: LedgerTable,
  kind: 'claim' | 'dry-run-claim',
  alias: string,
): Promise<Claim | undefined> {
  return itemOf(v.optional(ClaimItem), await get(ledger, kind, alias));
}

/** Whether the condition held. */
async function happened(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (awsError(error)?.code === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
