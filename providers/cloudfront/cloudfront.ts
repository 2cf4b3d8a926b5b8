/**
 * CloudFront, as the rules need it, in parts: a function takes those that it needs, and its bundle carries no calls but theirs. So
 * what only looks could not act, whatever its role allowed.
 */
import { sameAlias } from '../../remediation/alias.ts';
import type { CloudFront } from '../../remediation/ports.ts';
import { atMost } from '../at-most.ts';
import { awsError } from '../aws/client.ts';
import { changeConfig } from './change-config.ts';
import type { ChangeOutcome } from './change-outcome.ts';
import type { CloudFrontClients } from './clients.ts';
import { type Conflict, conflictsOf } from './conflicts.ts';
import { withAliases, withCertificate } from './distribution-config.ts';
import { distributionDesk } from './distribution-desk.ts';
import { readDistribution } from './distributions.ts';
import { moveTo } from './moves.ts';
import { ownResources } from './own-resources.ts';
import { resourceId } from './resource-id.ts';
import { tagsOf } from './tags.ts';
import { tenantDesk } from './tenant-desk.ts';
import { withDomains, withOwnCertificate } from './tenant-settings.ts';
import { managedCertificate, readTenant } from './tenants.ts';

export { createClients } from './clients.ts';

type Part<Method extends keyof CloudFront> = (clients: CloudFrontClients) => Pick<CloudFront, Method>;

/** A hundred aliases are looked up together, and CloudFront throttles early: AWS states no rate for its control plane. */
const LISTINGS_AT_ONCE = 5;

export const targets: Part<'target'> = ({ client }) => ({
  target: ({ kind, id }) => (kind === 'tenant' ? readTenant(client, id) : readDistribution(client, id)),
});

export const holders: Part<'holders'> = ({ client }) => {
  const inTurn = atMost(LISTINGS_AT_ONCE);
  return {
    async holders(alias, target) {
      let conflicts: Conflict[];
      try {
        conflicts = await inTurn(() => conflictsOf(client, alias, resourceId(target)));
      } catch (error) {
        // CloudFront lists nothing while the target has no certificate that covers the alias.
        if (awsError(error)?.code === 'InvalidArgument') return { listed: false };
        throw error;
      }
      // The listing holds overlapping names too: a wildcard above, names under a wildcard.
      const exact = conflicts.filter(({ domain }) => domain !== undefined && sameAlias(domain, alias));
      return { listed: true, holders: exact.map(({ holder }) => holder) };
    },
  };
};

export const managedCertificates: Part<'managedCertificate'> = ({ client }) => ({
  managedCertificate: async ({ kind, id }) =>
    kind === 'tenant' ? managedCertificate(client, id) : undefined,
});

export const inventory: Part<'ownResources'> = ({ client }) => ({
  ownResources: () => ownResources(client),
});

export const tags: Part<'tags'> = ({ client }) => ({
  tags: (arn) => tagsOf(client, arn),
});

/** For what takes an alias from whoever has it: that one must carry the tag as well. */
export const tagged: Part<'ownResources' | 'tags'> = (clients) => ({
  ...inventory(clients),
  ...tags(clients),
});

export const moves: Part<'moveAlias'> = ({ once }) => ({
  async moveAlias(alias, target) {
    const outcome = await moveTo(once, alias, resourceId(target));
    return outcome.done ? { moved: true } : { moved: false, ...refusal(outcome) };
  },
});

export const additions: Part<'addAliases'> = (clients) => ({
  async addAliases(aliases, { kind, id }) {
    const outcome =
      kind === 'tenant'
        ? await changeConfig(id, tenantDesk(clients, id), (settings) => withDomains(settings, aliases))
        : await changeConfig(id, distributionDesk(clients, id), (config) => withAliases(config, aliases));
    return outcome.done ? { added: true } : { added: false, ...refusal(outcome) };
  },
});

export const attachments: Part<'attachCertificate'> = (clients) => ({
  async attachCertificate(certificate, wished, { kind, id }) {
    const outcome =
      kind === 'tenant'
        ? await changeConfig(id, tenantDesk(clients, id), (settings) =>
            withOwnCertificate(settings, certificate),
          )
        : await changeConfig(id, distributionDesk(clients, id), (config) =>
            withCertificate(config, certificate, wished),
          );
    return outcome.done ? { attached: true } : { attached: false, ...refusal(outcome) };
  },
});

function refusal({ code, message }: Extract<ChangeOutcome, { done: false }>) {
  return { code, message };
}
