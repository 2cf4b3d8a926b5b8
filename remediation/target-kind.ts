/** Of which kind the target of a call is, or would have been: CreateDistributionTenant, UpdateDistributionTenant tell it by their names. */
import type { TargetId } from './document.ts';

export function targetKind(action: string): TargetId['kind'] {
  return action.includes('Tenant') ? 'tenant' : 'distribution';
}
