import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { sts } from '../../../sandbox/services/sts.ts';
import { Identities } from '../../../sandbox/wire/account.ts';
import { ACCOUNT, OTHER_ACCOUNT, wire } from '../wire/wire.ts';

async function started() {
  const identities = new Identities();
  const server = await wire({ services: [sts(identities)], identities });
  const whoIs = async (key: string) => {
    const { Account, Arn } = await new STSClient(server.as(key)).send(new GetCallerIdentityCommand({}));
    return { Account, Arn };
  };
  return { server, identities, whoIs };
}

test('a caller learns the account and principal of its key', async () => {
  const { identities, whoIs } = await started();
  const user = (account: string) => ({ Account: account, Arn: `arn:aws:iam::${account}:user/operator` });
  expect(await whoIs(OTHER_ACCOUNT)).toEqual(user(OTHER_ACCOUNT));
  expect(await whoIs('AKIAIOSFODNN7EXAMPLE')).toEqual(user(ACCOUNT));
  expect(await whoIs('12345678901')).toEqual(user(ACCOUNT));
  const Arn = `arn:aws:iam::${ACCOUNT}:role/diagnose`;
  expect(await whoIs(identities.issue(Arn, ACCOUNT))).toEqual({ Account: ACCOUNT, Arn });
});

test('an assumed role has a key of its own, in the account of the role', async () => {
  const { server, whoIs } = await started();
  const client = new STSClient(server.as(ACCOUNT));
  const RoleArn = `arn:aws:iam::${OTHER_ACCOUNT}:role/path/holder`;
  const { Credentials, AssumedRoleUser } = await client.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'mover', DurationSeconds: 900 }),
  );
  const Arn = `arn:aws:sts::${OTHER_ACCOUNT}:assumed-role/holder/mover`;
  expect(AssumedRoleUser?.Arn).toBe(Arn);
  expect(Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now());
  expect(await whoIs(Credentials?.AccessKeyId ?? '')).toEqual({ Account: OTHER_ACCOUNT, Arn });
});

test('what is no role cannot be assumed', async () => {
  const { server } = await started();
  const assume = new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${ACCOUNT}:user/me`, RoleSessionName: 's' });
  await expect(new STSClient(server.as()).send(assume)).rejects.toMatchObject({ name: 'ValidationError' });
});
