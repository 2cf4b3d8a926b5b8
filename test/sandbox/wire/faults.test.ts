import * as cloudfront from '@aws-sdk/client-cloudfront';
import * as sns from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { cloudFrontDouble } from './cloudfront-double.ts';
import { wire } from './wire.ts';

async function started() {
  const { service, received } = cloudFrontDouble();
  const server = await wire({
    services: [
      service,
      { sdk: sns, client: 'SNSClient', operations: { ListTopics: () => ({ Topics: [] }) } },
    ],
  });
  const client = new cloudfront.CloudFrontClient(server.as());
  const associate = (sender = client) =>
    sender.send(new cloudfront.AssociateAliasCommand({ TargetDistributionId: 'E1', Alias: 'a.example.com' }));
  const outcomes = () => server.calls.calls().map(({ outcome }) => outcome);
  return { server, received, associate, outcomes };
}

const target = { service: 'cloudfront', action: 'AssociateAlias' };

test.each([
  ['before', 0],
  ['after', 1],
] as const)('%s: the operation runs %i times and the caller hears nothing of it', async (when, runs) => {
  const { server, received, associate, outcomes } = await started();
  server.faults.add({ ...target, when, kind: 'reset' });
  await expect(associate()).rejects.toMatchObject({ code: 'ECONNRESET' });
  server.faults.add({ ...target, when, kind: 'timeout' });
  const requestHandler = { requestTimeout: 200, throwOnRequestTimeout: true };
  const impatient = new cloudfront.CloudFrontClient({ ...server.as(), requestHandler });
  await expect(associate(impatient)).rejects.toMatchObject({ name: 'TimeoutError' });
  server.faults.add({ ...target, when, kind: 'throttle' });
  await expect(associate()).rejects.toMatchObject({ name: 'Throttling', $metadata: { httpStatusCode: 400 } });
  server.faults.add({ ...target, when, kind: 'error500' });
  await expect(associate()).rejects.toMatchObject({
    name: 'InternalFailure',
    $metadata: { httpStatusCode: 500 },
  });
  server.faults.add({ ...target, when, kind: { code: 'IllegalUpdate', message: 'No TXT.', status: 400 } });
  await expect(associate()).rejects.toBeInstanceOf(cloudfront.IllegalUpdate);
  // Nobody here is a function that could die.
  server.faults.add({ ...target, when, kind: 'crash' });
  await expect(associate()).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(received).toHaveLength(6 * runs);
  expect(server.calls.calls().map(({ done }) => done)).toEqual(Array(6).fill(when === 'after'));
  expect(outcomes()).toEqual([
    'ConnectionReset',
    'Timeout',
    'Throttling',
    'InternalFailure',
    'IllegalUpdate',
    'Crash',
  ]);
  await associate();
  expect(outcomes().at(-1)).toBe('ok');
  expect(server.faults.pending()).toEqual([]);
});

test('the log keeps how a call failed by itself when a fault hid it', async () => {
  const { server } = await started();
  const client = new cloudfront.CloudFrontClient(server.as());
  server.faults.add({ service: 'cloudfront', action: 'UpdateDistribution', when: 'after', kind: 'error500' });
  const update = new cloudfront.UpdateDistributionCommand({ Id: 'E1', DistributionConfig: undefined });
  await expect(client.send(update)).rejects.toMatchObject({ name: 'InternalFailure' });
  expect(server.calls.records()[0]).toMatchObject({
    outcome: 'InternalFailure',
    error: { code: 'MalformedXML' },
  });
});

test('nth and times choose the calls; other actions and services do not count', async () => {
  const { server, associate, outcomes } = await started();
  server.faults.add({ ...target, nth: 2, times: 2, when: 'before', kind: 'throttle' });
  const topics = new sns.SNSClient(server.as());
  for (let count = 0; count < 5; count += 1) {
    await topics.send(new sns.ListTopicsCommand({}));
    await associate().catch(() => undefined);
  }
  expect(outcomes().filter((_, index) => index % 2 === 0)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  expect(outcomes().filter((_, index) => index % 2 === 1)).toEqual([
    'ok',
    'Throttling',
    'Throttling',
    'ok',
    'ok',
  ]);
});

test('a fault for one caller lets all others through', async () => {
  const { server, associate, outcomes } = await started();
  const somebody = new cloudfront.CloudFrontClient({
    ...server.as(),
    credentials: { accessKeyId: '444455556666', secretAccessKey: 'any' },
  });
  server.faults.add({ ...target, by: ':444455556666:user/', when: 'before', kind: 'throttle' });
  await associate();
  await associate(somebody).catch(() => undefined);
  expect(outcomes()).toEqual(['ok', 'Throttling']);
});

test('of two faults for the same call the older strikes and the other waits for the next', async () => {
  const { server, associate, outcomes } = await started();
  server.faults.add({ ...target, when: 'before', kind: 'throttle' });
  server.faults.add({ ...target, when: 'before', kind: 'error500' });
  for (let count = 0; count < 3; count += 1) await associate().catch(() => undefined);
  expect(outcomes()).toEqual(['Throttling', 'InternalFailure', 'ok']);
});

test('the SDK retries through a throttle by itself', async () => {
  const { server, received, associate } = await started();
  server.faults.add({ ...target, when: 'before', kind: 'throttle' });
  const client = new cloudfront.CloudFrontClient({ ...server.as(), maxAttempts: 2 });
  const { $metadata } = await associate(client);
  expect($metadata.attempts).toBe(2);
  expect(received).toHaveLength(1);
});

test('closing the server frees those who wait in a timeout', async () => {
  const { server, associate, outcomes } = await started();
  server.faults.add({ ...target, when: 'before', kind: 'timeout' });
  const refused = expect(associate()).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect.poll(outcomes).toEqual(['Timeout']);
  await server.close();
  await refused;
});

test.each([
  ['an unknown kind', { ...target, when: 'before', kind: 'slow' }],
  ['no moment', { ...target, kind: 'reset' }],
  ['a success', { ...target, when: 'before', kind: { code: 'x', message: '', status: 200 } }],
  ['a zeroth call', { ...target, when: 'before', kind: 'reset', nth: 0 }],
  ['an unknown member', { ...target, when: 'before', kind: 'reset', account: '1' }],
])('%s is no fault', async (_what, order) => {
  const { server } = await started();
  // as: what came over HTTP can be anything.
  expect(() => server.faults.add(order as never)).toThrow();
});
