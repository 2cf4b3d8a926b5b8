/** Security Token Service: who am I, and a key for another role. Trust policies are not evaluated. */
import * as sdk from '@aws-sdk/client-sts';
import type { Identities } from '../wire/account.ts';
import { AwsError, type Caller, type Service } from '../wire/service.ts';

/** STS API Reference, AssumeRole: the default of DurationSeconds. */
const DEFAULT_DURATION_SECONDS = 3600;

export function sts(identities: Identities): Service {
  return {
    sdk,
    client: 'STSClient',
    operations: {
      GetCallerIdentity: (_input: sdk.GetCallerIdentityCommandInput, caller: Caller) => ({
        Account: caller.account,
        Arn: caller.arn,
        UserId: caller.accessKeyId,
      }),

      AssumeRole(input: sdk.AssumeRoleCommandInput) {
        const role = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(input.RoleArn ?? '');
        const [, account, name] = role ?? [];
        if (account === undefined) throw new AwsError('ValidationError', `${input.RoleArn} is invalid`);
        const arn = `arn:aws:sts::${account}:assumed-role/${name}/${input.RoleSessionName}`;
        const accessKeyId = identities.issue(arn, account);
        const duration = input.DurationSeconds ?? DEFAULT_DURATION_SECONDS;
        return {
          AssumedRoleUser: { Arn: arn, AssumedRoleId: `${accessKeyId}:${input.RoleSessionName}` },
          Credentials: {
            AccessKeyId: accessKeyId,
            // Signatures are not verified, so any secret does.
            SecretAccessKey: 'sandbox',
            SessionToken: 'sandbox',
            Expiration: new Date(Date.now() + duration * 1000),
          },
        };
      },
    },
  };
}
