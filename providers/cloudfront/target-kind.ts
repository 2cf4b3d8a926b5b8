/** What differs between the kinds of target. */
import type { DistributionResourceId } from '@aws-sdk/client-cloudfront';
import type { CertificateReference, TargetResource, ViewerSettings } from '../../remediation/ports.ts';
import type { ChangeOutcome } from './change-outcome.ts';

export interface TargetKind {
  /** How the calls that take either kind name it. */
  resourceId(id: string): DistributionResourceId;
  /** @throws TargetGone when it does not exist. */
  read(id: string): Promise<TargetResource>;
  /** As the port's methods of these names. */
  managedCertificate(id: string): Promise<CertificateReference | undefined>;
  addAliases(aliases: readonly string[], id: string): Promise<ChangeOutcome>;
  attachCertificate(
    certificate: CertificateReference,
    wished: ViewerSettings,
    id: string,
  ): Promise<ChangeOutcome>;
}
