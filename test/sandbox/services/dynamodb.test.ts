import {
  type AttributeValue,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateContinuousBackupsCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test } from 'vitest';
import { dynamodb } from '../../../sandbox/services/dynamodb.ts';
import { ACCOUNT, OTHER_ACCOUNT, wire } from '../wire/wire.ts';

const TableName = 'ledger';

async function started() {
  const { service, close } = dynamodb();
  onTestFinished(close);
  const server = await wire({ services: [service] });
  const client = new DynamoDBClient(server.as());
  await createTable(client);
  return { server, client, close };
}

function createTable(client: DynamoDBClient) {
  return client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
}

test('every type of attribute comes back as it went in', async () => {
  const { client } = await started();
  const Item: Record<string, AttributeValue> = {
    pk: { S: 'ü' },
    n: { N: '12345678901234567890.5' },
    b: { B: new Uint8Array([0, 1, 255]) },
    bool: { BOOL: false },
    nil: { NULL: true },
    list: { L: [{ S: '' }, { M: { deep: { N: '-1' } } }] },
    strings: { SS: ['a', 'b'] },
    blobs: { BS: [new Uint8Array([9])] },
  };
  await client.send(new PutItemCommand({ TableName, Item }));
  const { Item: read } = await client.send(
    new GetItemCommand({ TableName, Key: { pk: { S: 'ü' } }, ConsistentRead: true }),
  );
  expect(read).toEqual(Item);
  expect(
    (await client.send(new GetItemCommand({ TableName, Key: { pk: { S: 'none' } } }))).Item,
  ).toBeUndefined();
});

test("a conditional write is refused with the SDK's own exception, and is in the log", async () => {
  const { server, client } = await started();
  const claim = (owner: string) =>
    client.send(
      new PutItemCommand({
        TableName,
        Item: { pk: { S: 'www.example.com' }, owner: { S: owner } },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  const claims = await Promise.allSettled(['a', 'b', 'c', 'd'].map(claim));
  const refused = claims.filter((one) => one.status === 'rejected');
  expect(refused).toHaveLength(3);
  for (const { reason } of refused) {
    expect(reason).toBeInstanceOf(ConditionalCheckFailedException);
    expect(reason).toMatchObject({
      message: 'The conditional request failed',
      $metadata: { httpStatusCode: 400 },
    });
  }
  const outcomes = server.calls.calls().filter(({ action }) => action === 'PutItem');
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
    ...Array<string>(3).fill('ConditionalCheckFailedException'),
    'ok',
  ]);
  expect(outcomes[0]).toMatchObject({ service: 'dynamodb', account: ACCOUNT });
});

test('updates and queries work', async () => {
  const { client } = await started();
  const update = new UpdateItemCommand({
    TableName,
    Key: { pk: { S: 'a' } },
    UpdateExpression: 'SET #count = if_not_exists(#count, :zero) + :one',
    ExpressionAttributeNames: { '#count': 'count' },
    ExpressionAttributeValues: { ':zero': { N: '0' }, ':one': { N: '1' } },
    ReturnValues: 'ALL_NEW',
  });
  await client.send(update);
  expect((await client.send(update)).Attributes).toEqual({ pk: { S: 'a' }, count: { N: '2' } });
  const query = new QueryCommand({
    TableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'a' } },
  });
  expect(await client.send(query)).toMatchObject({ Count: 1, Items: [{ count: { N: '2' } }] });
});

test('an injected fault after a write: the item is there, the caller was told otherwise', async () => {
  const { server, client } = await started();
  server.faults.add({ service: 'dynamodb', action: 'PutItem', when: 'after', kind: 'throttle' });
  const put = new PutItemCommand({ TableName, Item: { pk: { S: 'a' } } });
  await expect(client.send(put)).rejects.toMatchObject({ name: 'ThrottlingException' });
  const { Item } = await client.send(new GetItemCommand({ TableName, Key: { pk: { S: 'a' } } }));
  expect(Item).toEqual({ pk: { S: 'a' } });
});

test('tables are per account and their ARNs say so', async () => {
  const { server, client } = await started();
  const other = new DynamoDBClient(server.as(OTHER_ACCOUNT));
  expect((await other.send(new ListTablesCommand({}))).TableNames).toEqual([]);
  await createTable(other);
  for (const [owner, account] of [
    [client, ACCOUNT],
    [other, OTHER_ACCOUNT],
  ] as const) {
    const { Table } = await owner.send(new DescribeTableCommand({ TableName }));
    expect(Table?.TableArn).toBe(`arn:aws:dynamodb:us-east-1:${account}:table/${TableName}`);
    expect(Table?.TableStatus).toBe('ACTIVE');
  }
});

test('time to live and backups are remembered with the table and forgotten with it', async () => {
  const { client } = await started();
  const timeToLive = async () =>
    (await client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;
  const backups = async () =>
    (await client.send(new DescribeContinuousBackupsCommand({ TableName }))).ContinuousBackupsDescription
      ?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
  expect(await timeToLive()).toEqual({ TimeToLiveStatus: 'DISABLED' });
  const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expiresAt' };
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  await client.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
  expect(await timeToLive()).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
  expect(await backups()).toBe('ENABLED');

  await client.send(new DeleteTableCommand({ TableName }));
  await expect(timeToLive()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await createTable(client);
  expect(await timeToLive()).toEqual({ TimeToLiveStatus: 'DISABLED' });
  expect(await backups()).toBe('DISABLED');
});

test('transactions are refused by name', async () => {
  const { client } = await started();
  await expect(client.send(new TransactWriteItemsCommand({ TransactItems: [] }))).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringContaining('does not know dynamodb TransactWriteItems'),
  });
});
