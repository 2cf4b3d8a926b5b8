import { readFileSync } from 'node:fs';
import type { DistributionConfig, UpdateDistributionCommandInput } from '@aws-sdk/client-cloudfront';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createCloudTrail, type RecordedCall } from '../../sandbox/cloudtrail.ts';
import type { EventBuses } from '../../sandbox/parts.ts';
import type { Caller } from '../../sandbox/wire/service.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-20T01:04:05.123Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

type Put = Parameters<EventBuses['put']>[0];

function cloudTrail(isLogged = (_: string, __: Record<string, unknown>) => true) {
  const events: Put[] = [];
  const trail = createCloudTrail({ buses: { put: (event) => events.push(event) }, isLogged });
  onTestFinished(() => trail.close());
  return { ...trail, events };
}

/** The detail of the one event that a call leaves behind. */
async function detailOf(call: Partial<RecordedCall>): Promise<Record<string, unknown>> {
  const { record, events } = cloudTrail();
  record({ ...failedUpdate, ...call });
  await vi.runAllTimersAsync();
  expect(events).toHaveLength(1);
  // The detail is always an object; `unknown` in AwsEvent, because that differs from event to event.
  return events[0]?.detail as Record<string, unknown>;
}

function fixture(name: string): Put & { detail: Record<string, unknown> } {
  return JSON.parse(readFileSync(new URL(`../fixtures/cloudtrail/${name}.json`, import.meta.url), 'utf8'));
}

const caller: Caller = {
  account: '111122223333',
  region: 'eu-west-1',
  arn: 'arn:aws:sts::111122223333:assumed-role/DeployRole/deploy',
  accessKeyId: 'ASIAEXAMPLE',
  requestId: 'a123456b-c78d-90e1-23f4-000000000001',
  userAgent: 'aws-cli/2.31.0',
};

const allowed: ('GET' | 'HEAD')[] = ['HEAD', 'GET'];

/** What was sent when the call of the fixture `update-distribution` failed. */
const config: DistributionConfig = {
  CallerReference: 'cname-rescue-fixture',
  Comment: 'a secret plan',
  Enabled: true,
  Staging: false,
  DefaultRootObject: 'index.html',
  HttpVersion: 'http2and3',
  IsIPV6Enabled: true,
  PriceClass: 'PriceClass_All',
  WebACLId: '',
  ContinuousDeploymentPolicyId: '',
  Aliases: { Quantity: 1, Items: ['www.example.com'] },
  CacheBehaviors: { Quantity: 0, Items: [] },
  OriginGroups: { Quantity: 0, Items: [] },
  CustomErrorResponses: { Quantity: 0, Items: [] },
  Logging: { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '' },
  Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0, Items: [] } },
  ViewerCertificate: {
    ACMCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/5b1c0a52-7a0e-4c5e-9a54-0c6f5f0c1e11',
    CloudFrontDefaultCertificate: false,
    MinimumProtocolVersion: 'TLSv1.2_2021',
    SSLSupportMethod: 'sni-only',
    IAMCertificateId: undefined,
  },
  DefaultCacheBehavior: {
    TargetOriginId: 'site',
    ViewerProtocolPolicy: 'redirect-to-https',
    Compress: true,
    CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
    AllowedMethods: { Quantity: 2, Items: allowed, CachedMethods: { Quantity: 2, Items: allowed } },
  },
  Origins: {
    Quantity: 1,
    Items: [
      {
        Id: 'site',
        DomainName: 'origin.example.net',
        OriginPath: '',
        ConnectionAttempts: 3,
        ConnectionTimeout: 10,
        CustomHeaders: { Quantity: 0, Items: [] },
        OriginShield: { Enabled: false },
        OriginAccessControlId: '',
        CustomOriginConfig: {
          HTTPPort: 80,
          HTTPSPort: 443,
          OriginProtocolPolicy: 'https-only',
          OriginReadTimeout: 30,
          OriginKeepaliveTimeout: 5,
          OriginSslProtocols: { Quantity: 1, Items: ['TLSv1.2'] },
        },
      },
    ],
  },
};

const update: UpdateDistributionCommandInput = {
  Id: 'E2TARGETEXAMPLE',
  IfMatch: 'E1RTLUR9YES76O',
  DistributionConfig: config,
};

const failedUpdate = {
  time: '2026-11-20T01:04:05.123Z',
  service: 'cloudfront',
  action: 'UpdateDistribution',
  caller,
  input: update,
  error: {
    code: 'CNAMEAlreadyExists',
    message: 'One or more of the CNAMEs you provided are already associated with a different resource.',
  },
};

/** The event without what no two calls have in common, and without what the sandbox cannot know. */
function comparable({ account, source, region, 'detail-type': type, detail }: Put): unknown {
  const event = { account, source, region, type, detail };
  const unlike = ['eventID', 'principalId', 'creationDate', 'sourceIPAddress'];
  return JSON.parse(JSON.stringify(event), (key, value) => (unlike.includes(key) ? 'any' : value));
}

describe('the event of a failed call is that of the fixture', () => {
  test('UpdateDistribution', async () => {
    const { record, events } = cloudTrail();
    record(failedUpdate);
    await vi.runAllTimersAsync();
    expect(events.map(comparable)).toEqual([comparable(fixture('update-distribution'))]);
  });

  test('CreateDistributionWithTags', async () => {
    const detail = await detailOf({
      action: 'CreateDistributionWithTags',
      input: {
        DistributionConfigWithTags: {
          DistributionConfig: config,
          Tags: { Items: [{ Key: 'stack', Value: 'web' }] },
        },
      },
    });
    const expected = fixture('create-distribution-with-tags-cloudformation').detail;
    expect(detail.requestParameters).toEqual(expected.requestParameters);
    expect(detail.eventName).toBe('CreateDistributionWithTags');
  });

  test('UpdateDistributionTenant', async () => {
    const detail = await detailOf({
      action: 'UpdateDistributionTenant',
      input: {
        Id: 'dt_2sTenantExample',
        IfMatch: 'E1RTLUR9YES76O',
        Domains: [{ Domain: 'www.example.com' }],
      },
    });
    expect(detail.requestParameters).toEqual(fixture('update-distribution-tenant').detail.requestParameters);
  });

  test('requestParameters over 100 KB are left out', async () => {
    const Items = Array.from({ length: 2000 }, (_, index) => `${index}.${'x'.repeat(50)}.example.com`);
    const large = { ...config, Aliases: { Quantity: Items.length, Items } };
    const detail = await detailOf({ input: { ...update, DistributionConfig: large } });
    const expected = fixture('update-distribution-details-omitted').detail;
    expect(Object.keys(detail).sort()).toEqual(Object.keys(expected).sort());
    expect(detail).not.toHaveProperty('requestParameters');
  });
});

test('what no trail of the account logs leaves no event', async () => {
  const asked: unknown[] = [];
  const { record, events } = cloudTrail((account, { eventSource, eventName, readOnly }) => {
    asked.push({ account, eventSource, eventName, readOnly });
    return false;
  });
  record(failedUpdate);
  await vi.runAllTimersAsync();
  expect(events).toEqual([]);
  expect(asked).toEqual([
    {
      account: '111122223333',
      eventSource: 'cloudfront.amazonaws.com',
      eventName: 'UpdateDistribution',
      readOnly: false,
    },
  ]);
});

describe('who called', () => {
  test('a user, as in the fixture', async () => {
    const arn = 'arn:aws:iam::111122223333:user/team/web-admin';
    const { userIdentity } = await detailOf({ caller: { ...caller, arn, accessKeyId: 'AKIAEXAMPLE' } });
    const expected = fixture('update-distribution-default-certificate').detail.userIdentity;
    expect(userIdentity).toEqual({ ...Object(expected), arn, principalId: expect.stringMatching(/^AIDA/) });
  });

  test('a role, whose own ARN stays its own', async () => {
    const arn = 'arn:aws:iam::111122223333:role/functions/cname-rescue-prod-move-alias';
    const { userIdentity } = await detailOf({ caller: { ...caller, arn } });
    expect(userIdentity).toMatchObject({
      type: 'AssumedRole',
      arn: expect.stringMatching(/^arn:aws:sts::111122223333:assumed-role\/cname-rescue-prod-move-alias\/.+/),
      sessionContext: {
        sessionIssuer: { type: 'Role', arn, userName: 'cname-rescue-prod-move-alias' },
        attributes: { creationDate: '2026-11-20T01:04:05Z', mfaAuthenticated: 'false' },
      },
    });
  });

  test('in another account: the event is that account’s', async () => {
    const { record, events } = cloudTrail();
    const arn = 'arn:aws:iam::444455556666:user/operator';
    record({ ...failedUpdate, caller: { ...caller, account: '444455556666', arn } });
    await vi.runAllTimersAsync();
    expect(events).toMatchObject([
      { account: '444455556666', detail: { recipientAccountId: '444455556666' } },
    ]);
  });
});

test('code and message are cut at 1 KB, between characters', async () => {
  const detail = await detailOf({ error: { code: 'X', message: `a${'é'.repeat(600)}` } });
  expect(detail.errorMessage).toBe(`a${'é'.repeat(511)}`);
});

test('other services have no apiVersion, and reading calls say that they are', async () => {
  const detail = await detailOf({
    service: 'acm',
    action: 'DescribeCertificate',
    input: { CertificateArn: 'arn:x', NotBefore: new Date('2026-01-01T00:00:00Z') },
  });
  expect(detail).toMatchObject({
    eventSource: 'acm.amazonaws.com',
    readOnly: true,
    requestParameters: { certificateArn: 'arn:x', notBefore: '2026-01-01T00:00:00.000Z' },
  });
  expect(detail).not.toHaveProperty('apiVersion');
});

test.each([
  ['a call that succeeded', { error: undefined }],
  ['a call of the data plane', { service: 'dynamodb', action: 'PutItem' }],
  ['PutEvents', { service: 'events', action: 'PutEvents' }],
])('%s leaves no event', async (_, call) => {
  const { record, events } = cloudTrail();
  const { error, ...given } = { ...failedUpdate, ...call };
  record(error === undefined ? given : { ...given, error });
  await vi.runAllTimersAsync();
  expect(events).toEqual([]);
});

test('a call that could not be read has an event all the same', async () => {
  expect(await detailOf({ input: undefined })).toMatchObject({ requestParameters: null });
});

test('the event is as late as it should be, and a closed trail delivers nothing more', async () => {
  const { record, events, setDelay, close } = cloudTrail();
  setDelay(26);
  record(failedUpdate);
  await vi.advanceTimersByTimeAsync(25_999);
  expect(events).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(events).toHaveLength(1);
  record(failedUpdate);
  close();
  await vi.runAllTimersAsync();
  expect(events).toHaveLength(1);
});
