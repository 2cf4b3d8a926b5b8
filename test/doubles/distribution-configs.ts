/** Large and strange configurations of distributions, such as accounts have after years. */
import type {
  CacheBehavior,
  DefaultCacheBehavior,
  DistributionConfig,
  Origin,
  ViewerCertificate,
} from '@aws-sdk/client-cloudfront';
import fc from 'fast-check';

/** CloudFront counts every list; an empty one it gives back without its items. */
function counted<Item>(items: Item[]): { Quantity: number; Items?: Item[] } {
  return items.length === 0 ? { Quantity: 0 } : { Quantity: items.length, Items: items };
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 128 }),
  fc.constantFrom('', '  ', '<&>"\'', 'Größe 配信 🚀', ']]>', 'a\tb'),
);
const host = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/).map((label) => `${label}.example.com`);
const functionArn = fc
  .stringMatching(/^[a-z]{1,8}$/)
  .map((name) => `arn:aws:cloudfront::111122223333:function/${name}`);

const behaviour = (origins: string[]): fc.Arbitrary<DefaultCacheBehavior> =>
  fc.record(
    {
      TargetOriginId: fc.constantFrom(...origins),
      ViewerProtocolPolicy: fc.constantFrom('allow-all', 'https-only', 'redirect-to-https'),
      CachePolicyId: fc.constantFrom('658327ea-f89d-4fab-a63d-7e88639e58f6'),
      Compress: fc.boolean(),
      SmoothStreaming: fc.boolean(),
      FieldLevelEncryptionId: fc.constant(''),
      TrustedKeyGroups: fc.constantFrom({ Enabled: false, Quantity: 0 }),
      AllowedMethods: fc.constantFrom({
        Quantity: 2,
        Items: ['HEAD' as const, 'GET' as const],
        CachedMethods: { Quantity: 2, Items: ['HEAD' as const, 'GET' as const] },
      }),
      FunctionAssociations: fc
        .array(fc.record({ FunctionARN: functionArn, EventType: fc.constantFrom('viewer-request') }), {
          maxLength: 2,
        })
        .map(counted),
      LambdaFunctionAssociations: fc
        .array(
          fc.record({
            LambdaFunctionARN: fc.constant('arn:aws:lambda:us-east-1:111122223333:function:edge:7'),
            EventType: fc.constantFrom('origin-request', 'origin-response'),
            IncludeBody: fc.boolean(),
          }),
          { maxLength: 2 },
        )
        .map(counted),
      GrpcConfig: fc.record({ Enabled: fc.boolean() }),
    },
    { requiredKeys: ['TargetOriginId', 'ViewerProtocolPolicy', 'CachePolicyId'] },
  );

const origin = (id: string): fc.Arbitrary<Origin> =>
  fc.record(
    {
      Id: fc.constant(id),
      DomainName: host,
      OriginPath: fc.constantFrom('', '/live', '/größe'),
      CustomHeaders: fc
        .array(fc.record({ HeaderName: fc.constantFrom('x-a', 'x-b'), HeaderValue: text }), { maxLength: 4 })
        .map(counted),
      CustomOriginConfig: fc.record({
        HTTPPort: fc.constantFrom(80, 8080),
        HTTPSPort: fc.constant(443),
        OriginProtocolPolicy: fc.constantFrom('http-only', 'match-viewer', 'https-only'),
        OriginReadTimeout: fc.integer({ min: 1, max: 180 }),
      }),
      ConnectionAttempts: fc.integer({ min: 1, max: 3 }),
      OriginShield: fc.constantFrom({ Enabled: false }, { Enabled: true, OriginShieldRegion: 'us-east-1' }),
      OriginAccessControlId: fc.constantFrom('', 'E1OACEXAMPLE'),
    },
    { requiredKeys: ['Id', 'DomainName', 'CustomOriginConfig'] },
  );

/** As CloudFront shows it where there is none of one's own, or with one. */
export const viewerCertificate: fc.Arbitrary<ViewerCertificate | undefined> = fc.constantFrom(
  undefined,
  {
    CloudFrontDefaultCertificate: true,
    SSLSupportMethod: 'vip' as const,
    MinimumProtocolVersion: 'TLSv1' as const,
    CertificateSource: 'cloudfront' as const,
  },
  {
    CloudFrontDefaultCertificate: false,
    IAMCertificateId: 'ASCAEXAMPLE0000000000',
    SSLSupportMethod: 'vip' as const,
    MinimumProtocolVersion: 'TLSv1.1_2016' as const,
    Certificate: 'ASCAEXAMPLE0000000000',
    CertificateSource: 'iam' as const,
  },
);

function parts(ids: string[]) {
  const more: fc.Arbitrary<CacheBehavior> = fc
    .tuple(behaviour(ids), fc.constantFrom('/a/*', '*.jpg', '/größe?x=*', '/*/b'))
    .map(([settings, PathPattern]) => ({ ...settings, PathPattern }));
  return fc.record(
    {
      CallerReference: fc.uuid(),
      Comment: text,
      Enabled: fc.boolean(),
      Origins: fc.tuple(...ids.map(origin)).map((items) => ({ Quantity: items.length, Items: items })),
      DefaultCacheBehavior: behaviour(ids),
      CacheBehaviors: fc.array(more, { maxLength: 25 }).map(counted),
      CustomErrorResponses: fc
        .array(fc.record({ ErrorCode: fc.constantFrom(403, 404, 500), ResponsePagePath: text }), {
          maxLength: 3,
        })
        .map(counted),
      Restrictions: fc.subarray(['DE', 'JP', 'US', 'AQ']).map((countries) => ({
        GeoRestriction: {
          RestrictionType: countries.length > 0 ? ('whitelist' as const) : ('none' as const),
          ...counted(countries),
        },
      })),
      DefaultRootObject: fc.constantFrom('', 'index.html', 'größe.html'),
      PriceClass: fc.constantFrom('PriceClass_100', 'PriceClass_All'),
      WebACLId: fc.constantFrom('', 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/b'),
      HttpVersion: fc.constantFrom('http1.1', 'http2and3'),
      IsIPV6Enabled: fc.boolean(),
      ContinuousDeploymentPolicyId: fc.constantFrom('', 'a1b2c3d4'),
      Staging: fc.boolean(),
      Logging: fc.record({
        Enabled: fc.boolean(),
        IncludeCookies: fc.boolean(),
        Bucket: fc.constantFrom('', 'logs.s3.amazonaws.com'),
        Prefix: text,
      }),
      Aliases: fc.uniqueArray(host, { maxLength: 20 }).map(counted),
      ViewerCertificate: viewerCertificate,
    },
    {
      requiredKeys: ['CallerReference', 'Comment', 'Enabled', 'Origins', 'DefaultCacheBehavior', 'Aliases'],
    },
  );
}

export const distributionConfig: fc.Arbitrary<DistributionConfig> = fc
  .integer({ min: 1, max: 30 })
  .map((count) => Array.from({ length: count }, (_, index) => `origin ${index} – größe`))
  .chain(parts);
