import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { Incident } from '../../remediation/document.ts';
import { InvalidAlias, InvalidEvent } from '../../remediation/errors.ts';
import { executionName } from '../../remediation/execution-name.ts';
import { parseIncident } from '../../remediation/incident.ts';
import { type CloudTrailEvent, failedUpdate, fixture, HELD } from '../doubles/documents.ts';

const ACM = 'arn:aws:acm:us-east-1:111122223333:certificate/5b1c0a52-7a0e-4c5e-9a54-0c6f5f0c1e11';
const DISTRIBUTION = { kind: 'distribution', id: 'E2TARGETEXAMPLE' };

/** The record with other details; `undefined` leaves a field out. */
function withDetail(event: CloudTrailEvent, changes: object): unknown {
  return JSON.parse(JSON.stringify({ ...event, detail: { ...event.detail, ...changes } }));
}

describe('every fixture', () => {
  const expected: Record<string, object> = {
    'create-distribution': { action: 'CreateDistribution', target: { kind: 'none' } },
    'create-distribution-tenant': {
      action: 'CreateDistributionTenant',
      target: { kind: 'none' },
      aliases: ['www.example.com'],
      certificate: { source: 'acm', id: ACM },
    },
    'create-distribution-with-tags-cloudformation': {
      action: 'CreateDistributionWithTags',
      target: { kind: 'none' },
      certificate: { source: 'acm', id: ACM },
    },
    'update-distribution': { certificate: { source: 'acm', id: ACM }, errorMessage: HELD },
    'update-distribution-default-certificate': { caller: 'arn:aws:iam::111122223333:user/web-admin' },
    'update-distribution-details-omitted': { target: { kind: 'unknown' }, aliases: [] },
    'update-distribution-dns-points-elsewhere': {
      errorMessage: expect.stringContaining('incorrectly configured DNS record'),
    },
    'update-distribution-late-addendum': {},
    'update-distribution-several-aliases-cloudformation': {
      aliases: ['old.example.com', 'example.com', 'www.example.com', '*.shop.example.com'],
    },
    'update-distribution-suffixed-error-code': { errorCode: 'CNAMEAlreadyExistsException' },
    'update-distribution-tenant': {
      action: 'UpdateDistributionTenant',
      target: { kind: 'tenant', id: 'dt_2sTenantExample' },
    },
    'update-distribution-versioned-name': { action: 'UpdateDistribution' },
  };

  test('is in this table', () => {
    const there = readdirSync('test/fixtures/cloudtrail').filter((name) => name.endsWith('.json'));
    expect(there.toSorted()).toEqual(
      Object.keys(expected)
        .map((name) => `${name}.json`)
        .toSorted(),
    );
  });

  test.each(Object.entries(expected))('%s', (name, facts) => {
    const event = fixture(name);
    const incident = parseIncident(event);
    expect(incident).toMatchObject({
      id: event.detail.eventID,
      account: '111122223333',
      region: 'us-east-1',
      time: '2026-11-20T01:04:05Z',
      action: 'UpdateDistribution',
      errorCode: 'CNAMEAlreadyExists',
      target: DISTRIBUTION,
      aliases: ['www.example.com'],
      requestId: event.detail.requestID,
      ...facts,
    });
    // What the parser writes is what every step reads.
    expect(v.parse(Incident, incident)).toEqual(incident);
    expect(parseIncident(fixture(name))).toEqual(incident);
  });

  test('without a certificate of its own the call named none', () => {
    expect(parseIncident(fixture('update-distribution-default-certificate'))).not.toHaveProperty(
      'certificate',
    );
  });

  test('an IAM server certificate', () => {
    const { requestParameters } = fixture('update-distribution').detail;
    const viewerCertificate = { iAMCertificateId: 'ASCAEXAMPLEEXAMPLE123', aCMCertificateArn: null };
    const parameters = requestParameters as { distributionConfig: object };
    const distributionConfig = { ...parameters.distributionConfig, viewerCertificate };
    const event = withDetail(fixture('update-distribution'), {
      requestParameters: { ...parameters, distributionConfig },
    });
    expect(parseIncident(event).certificate).toEqual({ source: 'iam', id: 'ASCAEXAMPLEEXAMPLE123' });
  });

  test('with the certificate, how the call wanted viewers to be served', () => {
    expect(parseIncident(fixture('update-distribution')).certificate).toEqual({
      source: 'acm',
      id: ACM,
      sslSupportMethod: 'sni-only',
      minimumProtocolVersion: 'TLSv1.2_2021',
    });
  });
});

describe('an addendum is the same call', () => {
  const original = fixture('update-distribution');

  test('UPDATED_DATA: id and execution are those of the original', () => {
    const addendum = { reason: 'UPDATED_DATA', originalEventID: original.detail.eventID, updatedFields: 'x' };
    const late = parseIncident(withDetail(original, { eventID: 'another', addendum }));
    expect(late).toEqual(parseIncident(original));
    expect(executionName(late)).toBe(executionName(parseIncident(original)));
  });

  test('DELIVERY_DELAY names no original: the record is the first there is', () => {
    const late = fixture('update-distribution-late-addendum');
    expect(parseIncident(late).id).toBe(late.detail.eventID);
  });
});

describe('what a record may leave out or set to null', () => {
  const event = fixture('update-distribution');

  test.each([
    ['errorMessage', { errorMessage: null }, { errorMessage: '' }],
    ['requestID', { requestID: undefined }, { requestId: 'unknown' }],
    ['userIdentity', { userIdentity: null }, { caller: 'unknown' }],
    [
      'arn',
      { userIdentity: { invokedBy: 'cloudformation.amazonaws.com' } },
      { caller: 'cloudformation.amazonaws.com' },
    ],
    ['addendum', { addendum: null }, { id: event.detail.eventID }],
    ['requestParameters', { requestParameters: null }, { target: { kind: 'unknown' }, aliases: [] }],
    ['aliases', { requestParameters: { id: 'E1', distributionConfig: {} } }, { aliases: [] }],
    [
      'items',
      { requestParameters: { id: 'E1', distributionConfig: { aliases: { quantity: 0 } } } },
      { aliases: [] },
    ],
    [
      'everything below the config',
      { requestParameters: { id: 'E1', distributionConfig: { aliases: null, viewerCertificate: null } } },
      { aliases: [], target: { kind: 'distribution', id: 'E1' } },
    ],
  ])('%s', (_, changes, facts) => {
    expect(parseIncident(withDetail(event, changes))).toMatchObject(facts);
  });

  test('promoting a staging configuration names the distribution, but no aliases', () => {
    const requestParameters = { id: 'E2TARGETEXAMPLE', stagingDistributionId: 'E9STAGING', ifMatch: 'E1' };
    const promoted = withDetail(event, {
      eventName: 'UpdateDistributionWithStagingConfig',
      requestParameters,
    });
    expect(parseIncident(promoted)).toMatchObject({ target: DISTRIBUTION, aliases: [] });
  });

  test('a copy has no target and names no aliases', () => {
    const requestParameters = { primaryDistributionId: 'E2TARGETEXAMPLE', staging: true };
    const copied = withDetail(event, { eventName: 'CopyDistribution', requestParameters });
    expect(parseIncident(copied)).toMatchObject({ target: { kind: 'none' }, aliases: [] });
  });

  test('a tenant whose certificate the call names', () => {
    const tenant = fixture('update-distribution-tenant');
    const certificate = { arn: 'arn:aws:acm:us-east-1:111122223333:certificate/one' };
    const named = (customizations: unknown) =>
      parseIncident(
        withDetail(tenant, {
          requestParameters: { id: 'dt_2s', domains: [{ domain: 'www.example.com' }], customizations },
        }),
      ).certificate;
    expect(named({ certificate, webAcl: { action: 'disable' } })).toEqual({
      source: 'acm',
      id: certificate.arn,
    });
    expect(named({ certificate: null })).toBeUndefined();
    expect(named(null)).toBeUndefined();
  });
});

test('aliases are compared in one form, each once, in the order of the request', () => {
  const names = ['WWW.Example.COM.', 'www.example.com', 'bücher.example', '*.Shop.example.com'];
  expect(parseIncident(failedUpdate('1', 'E1', ...names)).aliases).toEqual([
    'www.example.com',
    'xn--bcher-kva.example',
    '*.shop.example.com',
  ]);
});

describe('what is refused', () => {
  const event = fixture('update-distribution');

  test.each(['update-distribution-success', 'update-distribution-access-denied'])('%s', (name) => {
    expect(() => parseIncident(fixture(`ignored/${name}`))).toThrow(InvalidEvent);
  });

  test.each([
    ['nothing', undefined],
    ['a text', 'CNAMEAlreadyExists'],
    ['no object', []],
    ['no detail', { ...event, detail: undefined }],
    ['another source', { ...event, source: 'aws.s3' }],
    ['another detail-type', { ...event, 'detail-type': 'AWS Console Sign In via CloudTrail' }],
    ['another event source', withDetail(event, { eventSource: 's3.amazonaws.com' })],
    ['an account that is none', { ...event, account: '1111' }],
    ['no event id', withDetail(event, { eventID: undefined })],
    ['another error', withDetail(event, { errorCode: 'PreconditionFailed' })],
    ['no error', withDetail(event, { errorCode: undefined })],
    ['an update without id', withDetail(event, { requestParameters: { distributionConfig: {} } })],
    [
      'aliases that are no texts',
      withDetail(event, { requestParameters: { id: 'E1', distributionConfig: { aliases: { items: [7] } } } }),
    ],
  ])('%s', (_, given) => {
    expect(() => parseIncident(given)).toThrow(InvalidEvent);
  });

  // Without a word, the aliases would be none, as of a record that leaves its request out.
  test.each([
    [{ id: 'E2TARGETEXAMPLE', distributionConfig: { aliases: ['www.example.com'] } }],
    [{ id: 'E2TARGETEXAMPLE', distributionConfig: [{ aliases: { items: ['www.example.com'] } }] }],
    [[{ id: 'E2TARGETEXAMPLE' }]],
    [{ id: 'dt_2targetExample', customizations: [{ certificate: { arn: ACM } }] }],
  ])('a list in place of an object: %j', (requestParameters) => {
    const given = withDetail(event, { requestParameters });
    expect(() => parseIncident(given)).toThrow('received Array\n  → at detail.requestParameters');
  });

  test('the refusal names the field', () => {
    const given = withDetail(event, { errorCode: 'Other', eventID: 5 });
    expect(() => parseIncident(given)).toThrow('detail.eventID');
    expect(() => parseIncident(given)).toThrow('detail.errorCode');
  });

  test('an alias that is none', () => {
    expect(() => parseIncident(failedUpdate('1', 'E1', 'www..example.com'))).toThrow(InvalidAlias);
  });

  test('whatever it is, it is parsed or refused by name', () => {
    fc.assert(
      fc.property(fc.anything(), fc.dictionary(fc.string(), fc.anything()), (detail, envelope) => {
        const given = { ...event, ...envelope, detail };
        try {
          parseIncident(given);
        } catch (error) {
          expect(error instanceof InvalidEvent || error instanceof InvalidAlias).toBe(true);
        }
      }),
    );
  });
});

describe('the marker', () => {
  const markerOf = (event: unknown) => parseIncident(event).marker;

  test('the same wish made twice has the same one, in whatever order and spelling', () => {
    expect(markerOf(failedUpdate('1', 'E1', 'a.example.com', 'b.example.com'))).toBe(
      markerOf(failedUpdate('2', 'E1', 'B.example.com.', 'a.example.com')),
    );
  });

  test.each([
    ['target', failedUpdate('1', 'E2', 'a.example.com')],
    ['aliases', failedUpdate('1', 'E1', 'b.example.com')],
    ['account', { ...failedUpdate('1', 'E1', 'a.example.com'), account: '444455556666' }],
  ])('another %s, another one', (_, other) => {
    expect(markerOf(other)).not.toBe(markerOf(failedUpdate('1', 'E1', 'a.example.com')));
  });

  test('two calls of which nothing is known may be two wishes', () => {
    const omitted = fixture('update-distribution-details-omitted');
    expect(markerOf(omitted)).not.toBe(markerOf(withDetail(omitted, { eventID: 'another' })));
  });
});
