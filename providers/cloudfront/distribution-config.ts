/** What is read of a DistributionConfig, and changed in one. */
import {
  type DistributionConfig,
  MinimumProtocolVersion,
  SSLSupportMethod,
} from '@aws-sdk/client-cloudfront';
import { normaliseAlias } from '../../remediation/alias.ts';
import type { CertificateReference, ViewerSettings } from '../../remediation/ports.ts';

/** The aliases that are not there, behind those that are. */
export function withAliases(config: DistributionConfig, aliases: readonly string[]): DistributionConfig {
  const present = config.Aliases?.Items ?? [];
  const there = new Set(present.map(normaliseAlias));
  const missing = aliases.filter((alias) => !there.has(alias));
  if (missing.length === 0) return config;
  const items = [...present, ...missing];
  return { ...config, Aliases: { Quantity: items.length, Items: items } };
}

/** `wished`: how to serve viewers where there is no certificate of its own yet. */
export function withCertificate(
  config: DistributionConfig,
  { source, id }: CertificateReference,
  wished: ViewerSettings,
): DistributionConfig {
  if (certificateOf(config)?.id === id) return config;
  const { sslSupportMethod, minimumProtocolVersion } = viewerOf(config) ?? wished;
  return {
    ...config,
    ViewerCertificate: {
      CloudFrontDefaultCertificate: false,
      ...(source === 'acm' ? { ACMCertificateArn: id } : { IAMCertificateId: id }),
      SSLSupportMethod: known(SSLSupportMethod, sslSupportMethod),
      MinimumProtocolVersion: known(MinimumProtocolVersion, minimumProtocolVersion),
    },
  };
}

export function certificateOf({
  ViewerCertificate: viewer,
}: DistributionConfig): CertificateReference | undefined {
  if (viewer?.ACMCertificateArn) return { source: 'acm', id: viewer.ACMCertificateArn };
  if (viewer?.IAMCertificateId) return { source: 'iam', id: viewer.IAMCertificateId };
  return undefined;
}

export function viewerOf(config: DistributionConfig): ViewerSettings | undefined {
  const { SSLSupportMethod: method, MinimumProtocolVersion: version } = config.ViewerCertificate ?? {};
  if (!certificateOf(config) || !method || !version) return undefined;
  return { sslSupportMethod: method, minimumProtocolVersion: version };
}

/** A word of CloudFront that the SDK's types may be too old for: CloudFront itself refuses what is none. */
function known<Word extends string>(_words: Record<string, Word>, word: string): Word {
  return word as Word;
}
