/** Where the settings of a distribution tenant are read to be changed, and written back. */
import { UpdateDistributionTenantCommand } from '@aws-sdk/client-cloudfront';
import type { ConfigDesk } from './change-config.ts';
import { attempt } from './change-outcome.ts';
import type { CloudFrontClients } from './clients.ts';
import { settingsOf, type TenantSettings } from './tenant-settings.ts';
import { findTenant } from './tenants.ts';

export function tenantDesk({ client, once }: CloudFrontClients, id: string): ConfigDesk<TenantSettings> {
  return {
    async read() {
      const { tenant, etag } = await findTenant(client, id);
      return { config: settingsOf(tenant), etag };
    },
    write: (settings, etag) =>
      attempt(() => once.send(new UpdateDistributionTenantCommand({ Id: id, IfMatch: etag, ...settings }))),
  };
}
