/** Distributions as targets. */
import {
  type Distribution,
  type DistributionConfig,
  GetDistributionCommand,
  GetDistributionConfigCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { normaliseAlias } from '../../remediation/alias.ts';
import { TargetGone } from '../../remediation/errors.ts';
import { awsError } from '../aws/client.ts';
import { type ConfigDesk, changeConfig } from './change-config.ts';
import { attempt } from './change-outcome.ts';
import type { CloudFrontClients } from './clients.ts';
import { certificateOf, viewerOf, withAliases, withCertificate } from './distribution-config.ts';
import type { TargetKind } from './target-kind.ts';

export function distributions({ client, once }: CloudFrontClients): TargetKind {
  const desk = (id: string): ConfigDesk<DistributionConfig> => ({
    async read() {
      const { DistributionConfig: config, ETag: etag } = await client.send(
        new GetDistributionConfigCommand({ Id: id }),
      );
      if (!config) throw new Error(`GetDistributionConfig ${id} answered without a configuration`);
      return { config, etag };
    },
    write: (config, etag) =>
      attempt(() =>
        once.send(new UpdateDistributionCommand({ Id: id, IfMatch: etag, DistributionConfig: config })),
      ),
  });

  return {
    resourceId: (id) => ({ DistributionId: id }),

    async read(id) {
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
    },

    managedCertificate: async () => undefined,

    addAliases: (aliases, id) => changeConfig(id, desk(id), (config) => withAliases(config, aliases)),

    attachCertificate: (certificate, wished, id) =>
      changeConfig(id, desk(id), (config) => withCertificate(config, certificate, wished)),
  };
}

async function found(client: CloudFrontClients['client'], id: string): Promise<Partial<Distribution>> {
  try {
    const { Distribution } = await client.send(new GetDistributionCommand({ Id: id }));
    return Distribution ?? {};
  } catch (error) {
    if (awsError(error)?.code === 'NoSuchDistribution') throw new TargetGone({ kind: 'distribution', id });
    throw error;
  }
}
