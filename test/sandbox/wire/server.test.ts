import * as cloudfront from '@aws-sdk/client-cloudfront';
import * as events from '@aws-sdk/client-eventbridge';
import { afterEach, expect, test, vi } from 'vitest';
import { Identities } from '../../../sandbox/wire/account.ts';
import type { CallRecord } from '../../../sandbox/wire/call-log.ts';
import { startWireServer } from '../../../sandbox/wire/server.ts';
import { AwsError, type Caller, type Service } from '../../../sandbox/wire/service.ts';
import { cloudFrontDouble } from './cloudfront-double.ts';
import { ACCOUNT, OTHER_ACCOUNT, signed, wire } from './wire.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const JSON_1_1 = 'application/x-amz-json-1.1';

function eventBridge(putEvents: (input: object, caller: Caller) => object = () => ({})): Service {
  return { sdk: events, client: 'EventBridgeClient', operations: { PutEvents: putEvents } };
}

function call(url: string, target: string, body: string, headers = signed('events')): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': JSON_1_1, 'x-amz-target': target },
    body,
  });
}

test('a taken port is refused by name, with the code of the system', async () => {
  const first = await wire({ services: [] });
  await expect(startWireServer({ port: first.port, services: [] })).rejects.toMatchObject({
    code: 'EADDRINUSE',
    message: `Port ${first.port} on 127.0.0.1 is already taken.`,
  });
});

test('an idle connection is given no end, so that none ends while a client sends on it', async () => {
  const { url } = await wire({ services: [eventBridge()] });
  const { headers } = await call(url, 'AWSEvents.PutEvents', '{"Entries":[]}');
  expect(headers.get('connection')).toBe('keep-alive');
  expect(headers.get('keep-alive')).toBeNull();
});

test('two services with the same signing name are refused at the start', async () => {
  await expect(startWireServer({ port: 0, services: [eventBridge(), eventBridge()] })).rejects.toThrow(
    "Two services sign as 'events'.",
  );
});

test.each([
  ['no signature', {}, 'MissingAuthenticationToken'],
  ['another scheme', { authorization: 'Bearer x' }, 'IncompleteSignature'],
  [
    'a missing part',
    { authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request' },
    'IncompleteSignature',
  ],
  [
    'a short scope',
    { authorization: 'AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0' },
    'IncompleteSignature',
  ],
])('%s is a 403 in the shape of the request', async (_what, headers: Record<string, string>, code) => {
  const { url, calls } = await wire({ services: [eventBridge()] });
  const json = await call(url, 'AWSEvents.PutEvents', '{}', headers);
  expect(json.status).toBe(403);
  expect(json.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  expect(await json.json()).toMatchObject({ __type: code });
  const xml = await fetch(url, { headers });
  expect(xml.status).toBe(403);
  expect(await xml.text()).toContain(`<Code>${code}</Code>`);
  expect(calls.calls()).toEqual([]);
});

test('an unknown service and an unknown operation say what the sandbox knows', async () => {
  const { url, calls } = await wire({ services: [eventBridge(), cloudFrontDouble().service] });
  const service = await call(url, 'DynamoDB_20120810.GetItem', '{}', signed('dynamodb'));
  expect(service.status).toBe(400);
  expect(await service.json()).toEqual({
    __type: 'UnknownOperationException',
    message: "The sandbox has no service that signs as 'dynamodb'. It has: cloudfront, events.",
  });
  const operation = await call(url, 'AWSEvents.ListRules', '{}');
  expect(await operation.json()).toMatchObject({
    __type: 'UnknownOperationException',
    message: 'The sandbox does not know events ListRules. Of events it knows: PutEvents.',
  });
  await call(url, 'AWSEvents.constructor', '{}');
  const rest = await fetch(`${url}/2020-05-31/function`, { headers: signed('cloudfront') });
  expect(rest.status).toBe(400);
  expect(await rest.text()).toContain('does not know cloudfront ListFunctions.');
  await fetch(`${url}/nowhere`, { headers: signed('cloudfront') });
  expect(calls.calls().map((made) => [made.service, made.action, made.outcome])).toEqual([
    ['dynamodb', 'GetItem', 'UnknownOperationException'],
    ['events', 'ListRules', 'UnknownOperationException'],
    ['events', 'constructor', 'UnknownOperationException'],
    ['cloudfront', 'ListFunctions', 'UnknownOperationException'],
    ['cloudfront', 'GET /nowhere', 'UnknownOperationException'],
  ]);
});

test.each([
  ['not JSON', '{"Entries": [', 'SerializationException'],
  ['not an object', '"Entries"', 'SerializationException'],
  ['a wrong type', '{"Entries": "none"}', 'SerializationException'],
  ['a wrong type inside', '{"Entries": [{"Source": 5}]}', 'SerializationException'],
  ['a wrong timestamp', '{"Entries": [{"Time": "yesterday"}]}', 'SerializationException'],
  ['endless nesting', '['.repeat(500_000), 'SerializationException'],
  ['a missing member', '{}', 'ValidationException'],
  ['an empty body', '', 'ValidationException'],
])('JSON: %s is a 400', async (_what, body, code) => {
  const stderr = vi.spyOn(console, 'error');
  const { url, calls } = await wire({ services: [eventBridge()] });
  const response = await call(url, 'AWSEvents.PutEvents', body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ __type: code, message: expect.stringMatching(/\S/) });
  expect(calls.calls()).toMatchObject([{ action: 'PutEvents', outcome: code }]);
  expect(stderr).not.toHaveBeenCalled();
});

test.each([
  ['not XML', '<DistributionConfig><Enabled>', 'MalformedInput'],
  ['no XML at all', '{}', 'MalformedInput'],
  [
    'no number',
    '<DistributionConfig><Aliases><Quantity>two</Quantity></Aliases></DistributionConfig>',
    'MalformedInput',
  ],
  ['no body', undefined, 'MalformedXML'],
  ['another document', '<Other/>', 'MalformedXML'],
])('XML: %s is a 400', async (_what, body, code) => {
  const { url } = await wire({ services: [cloudFrontDouble().service] });
  const path = `${url}/2020-05-31/distribution/E1/config`;
  const response = await fetch(path, {
    method: 'PUT',
    headers: signed('cloudfront'),
    ...(body ? { body } : {}),
  });
  expect(response.status).toBe(400);
  expect(await response.text()).toMatch(
    new RegExp(
      `<ErrorResponse xmlns="http://cloudfront[^"]+"><Error><Type>Sender</Type><Code>${code}</Code><Message>.+</Message></Error><RequestId>`,
    ),
  );
});

test('a path that is not percent-encoding is a 400', async () => {
  const { url } = await wire({ services: [cloudFrontDouble().service] });
  const response = await fetch(`${url}/2020-05-31/distribution/%E0%A4%A/config`, {
    headers: signed('cloudfront'),
  });
  expect(response.status).toBe(400);
});

test('a body over 1 MB is a 413, one just below goes through', async () => {
  const { url, calls } = await wire({ services: [eventBridge()] });
  const body = (size: number) => JSON.stringify({ Entries: [{ Detail: 'x'.repeat(size) }] });
  expect((await call(url, 'AWSEvents.PutEvents', body(1_000_000))).status).toBe(200);
  const refused = await call(url, 'AWSEvents.PutEvents', body(1_100_000));
  expect(refused.status).toBe(413);
  expect(await refused.json()).toMatchObject({ __type: 'RequestEntityTooLarge' });
  expect(calls.calls()).toHaveLength(1);
});

test('a bug in an operation is an InternalFailure, and stderr has the reason', async () => {
  const stderr = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const bug = new TypeError('no such thing');
  const { url, calls } = await wire({
    services: [
      eventBridge(() => {
        throw bug;
      }),
    ],
  });
  const response = await call(url, 'AWSEvents.PutEvents', '{"Entries":[]}');
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({
    __type: 'InternalFailure',
    message: expect.not.stringContaining('no such thing'),
  });
  expect(stderr).toHaveBeenCalledWith(expect.stringContaining('events PutEvents'), bug);
  expect(calls.calls()).toMatchObject([{ outcome: 'InternalFailure' }]);
});

test('the log has every call with its outcome, and onCall the whole of it', async () => {
  const records: CallRecord[] = [];
  const { service } = cloudFrontDouble();
  const server = await wire({ services: [service], onCall: (record) => records.push(record) });
  const client = new cloudfront.CloudFrontClient(server.as('AKIAEXAMPLE'));
  const alias = { TargetDistributionId: 'E1', Alias: 'a.example.com' };
  await client.send(new cloudfront.AssociateAliasCommand(alias));
  const other = new cloudfront.CloudFrontClient(server.as(OTHER_ACCOUNT));
  const stale = new cloudfront.UpdateDistributionCommand({
    Id: 'E1',
    IfMatch: 'old',
    DistributionConfig: undefined,
  });
  await expect(other.send(stale)).rejects.toThrow();
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(server.calls.calls()).toEqual([
    {
      time,
      account: ACCOUNT,
      principal: `arn:aws:iam::${ACCOUNT}:user/operator`,
      service: 'cloudfront',
      action: 'AssociateAlias',
      outcome: 'ok',
      done: true,
    },
    {
      time,
      account: OTHER_ACCOUNT,
      principal: `arn:aws:iam::${OTHER_ACCOUNT}:user/operator`,
      service: 'cloudfront',
      action: 'UpdateDistribution',
      outcome: 'MalformedXML',
      done: false,
    },
  ]);
  expect(records[0]).toMatchObject({
    input: alias,
    caller: { account: ACCOUNT, accessKeyId: 'AKIAEXAMPLE' },
  });
  expect(records[0]?.error).toBeUndefined();
  expect(records[1]?.error).toMatchObject({ code: 'MalformedXML', status: 400 });
});

test('a listener that throws does not change the answer', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { url } = await wire({
    services: [eventBridge()],
    onCall() {
      throw new Error('listener');
    },
  });
  expect((await call(url, 'AWSEvents.PutEvents', '{"Entries":[]}')).status).toBe(200);
});

test('an issued key is the principal it was issued to; a presigned request is known by its query', async () => {
  const identities = new Identities();
  const arn = `arn:aws:iam::${OTHER_ACCOUNT}:role/move-alias`;
  const key = identities.issue(arn, OTHER_ACCOUNT);
  const callers: Caller[] = [];
  const { url } = await wire({
    identities,
    services: [
      eventBridge((_input, caller) => {
        callers.push(caller);
        return {};
      }),
    ],
  });
  const credential = encodeURIComponent(`${key}/20260101/eu-west-1/events/aws4_request`);
  const presigned = `${url}/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${credential}&X-Amz-Signature=0`;
  expect((await call(presigned, 'AWSEvents.PutEvents', '{"Entries":[]}', {})).status).toBe(200);
  expect(callers).toMatchObject([{ account: OTHER_ACCOUNT, arn, accessKeyId: key, region: 'eu-west-1' }]);
});

test('control answers under /_sandbox/ without a signature, and nowhere else', async () => {
  const { url, calls } = await wire({
    services: [],
    control: async ({ method, path, query, body }) =>
      path === '/_sandbox/echo' ? { status: 201, body: { method, query: [...query], body } } : undefined,
  });
  const echoed = await fetch(`${url}/_sandbox/echo?a=b%20c`, { method: 'POST', body: 'ü' });
  expect(echoed.status).toBe(201);
  expect(await echoed.json()).toEqual({ method: 'POST', query: [['a', 'b c']], body: 'ü' });
  const missing = await fetch(`${url}/_sandbox/none`);
  expect(missing.status).toBe(404);
  expect(await missing.json()).toEqual({ message: 'Nothing at GET /_sandbox/none.' });
  expect((await fetch(`${url}/echo`)).status).toBe(403);
  expect(calls.calls()).toEqual([]);
});

test('an operation may refuse with any code and status', async () => {
  const { url } = await wire({
    services: [
      eventBridge(() => {
        throw new AwsError('AccessDeniedException', 'not you', 403);
      }),
    ],
  });
  const response = await call(url, 'AWSEvents.PutEvents', '{"Entries":[]}');
  expect(response.status).toBe(403);
  expect(response.headers.get('x-amzn-errortype')).toBe('AccessDeniedException');
});
