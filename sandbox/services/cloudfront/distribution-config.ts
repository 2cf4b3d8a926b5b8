/**
 * A DistributionConfig on its way in: checked for what CloudFront refuses before it looks at anything else, and
 * completed with what CloudFront adds. Everything else is kept exactly as it was sent.
 */
import type {
  CacheBehavior,
  DefaultCacheBehavior,
  DistributionConfig,
  Origin,
  ViewerCertificate,
} from '@aws-sdk/client-cloudfront';
import { AwsError } from '../../wire/service.ts';
import { isAlias, mostAliases } from './aliases.ts';
import { attachedCertificate } from './distributions.ts';

/** @throws AwsError InvalidArgument, InconsistentQuantities, TooManyDistributionCNAMEs, NoSuchOrigin */
export function acceptConfig(sent: DistributionConfig | undefined): DistributionConfig {
  if (sent === undefined) throw new AwsError('MissingBody', 'The request is missing a body.');
  const config = structuredClone(sent);
  for (const required of [
    'CallerReference',
    'Origins',
    'DefaultCacheBehavior',
    'Comment',
    'Enabled',
  ] as const) {
    if (config[required] === undefined) {
      throw new AwsError('InvalidArgument', `The parameter ${required} is required.`);
    }
  }
  checkQuantities(config);
  checkOrigins(config);
  const complete = withDefaults(config);
  checkAliases(complete);
  return complete;
}

/** Wherever a list is counted, the count and the list agree. */
function checkQuantities(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if ('Quantity' in value) {
    const items = 'Items' in value && Array.isArray(value.Items) ? value.Items.length : 0;
    if (value.Quantity !== items) {
      throw new AwsError(
        'InconsistentQuantities',
        "The value of Quantity and the size of Items don't match.",
      );
    }
  }
  for (const member of Object.values(value)) checkQuantities(member);
}

function checkOrigins(config: DistributionConfig): void {
  const origins = config.Origins?.Items ?? [];
  if (origins.length === 0) throw new AwsError('InvalidArgument', 'The parameter Origins is required.');
  const known = [...origins, ...(config.OriginGroups?.Items ?? [])].map(({ Id }) => Id);
  const behaviors = [config.DefaultCacheBehavior, ...(config.CacheBehaviors?.Items ?? [])];
  if (behaviors.some((behavior) => !known.includes(behavior?.TargetOriginId))) {
    throw new AwsError('NoSuchOrigin', 'One or more of your origins or origin groups do not exist.', 404);
  }
}

function checkAliases({ Aliases, ConnectionMode }: DistributionConfig): void {
  const aliases = Aliases?.Items ?? [];
  if (aliases.length > mostAliases) throw tooManyAliases();
  if (!aliases.every(isAlias)) {
    throw new AwsError(
      'InvalidArgument',
      'The parameter CNAME contains one or more parameters that are not valid.',
    );
  }
  if (aliases.length > 0 && ConnectionMode === 'tenant-only') {
    throw new AwsError('InvalidArgument', 'A multi-tenant distribution cannot have alternate domain names.');
  }
}

export function tooManyAliases(): AwsError {
  return new AwsError(
    'TooManyDistributionCNAMEs',
    'Your request contains more CNAMEs than are allowed per distribution.',
  );
}

function withDefaults(config: DistributionConfig): DistributionConfig {
  const aliases = config.Aliases?.Items?.map((alias) => alias.toLowerCase());
  return {
    DefaultRootObject: '',
    OriginGroups: { Quantity: 0 },
    CacheBehaviors: { Quantity: 0 },
    CustomErrorResponses: { Quantity: 0 },
    Logging: { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '' },
    PriceClass: 'PriceClass_All',
    Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
    WebACLId: '',
    HttpVersion: 'http2',
    IsIPV6Enabled: true,
    ContinuousDeploymentPolicyId: '',
    Staging: false,
    ...present(config),
    Aliases: { Quantity: 0, ...present(config.Aliases ?? {}), ...(aliases && { Items: aliases }) },
    ViewerCertificate: completeViewerCertificate(config),
    Origins: { Quantity: 0, ...config.Origins, Items: (config.Origins?.Items ?? []).map(completeOrigin) },
    DefaultCacheBehavior: config.DefaultCacheBehavior && completeBehavior(config.DefaultCacheBehavior),
    ...(config.CacheBehaviors?.Items && {
      CacheBehaviors: { ...config.CacheBehaviors, Items: config.CacheBehaviors.Items.map(completeBehavior) },
    }),
  };
}

/** Members that are there: one that the wire decoded as undefined must not hide a default. */
function present<Value extends object>(value: Value): Value {
  // The same object without its undefined members is of the same type: those members are optional.
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value;
}

function completeOrigin(origin: Origin): Origin {
  return {
    OriginPath: '',
    CustomHeaders: { Quantity: 0 },
    ConnectionAttempts: 3,
    ConnectionTimeout: 10,
    OriginShield: { Enabled: false },
    OriginAccessControlId: '',
    ...present(origin),
  };
}

function completeBehavior<Behavior extends DefaultCacheBehavior | CacheBehavior>(
  behavior: Behavior,
): Behavior {
  return {
    TrustedSigners: { Enabled: false, Quantity: 0 },
    TrustedKeyGroups: { Enabled: false, Quantity: 0 },
    AllowedMethods: {
      Quantity: 2,
      Items: ['HEAD', 'GET'],
      CachedMethods: { Quantity: 2, Items: ['HEAD', 'GET'] },
    },
    SmoothStreaming: false,
    Compress: false,
    LambdaFunctionAssociations: { Quantity: 0 },
    FunctionAssociations: { Quantity: 0 },
    FieldLevelEncryptionId: '',
    // Seconds: a day and a year, for behaviors without a cache policy (DefaultCacheBehavior in the API reference).
    ...(behavior.ForwardedValues && { DefaultTTL: 86_400, MaxTTL: 31_536_000 }),
    ...present(behavior),
  };
}

/** `Certificate` and `CertificateSource` are deprecated members that CloudFront fills in from the others. */
function completeViewerCertificate(config: DistributionConfig): ViewerCertificate {
  const { Certificate: _, CertificateSource: __, ...sent } = config.ViewerCertificate ?? {};
  const attached = attachedCertificate(config);
  if (attached === undefined) {
    return {
      CloudFrontDefaultCertificate: true,
      SSLSupportMethod: 'vip',
      MinimumProtocolVersion: 'TLSv1',
      ...sent,
      CertificateSource: 'cloudfront',
    };
  }
  return {
    CloudFrontDefaultCertificate: false,
    ...sent,
    Certificate: attached,
    CertificateSource: sent.ACMCertificateArn ? 'acm' : 'iam',
  };
}
