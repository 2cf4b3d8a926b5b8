/** Distributions as targets. */
import { type CloudFrontClient, type Distribution, GetDistributionCommand } from '@aws-sdk/client-cloudfront';
import { normaliseAlias } from '../../remediation/alias.ts';
import { TargetGone } from '../../remediation/errors.ts';
import type { TargetResource } from '../../remediation/ports.ts';
import { awsError } from '../aws/client.ts';
import { certificateOf, viewerOf } from './distribution-config.ts';

/** @throws TargetGone when it does not exist. */
export async function readDistribution(client: CloudFrontClient, id: string): Promise<TargetResource> {
  const { ARN, DomainName, Status, DistributionConfig: config } = await found(client, id);
  if (!ARN || !DomainName || !Status) {
    throw new Error(`GetDistribution ${id} answered without ARN, DomainName or Status`);
  }
  return {
    kind: 'distribution',
    id,
    arn: ARN,
    domainName: DomainName,
    status: Status,
    aliases: (config?.Aliases?.Items ?? []).map(normaliseAlias),
    inactive: [],
    certificate: config && certificateOf(config),
    viewer: config && viewerOf(config),
  };
}

async function found(client: CloudFrontClient, id: string): Promise<Partial<Distribution>> {
  try {
    const { Distribution } = await client.send(new GetDistributionCommand({ Id: id }));
    return Distribution ?? {};
  } catch (error) {
    if (awsError(error)?.code === 'NoSuchDistribution') throw new TargetGone({ kind: 'distribution', id });
    throw error;
  }
}
