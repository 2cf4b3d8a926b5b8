/**
 * What can be changed of a distribution tenant, and is written back whole. Of UpdateDistributionTenant's members only two are
 * required; AWS's own example leaves out domains and they stay, but replaces what is given, the customizations as one. So nothing is
 * left out: whatever is kept or not, what was read is what is written.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistributionTenant.html and `aws cloudfront
 * update-distribution-tenant help`, examples.
 */
import type { DistributionTenant, UpdateDistributionTenantRequest } from '@aws-sdk/client-cloudfront';
import { normaliseAlias } from '../../remediation/alias.ts';
import type { CertificateReference } from '../../remediation/ports.ts';

/** Not among them: a request for a certificate of CloudFront's, which no answer tells. */
export type TenantSettings = Omit<
  UpdateDistributionTenantRequest,
  'Id' | 'IfMatch' | 'ManagedCertificateRequest'
>;

export function settingsOf({
  DistributionId,
  Domains,
  Customizations,
  Parameters,
  ConnectionGroupId,
  Enabled,
}: DistributionTenant): TenantSettings {
  return {
    DistributionId,
    // "A domain object can contain only a domain property", though answers have its status beside it.
    Domains: Domains?.map(({ Domain }) => ({ Domain })),
    Customizations,
    Parameters,
    ConnectionGroupId,
    Enabled,
  };
}

/** The domains that are not there, behind those that are. */
export function withDomains(settings: TenantSettings, aliases: readonly string[]): TenantSettings {
  const present = settings.Domains ?? [];
  const there = new Set(present.map(({ Domain = '' }) => normaliseAlias(Domain)));
  const missing = aliases.filter((alias) => !there.has(alias));
  if (missing.length === 0) return settings;
  return { ...settings, Domains: [...present, ...missing.map((Domain) => ({ Domain }))] };
}

/** @throws Error for one of the IAM store, which tenants know nothing of. */
export function withOwnCertificate(
  settings: TenantSettings,
  { source, id }: CertificateReference,
): TenantSettings {
  if (source !== 'acm') throw new Error(`A distribution tenant takes certificates of ACM only, not ${id}`);
  if (settings.Customizations?.Certificate?.Arn === id) return settings;
  return { ...settings, Customizations: { ...settings.Customizations, Certificate: { Arn: id } } };
}
