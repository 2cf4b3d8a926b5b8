/**
 * DynamoDB, by Dynalite: one in memory per account, each on a port of its own. Calls go through the wire like all others and
 * are sent on by the SDK, so that the call log and the faults hold for them too. Dynalite has no transactions.
 */
import { once } from 'node:events';
import type { Server } from 'node:http';
import * as sdk from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { PerAccount } from '../wire/account.ts';
import { AwsError, type Caller, type Service } from '../wire/service.ts';

/** Operations that Dynalite does as they are. */
const FORWARDED = {
  BatchGetItem: sdk.BatchGetItemCommand,
  BatchWriteItem: sdk.BatchWriteItemCommand,
  CreateTable: sdk.CreateTableCommand,
  DeleteItem: sdk.DeleteItemCommand,
  DescribeTable: sdk.DescribeTableCommand,
  GetItem: sdk.GetItemCommand,
  ListTables: sdk.ListTablesCommand,
  ListTagsOfResource: sdk.ListTagsOfResourceCommand,
  PutItem: sdk.PutItemCommand,
  Query: sdk.QueryCommand,
  Scan: sdk.ScanCommand,
  TagResource: sdk.TagResourceCommand,
  UntagResource: sdk.UntagResourceCommand,
  UpdateItem: sdk.UpdateItemCommand,
  UpdateTable: sdk.UpdateTableCommand,
};

/** What Dynalite does not keep about a table. */
interface Settings {
  timeToLive?: sdk.TimeToLiveSpecification;
  pointInTimeRecovery: boolean;
}

interface Database {
  client: sdk.DynamoDBClient;
  server: Server;
  /** By table name. */
  settings: Map<string, Settings>;
}

export function dynamodb(): { service: Service; close(): Promise<void> } {
  const databases = new PerAccount(start);

  const operations: Service['operations'] = {
    async DeleteTable(input: sdk.DeleteTableCommandInput, caller: Caller) {
      const { client, settings } = await databases.of(caller.account);
      const output = await relay(client.send(new sdk.DeleteTableCommand(input)));
      settings.delete(input.TableName ?? '');
      return output;
    },

    // Items are not expired: DynamoDB itself takes days over it, so nothing may count on it.
    async UpdateTimeToLive(input: sdk.UpdateTimeToLiveCommandInput, caller: Caller) {
      const settings = await settingsOf(input.TableName, caller);
      if (input.TimeToLiveSpecification) settings.timeToLive = input.TimeToLiveSpecification;
      return { TimeToLiveSpecification: settings.timeToLive };
    },

    async DescribeTimeToLive(input: sdk.DescribeTimeToLiveCommandInput, caller: Caller) {
      const { timeToLive } = await settingsOf(input.TableName, caller);
      const TimeToLiveDescription = timeToLive?.Enabled
        ? { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive.AttributeName }
        : { TimeToLiveStatus: 'DISABLED' };
      return { TimeToLiveDescription };
    },

    async UpdateContinuousBackups(input: sdk.UpdateContinuousBackupsCommandInput, caller: Caller) {
      const settings = await settingsOf(input.TableName, caller);
      settings.pointInTimeRecovery =
        input.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled === true;
      return describeBackups(settings);
    },

    DescribeContinuousBackups: async (input: sdk.DescribeContinuousBackupsCommandInput, caller: Caller) =>
      describeBackups(await settingsOf(input.TableName, caller)),
  };
  for (const [action, Command] of Object.entries(FORWARDED)) {
    // as: one class stands for all of them, which differ in their static types only; the wire has checked the input.
    const AnyCommand = Command as unknown as new (input: object) => sdk.GetItemCommand;
    operations[action] = async (input: object, caller: Caller) =>
      relay((await databases.of(caller.account)).client.send(new AnyCommand(input)));
  }

  async function settingsOf(table: string | undefined, caller: Caller): Promise<Settings> {
    const { client, settings } = await databases.of(caller.account);
    const name = table ?? '';
    await relay(client.send(new sdk.DescribeTableCommand({ TableName: name })));
    const known = settings.get(name) ?? { pointInTimeRecovery: false };
    settings.set(name, known);
    return known;
  }

  return {
    service: { sdk, client: 'DynamoDBClient', operations },
    async close() {
      for (const database of databases.all()) {
        const { client, server } = await database;
        client.destroy();
        const closed = once(server, 'close');
        server.close();
        server.closeAllConnections();
        await closed;
      }
    },
  };
}

async function start(account: string): Promise<Database> {
  const server = withAccount(account, () =>
    dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 }),
  );
  // As in wire/server.ts: no call may fail because an idle connection was just closed.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = new sdk.DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: account, secretAccessKey: 'sandbox' },
    // The caller's SDK retries; two layers of it would multiply.
    maxAttempts: 1,
  });
  return { client, server, settings: new Map() };
}

/** Dynalite takes the account of its ARNs from the environment, and reads it while it is being made. */
function withAccount<Made>(account: string, make: () => Made): Made {
  const before = process.env.AWS_ACCOUNT_ID;
  process.env.AWS_ACCOUNT_ID = account;
  try {
    return make();
  } finally {
    if (before === undefined) delete process.env.AWS_ACCOUNT_ID;
    else process.env.AWS_ACCOUNT_ID = before;
  }
}

/** Dynalite's refusals become the wire's own. */
async function relay<Output>(sent: Promise<Output>): Promise<Output> {
  try {
    return await sent;
  } catch (error) {
    if (!(error instanceof sdk.DynamoDBServiceException)) throw error;
    throw new AwsError(error.name, error.message, error.$metadata.httpStatusCode);
  }
}

function describeBackups({ pointInTimeRecovery }: Settings): object {
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: {
        PointInTimeRecoveryStatus: pointInTimeRecovery ? 'ENABLED' : 'DISABLED',
      },
    },
  };
}
