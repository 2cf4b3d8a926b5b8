import { describe, expect, test } from 'vitest';
import {
  certificateInfo,
  configOf,
  createWorld,
  ours,
  refusal,
  them,
  us,
  wildcardCertificate,
} from './world.ts';

async function created(world = createWorld(), aliases: string[] = []) {
  const { Distribution, ETag } = await world.api.CreateDistribution(
    { DistributionConfig: configOf(aliases) },
    us,
  );
  return { ...world, Id: Distribution?.Id ?? '', ETag: ETag ?? '', Distribution };
}

describe('a distribution', () => {
  test('gets an id, a name that is in DNS, and is deployed after a while', async () => {
    const { api, clock, dns, Id, ETag, Distribution } = await created();
    expect(Id).toMatch(/^E[A-Z0-9]{13}$/);
    expect(Distribution?.DomainName).toMatch(/^d[a-z0-9]{13}\.cloudfront\.net$/);
    expect(Distribution?.ARN).toBe(`arn:aws:cloudfront::${ours}:distribution/${Id}`);
    expect((await dns.resolve(Distribution?.DomainName ?? '', 'A')).records).toHaveLength(1);
    expect(Distribution?.Status).toBe('InProgress');
    clock.at += 10_000;
    const later = api.GetDistribution({ Id }, us);
    expect(later.Distribution?.Status).toBe('Deployed');
    expect(later.ETag).toBe(ETag);
  });

  test('has a new ETag and is InProgress after each change', async () => {
    const { api, clock, Id, ETag } = await created();
    clock.at += 60_000;
    const updated = await api.UpdateDistribution(
      { Id, IfMatch: ETag, DistributionConfig: configOf([], { Comment: 'new' }) },
      us,
    );
    expect(updated.ETag).not.toBe(ETag);
    expect(updated.Distribution?.Status).toBe('InProgress');
    expect(api.GetDistributionConfig({ Id }, us)).toMatchObject({
      ETag: updated.ETag,
      DistributionConfig: { Comment: 'new' },
    });
  });

  test('keeps a large config as it was sent, through a round trip of get and update', async () => {
    const { api } = createWorld();
    const sent = configOf(['www.example.com'], {
      Comment: 'Straße, 日本 & <b>"quotes"</b>',
      DefaultRootObject: 'index.html',
      Origins: {
        Quantity: 2,
        Items: [
          {
            Id: 'site',
            DomainName: 'origin.example.net',
            OriginPath: '/a',
            CustomHeaders: { Quantity: 1, Items: [{ HeaderName: 'X-Secret', HeaderValue: 's' }] },
            CustomOriginConfig: {
              HTTPPort: 8080,
              HTTPSPort: 8443,
              OriginProtocolPolicy: 'https-only',
              OriginSslProtocols: { Quantity: 1, Items: ['TLSv1.2'] },
            },
            ConnectionAttempts: 1,
          },
          { Id: 'backup', DomainName: 'backup.example.net', S3OriginConfig: { OriginAccessIdentity: '' } },
        ],
      },
      OriginGroups: {
        Quantity: 1,
        Items: [
          {
            Id: 'both',
            FailoverCriteria: { StatusCodes: { Quantity: 2, Items: [500, 502] } },
            Members: { Quantity: 2, Items: [{ OriginId: 'site' }, { OriginId: 'backup' }] },
          },
        ],
      },
      DefaultCacheBehavior: {
        TargetOriginId: 'both',
        ViewerProtocolPolicy: 'allow-all',
        ForwardedValues: { QueryString: true, Cookies: { Forward: 'none' } },
        MinTTL: 3,
        MaxTTL: 7,
        LambdaFunctionAssociations: {
          Quantity: 1,
          Items: [
            {
              LambdaFunctionARN: 'arn:aws:lambda:us-east-1:111122223333:function:edge:1',
              EventType: 'origin-request',
            },
          ],
        },
      },
      CacheBehaviors: {
        Quantity: 1,
        Items: [{ PathPattern: '/api/*', TargetOriginId: 'backup', ViewerProtocolPolicy: 'https-only' }],
      },
      Restrictions: { GeoRestriction: { RestrictionType: 'whitelist', Quantity: 2, Items: ['JP', 'DE'] } },
      WebACLId: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/x/y',
      HttpVersion: 'http2and3',
      IsIPV6Enabled: false,
    });
    const frozen = structuredClone(sent);
    const { Distribution } = await api.CreateDistribution({ DistributionConfig: sent }, us);
    const Id = Distribution?.Id ?? '';
    const first = api.GetDistributionConfig({ Id }, us);
    expect(first.DistributionConfig).toMatchObject(frozen);
    expect(sent).toEqual(frozen);

    const again = await api.UpdateDistribution(
      { Id, IfMatch: first.ETag, DistributionConfig: first.DistributionConfig },
      us,
    );
    expect(again.Distribution?.DistributionConfig).toEqual(first.DistributionConfig);
  });

  test('is complete when only the required members were sent', async () => {
    const { Distribution } = await created();
    expect(Distribution?.DistributionConfig).toMatchObject({
      DefaultRootObject: '',
      PriceClass: 'PriceClass_All',
      HttpVersion: 'http2',
      Logging: { Enabled: false },
      Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
      ViewerCertificate: {
        Certificate: wildcardCertificate,
        CertificateSource: 'acm',
        CloudFrontDefaultCertificate: false,
      },
      DefaultCacheBehavior: { AllowedMethods: { Quantity: 2, Items: ['HEAD', 'GET'] } },
    });
  });

  test('echoes the new certificate when an old echo comes back with the config', async () => {
    const { api, certificates, Id, ETag } = await created();
    const other = 'arn:aws:acm:us-east-1:111122223333:certificate/other';
    certificates.set(other, certificateInfo(other));
    const { DistributionConfig: config } = api.GetDistributionConfig({ Id }, us);
    const ViewerCertificate = { ...config?.ViewerCertificate, ACMCertificateArn: other };
    const changed = config && { ...config, ViewerCertificate };
    const updated = await api.UpdateDistribution({ Id, IfMatch: ETag, DistributionConfig: changed }, us);
    expect(updated.Distribution?.DistributionConfig?.ViewerCertificate).toMatchObject({
      ACMCertificateArn: other,
      Certificate: other,
    });
  });

  test('writes aliases in lower case', async () => {
    const { Distribution } = await created(createWorld(), ['WWW.Example.com']);
    expect(Distribution?.DistributionConfig?.Aliases).toEqual({ Quantity: 1, Items: ['www.example.com'] });
  });

  test('does not change when an answer is changed by whoever got it', async () => {
    const { api, Id } = await created();
    const got = api.GetDistributionConfig({ Id }, us);
    if (got.DistributionConfig) got.DistributionConfig.Comment = 'mine';
    expect(api.GetDistributionConfig({ Id }, us).DistributionConfig?.Comment).toBe('');
  });
});

describe('refusals', () => {
  test.each([
    ['no If-Match', undefined, 'InvalidIfMatchVersion 400'],
    ['a garbled one', 'not-an-etag', 'InvalidIfMatchVersion 400'],
    ['a stale one', 'E00000000000AA', 'PreconditionFailed 412'],
  ])('an update with %s', async (_, IfMatch, expected) => {
    const { api, Id } = await created();
    const update = { Id, IfMatch, DistributionConfig: configOf() };
    expect((await refusal(() => api.UpdateDistribution(update, us))).what).toBe(expected);
  });

  test.each([
    ['an unknown id', 'ENOSUCHEXAMPLE', us, 'NoSuchDistribution 404'],
    ["somebody else's", 'E2TARGETEXAMPLE', them, 'AccessDenied 403'],
  ])('reading, changing and deleting %s', async (_, Id, caller, expected) => {
    const { api, target } = createWorld();
    target();
    const calls = [
      () => api.GetDistribution({ Id }, caller),
      () => api.GetDistributionConfig({ Id }, caller),
      () => api.UpdateDistribution({ Id, IfMatch: 'E00000000000AA', DistributionConfig: configOf() }, caller),
      () => api.DeleteDistribution({ Id, IfMatch: 'E00000000000AA' }, caller),
    ];
    for (const call of calls) expect((await refusal(call)).what).toBe(expected);
  });

  test.each([
    ['another CallerReference', configOf([], { CallerReference: 'second' }), 'IllegalUpdate 400'],
    [
      'a wrong count',
      configOf([], { Aliases: { Quantity: 2, Items: ['www.example.com'] } }),
      'InconsistentQuantities 400',
    ],
    [
      'a wrong count deep inside',
      configOf([], { Restrictions: { GeoRestriction: { RestrictionType: 'whitelist', Quantity: 1 } } }),
      'InconsistentQuantities 400',
    ],
    [
      'an origin that is not there',
      configOf([], { DefaultCacheBehavior: { TargetOriginId: 'x', ViewerProtocolPolicy: 'allow-all' } }),
      'NoSuchOrigin 404',
    ],
    ['no comment', configOf([], { Comment: undefined }), 'InvalidArgument 400'],
    ['an alias that is no name', configOf(['exa mple.com']), 'InvalidArgument 400'],
    ['a wildcard in the middle', configOf(['a.*.example.com']), 'InvalidArgument 400'],
    [
      'over a hundred aliases',
      configOf(Array.from({ length: 101 }, (_, index) => `a${index}.example.com`)),
      'TooManyDistributionCNAMEs 400',
    ],
  ])('%s', async (_, DistributionConfig, expected) => {
    const { api, Id, ETag } = await created();
    const before = api.GetDistributionConfig({ Id }, us);
    const update = { Id, IfMatch: ETag, DistributionConfig };
    expect((await refusal(() => api.UpdateDistribution(update, us))).what).toBe(expected);
    expect(api.GetDistributionConfig({ Id }, us)).toEqual(before);
  });

  test('a hundred aliases are taken', async () => {
    const { Distribution } = await created(
      createWorld(),
      Array.from({ length: 100 }, (_, index) => `a${index}.example.com`),
    );
    expect(Distribution?.DistributionConfig?.Aliases?.Quantity).toBe(100);
  });

  test('a caller reference that was used before', async () => {
    const { api } = await created();
    const call = () => api.CreateDistribution({ DistributionConfig: configOf() }, us);
    expect((await refusal(call)).what).toBe('DistributionAlreadyExists 409');
  });

  test('of two updates at once with the same ETag one is too late', async () => {
    const { api, Id, ETag } = await created();
    const update = (alias: string) =>
      api.UpdateDistribution({ Id, IfMatch: ETag, DistributionConfig: configOf([alias]) }, us);
    const outcomes = await Promise.allSettled([update('a.example.com'), update('b.example.com')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('deleting', () => {
  test('needs the distribution disabled and deployed, and frees its aliases', async () => {
    const { api, cloudfront, clock, Id, ETag, Distribution, dns } = await created(createWorld(), [
      'a.example.com',
    ]);
    const refused = await refusal(() => api.DeleteDistribution({ Id, IfMatch: ETag }, us));
    expect(refused.what).toBe('DistributionNotDisabled 409');
    const { ETag: disabled } = await api.UpdateDistribution(
      { Id, IfMatch: ETag, DistributionConfig: configOf(['a.example.com'], { Enabled: false }) },
      us,
    );
    const early = await refusal(() => api.DeleteDistribution({ Id, IfMatch: disabled }, us));
    expect(early.what).toBe('DistributionNotDisabled 409');
    clock.at += 10_000;
    api.DeleteDistribution({ Id, IfMatch: disabled }, us);
    expect(cloudfront.whoHolds('a.example.com')).toBeUndefined();
    expect((await dns.resolve(Distribution?.DomainName ?? '', 'A')).records).toEqual([]);
  });
});

describe('listing and tags', () => {
  test('pages through the own distributions only', () => {
    const { api, cloudfront } = createWorld();
    const ids = ['E1AAAAAAAAAAAA', 'E1BBBBBBBBBBBB', 'E1CCCCCCCCCCCC'];
    for (const id of ids) cloudfront.seedDistribution({ id, account: ours });
    cloudfront.seedDistribution({ account: them.account });
    const first = api.ListDistributions({ MaxItems: 2 }, us).DistributionList;
    expect(first).toMatchObject({ IsTruncated: true, Quantity: 2 });
    const rest = api.ListDistributions({ Marker: first?.NextMarker, MaxItems: 2 }, us).DistributionList;
    expect(rest).toMatchObject({ IsTruncated: false, Quantity: 1 });
    const listed = [...(first?.Items ?? []), ...(rest?.Items ?? [])].map(({ Id }) => Id);
    expect(listed).toEqual(ids);
  });

  test('tags come with the create and can be replaced one by one', async () => {
    const { api } = createWorld();
    const tags = {
      Items: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    };
    const { Distribution } = await api.CreateDistributionWithTags(
      { DistributionConfigWithTags: { DistributionConfig: configOf(), Tags: tags } },
      us,
    );
    const Resource = Distribution?.ARN;
    api.TagResource({ Resource, Tags: { Items: [{ Key: 'b', Value: '3' }] } }, us);
    expect(api.ListTagsForResource({ Resource }, us).Tags?.Items).toEqual([
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '3' },
    ]);
    const unknown = await refusal(() => api.ListTagsForResource({ Resource: `${Resource}X` }, us));
    expect(unknown.what).toBe('NoSuchResource 404');
  });
});
