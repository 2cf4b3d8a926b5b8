import * as sdk from '@aws-sdk/client-cloudfront';
import { AwsError, type Caller, type Service } from '../../../sandbox/wire/service.ts';

/** A CloudFront with one distribution and no rules: what went in can be read in `received`. */
export function cloudFrontDouble(): {
  service: Service;
  received: { action: string; input: object; caller: Caller }[];
} {
  const received: { action: string; input: object; caller: Caller }[] = [];
  let config: sdk.DistributionConfig | undefined;
  let version = 1;
  const note = (action: string, input: object, caller: Caller) => received.push({ action, input, caller });

  const service: Service = {
    sdk,
    client: 'CloudFrontClient',
    operations: {
      CreateDistributionWithTags(input: sdk.CreateDistributionWithTagsCommandInput, caller: Caller) {
        note('CreateDistributionWithTags', input, caller);
        config = input.DistributionConfigWithTags?.DistributionConfig;
        return {
          Distribution: distribution(config),
          Location: 'https://example.com/E1',
          ETag: `V${version}`,
        };
      },
      GetDistribution: (_input: sdk.GetDistributionCommandInput) => ({
        Distribution: distribution(config),
        ETag: `V${version}`,
      }),
      GetDistributionConfig: () => ({ DistributionConfig: config, ETag: `V${version}` }),
      UpdateDistribution(input: sdk.UpdateDistributionCommandInput, caller: Caller) {
        note('UpdateDistribution', input, caller);
        if (input.IfMatch !== `V${version}`) throw new AwsError('PreconditionFailed', 'stale', 412);
        if (input.DistributionConfig?.Comment === 'collide') {
          throw new AwsError('CNAMEAlreadyExists', 'One or more of the CNAMEs <you> & "provided" are taken');
        }
        config = input.DistributionConfig;
        version += 1;
        return { Distribution: distribution(config), ETag: `V${version}` };
      },
      AssociateAlias(input: sdk.AssociateAliasCommandInput, caller: Caller) {
        note('AssociateAlias', input, caller);
        return {};
      },
      UpdateDomainAssociation(input: sdk.UpdateDomainAssociationCommandInput, caller: Caller) {
        note('UpdateDomainAssociation', input, caller);
        return { Domain: input.Domain, ResourceId: input.TargetResource?.DistributionId, ETag: 'V9' };
      },
      ListDomainConflicts(input: sdk.ListDomainConflictsCommandInput, caller: Caller) {
        note('ListDomainConflicts', input, caller);
        const DomainConflicts = ['www', 'api'].map((label) => ({
          Domain: `${label}.example.com`,
          ResourceType: 'distribution',
          ResourceId: '*******EXAMPLE',
          AccountId: '******556666',
        }));
        return input.Marker ? { DomainConflicts: [] } : { DomainConflicts, NextMarker: 'more' };
      },
      TagResource(input: sdk.TagResourceCommandInput, caller: Caller) {
        note('TagResource', input, caller);
        return {};
      },
    },
  };
  return { service, received };
}

export const MODIFIED = new Date('2026-05-04T03:02:01.234Z');

function distribution(config: sdk.DistributionConfig | undefined): object {
  return {
    Id: 'E1',
    ARN: 'arn:aws:cloudfront::111122223333:distribution/E1',
    Status: 'InProgress',
    LastModifiedTime: MODIFIED,
    InProgressInvalidationBatches: 0,
    DomainName: 'd111111abcdef8.cloudfront.net',
    DistributionConfig: config,
  };
}

/** Something of everything that a real configuration has: nesting, empty lists, numbers, booleans, characters to escape. */
export function bigConfig(behaviors = 20): sdk.DistributionConfig {
  const behavior = {
    TargetOriginId: 'origin & <one>',
    ViewerProtocolPolicy: 'redirect-to-https',
    Compress: false,
    AllowedMethods: {
      Quantity: 2,
      Items: ['GET', 'HEAD'],
      CachedMethods: { Quantity: 2, Items: ['GET', 'HEAD'] },
    },
    ForwardedValues: {
      QueryString: true,
      Cookies: { Forward: 'whitelist', WhitelistedNames: { Quantity: 1, Items: ['a b'] } },
      Headers: { Quantity: 0, Items: [] },
      QueryStringCacheKeys: { Quantity: 0, Items: [] },
    },
    MinTTL: 0,
    DefaultTTL: 86_400,
    MaxTTL: 31_536_000,
    TrustedSigners: { Enabled: false, Quantity: 0 },
    LambdaFunctionAssociations: { Quantity: 0, Items: [] },
  } satisfies sdk.DefaultCacheBehavior;
  return {
    CallerReference: 'tel-aviv ✈ "quoted"',
    Comment: '  spaces\nand lines\n  kept  ',
    Enabled: true,
    Aliases: { Quantity: 2, Items: ['www.example.com', '*.example.com'] },
    DefaultRootObject: '',
    Origins: {
      Quantity: 1,
      Items: [
        {
          Id: 'origin & <one>',
          DomainName: 'origin.example.com',
          OriginPath: '',
          CustomHeaders: { Quantity: 1, Items: [{ HeaderName: 'X-Origin', HeaderValue: 'a=b&c=d' }] },
          CustomOriginConfig: {
            HTTPPort: 80,
            HTTPSPort: 443,
            OriginProtocolPolicy: 'https-only',
            OriginSslProtocols: { Quantity: 1, Items: ['TLSv1.2'] },
          },
        },
      ],
    },
    DefaultCacheBehavior: behavior,
    CacheBehaviors: {
      Quantity: behaviors,
      Items: Array.from({ length: behaviors }, (_, index) => ({
        ...behavior,
        PathPattern: `/path${index}/*`,
      })),
    },
    CustomErrorResponses: { Quantity: 0, Items: [] },
    ViewerCertificate: {
      ACMCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1',
      SSLSupportMethod: 'sni-only',
      MinimumProtocolVersion: 'TLSv1.2_2021',
    },
    Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
    PriceClass: 'PriceClass_All',
    HttpVersion: 'http2',
    IsIPV6Enabled: true,
  };
}
