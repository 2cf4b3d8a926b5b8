/** A distribution tenant that wants an alias. */
import type { Target } from '../../remediation/document.ts';
import type { TargetResource } from '../../remediation/ports.ts';
import { CERTIFICATE } from './world.ts';

export const tenantTarget: Target = {
  kind: 'tenant',
  id: 'dt_2sTenantExample',
  arn: 'arn:aws:cloudfront::111122223333:distribution-tenant/dt_2sTenantExample',
  domainName: 'd333333abcdef8.cloudfront.net',
  account: '111122223333',
  tenancy: { distribution: 'E3MULTITENANT', connectionGroup: 'cg_2sGroupExample' },
};

/** A tenant as CloudFront has it. */
export function tenantResource(changes: Partial<TargetResource> = {}): TargetResource {
  const { account: _, ...tenant } = tenantTarget;
  return {
    ...tenant,
    status: 'Deployed',
    aliases: [],
    inactive: [],
    certificate: { source: 'acm', id: CERTIFICATE },
    viewer: undefined,
    ...changes,
  };
}
