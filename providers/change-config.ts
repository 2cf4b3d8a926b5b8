/**
 * UpdateDistribution takes the whole configuration: it is read, changed in one place and written back with the ETag that it was read
 * with, so that nobody's change is lost.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html
 */
import {
  type DistributionConfig,
  MinimumProtocolVersion,
  SSLSupportMethod,
} from '@aws-sdk/client-cloudfront';
import { normaliseAlias } from '../remediation/alias.ts';
import { TransientAwsError } from '../remediation/errors.ts';
import type { CertificateReference, ViewerSettings } from '../remediation/ports.ts';

/** Another update can come between reading and writing; hardly three times in a row. */
const TRIES = 3;

export type ChangeOutcome = { done: true } | { done: false; code: string; message: string };

export interface ConfigDesk {
  read(): Promise<{ config: DistributionConfig; etag: string | undefined }>;
  /** Refusals are outcomes; what is transient is thrown. */
  write(config: DistributionConfig, etag: string | undefined): Promise<ChangeOutcome>;
}

/**
 * `change` leaves what it is given as it is. Nothing is written when it gives back just that.
 * @throws TransientAwsError when somebody else is quicker each time.
 */
export async function changeConfig(
  targetId: string,
  { read, write }: ConfigDesk,
  change: (config: DistributionConfig) => DistributionConfig,
): Promise<ChangeOutcome> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { config, etag } = await read();
    const changed = change(config);
    if (changed === config) return { done: true };
    const outcome = await write(changed, etag);
    if (outcome.done || outcome.code !== 'PreconditionFailed') return outcome;
  }
  throw new TransientAwsError(
    `${targetId} was changed by somebody else each time that it was to be updated.`,
  );
}

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
