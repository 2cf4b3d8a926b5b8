/** CloudFront, as the rules need it. */
import { sameAlias } from '../../remediation/alias.ts';
import type { TargetId } from '../../remediation/document.ts';
import type { CloudFront } from '../../remediation/ports.ts';
import { atMost } from '../at-most.ts';
import { awsError } from '../aws/client.ts';
import type { Permit } from '../aws/permit.ts';
import { createClients } from './clients.ts';
import { type Conflict, conflictsOf } from './conflicts.ts';
import { distributions } from './distributions.ts';
import { moveTo } from './moves.ts';
import { ownResources } from './own-resources.ts';
import type { TargetKind } from './target-kind.ts';
import { tenants } from './tenants.ts';

/** A hundred aliases are looked up together, and CloudFront throttles early: AWS states no rate for its control plane. */
const LISTINGS_AT_ONCE = 5;

export function createCloudFront(permit: Permit): CloudFront {
  const clients = createClients(permit);
  const kinds: Record<TargetId['kind'], TargetKind> = {
    distribution: distributions(clients),
    tenant: tenants(clients),
  };
  const inTurn = atMost(LISTINGS_AT_ONCE);
  const resourceId = ({ kind, id }: TargetId) => kinds[kind].resourceId(id);

  return {
    target: ({ kind, id }) => kinds[kind].read(id),

    async holders(alias, target) {
      let conflicts: Conflict[];
      try {
        conflicts = await inTurn(() => conflictsOf(clients.client, alias, resourceId(target)));
      } catch (error) {
        // CloudFront lists nothing while the target has no certificate that covers the alias.
        if (awsError(error)?.code === 'InvalidArgument') return { listed: false };
        throw error;
      }
      // The listing holds overlapping names too: a wildcard above, names under a wildcard.
      const exact = conflicts.filter(({ domain }) => domain !== undefined && sameAlias(domain, alias));
      return { listed: true, holders: exact.map(({ holder }) => holder) };
    },

    managedCertificate: ({ kind, id }) => kinds[kind].managedCertificate(id),

    ownResources: () => ownResources(clients.client),

    async moveAlias(alias, target) {
      const outcome = await moveTo(clients.once, alias, resourceId(target));
      if (outcome.done) return { moved: true };
      return { moved: false, code: outcome.code, message: outcome.message };
    },

    async addAliases(aliases, { kind, id }) {
      const outcome = await kinds[kind].addAliases(aliases, id);
      if (outcome.done) return { added: true };
      return { added: false, code: outcome.code, message: outcome.message };
    },

    async attachCertificate(certificate, wished, { kind, id }) {
      const outcome = await kinds[kind].attachCertificate(certificate, wished, id);
      if (outcome.done) return { attached: true };
      return { attached: false, code: outcome.code, message: outcome.message };
    },
  };
}
