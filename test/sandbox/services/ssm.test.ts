import {
  DeleteParameterCommand,
  GetParameterCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { ssm } from '../../../sandbox/services/ssm.ts';
import { ACCOUNT, OTHER_ACCOUNT, wire } from '../wire/wire.ts';

const Name = '/cname-rescue/slack-webhook';

async function started() {
  const server = await wire({ services: [ssm()] });
  const client = new SSMClient(server.as());
  const value = async (name: string, WithDecryption: boolean, from = client) =>
    (await from.send(new GetParameterCommand({ Name: name, WithDecryption }))).Parameter?.Value;
  return { server, client, value };
}

test('a SecureString is readable with decryption only', async () => {
  const { client, value } = await started();
  await client.send(
    new PutParameterCommand({ Name, Value: 'https://hooks.example.com/ü', Type: 'SecureString' }),
  );
  expect(await value(Name, true)).toBe('https://hooks.example.com/ü');
  const sealed = await value(Name, false);
  expect(sealed).toMatch(/^[\w+/=]{40,}$/);
  expect(await value(Name, false)).toBe(sealed);
});

test('a String is readable either way, and by its ARN', async () => {
  const { client, value } = await started();
  await client.send(new PutParameterCommand({ Name, Value: 'v', Type: 'String' }));
  const { Parameter } = await client.send(new GetParameterCommand({ Name }));
  expect(Parameter).toMatchObject({
    Name,
    Type: 'String',
    Value: 'v',
    Version: 1,
    ARN: `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter${Name}`,
    LastModifiedDate: expect.any(Date),
  });
  expect(await value(Parameter?.ARN ?? '', true)).toBe('v');
});

test('overwriting takes the flag, keeps the type and counts the version', async () => {
  const { client, value } = await started();
  await client.send(new PutParameterCommand({ Name, Value: 'one', Type: 'SecureString' }));
  await expect(
    client.send(new PutParameterCommand({ Name, Value: 'two', Type: 'String' })),
  ).rejects.toMatchObject({
    name: 'ParameterAlreadyExists',
    $metadata: { httpStatusCode: 400 },
  });
  const { Version } = await client.send(new PutParameterCommand({ Name, Value: 'two', Overwrite: true }));
  expect(Version).toBe(2);
  expect(await value(Name, true)).toBe('two');
  expect(await value(Name, false)).not.toBe('two');
});

test('a deleted parameter and one of another account are not found', async () => {
  const { server, client, value } = await started();
  await client.send(new PutParameterCommand({ Name, Value: 'v', Type: 'String' }));
  const other = new SSMClient(server.as(OTHER_ACCOUNT));
  await expect(value(Name, true, other)).rejects.toMatchObject({ name: 'ParameterNotFound' });
  await client.send(new DeleteParameterCommand({ Name }));
  await expect(value(Name, true)).rejects.toMatchObject({ name: 'ParameterNotFound' });
  await expect(client.send(new DeleteParameterCommand({ Name }))).rejects.toMatchObject({
    name: 'ParameterNotFound',
  });
});

test.each([
  ['a path without its slash', { Name: 'a/b', Value: 'v' }],
  ['a space', { Name: 'a b', Value: 'v' }],
  ['an empty value', { Name, Value: '' }],
  ['a value over 4 KB', { Name, Value: 'é'.repeat(2049) }],
])('%s is refused', async (_what, parameter) => {
  const { client } = await started();
  const put = new PutParameterCommand({ ...parameter, Type: 'String' });
  await expect(client.send(put)).rejects.toMatchObject({ name: 'ValidationException' });
});
