/** Where the configuration of a distribution is read to be changed, and written back. */
import {
  type DistributionConfig,
  GetDistributionConfigCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import type { ConfigDesk } from './change-config.ts';
import { attempt } from './change-outcome.ts';
import type { CloudFrontClients } from './clients.ts';

export function distributionDesk(
  { client, once }: CloudFrontClients,
  id: string,
): ConfigDesk<DistributionConfig> {
  return {
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
  };
}
