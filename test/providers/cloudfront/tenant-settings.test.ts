/** What is written is what was read, but for the one thing that is to change; whatever the tenant is. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  settingsOf,
  type TenantSettings,
  withDomains,
  withOwnCertificate,
} from '../../../providers/cloudfront/tenant-settings.ts';
import { distributionTenant } from '../../doubles/tenant-settings.ts';

const ACM = {
  source: 'acm',
  id: 'arn:aws:acm:us-east-1:111122223333:certificate/5b1c0a52-7a0e-4c5e-9a54-0c6f5f0c1e11',
} as const;

test('everything that an update can change is read: a member that is left out might be reset', () => {
  fc.assert(
    fc.property(distributionTenant, (tenant) => {
      const { Id: _, Name, Arn, Tags, Status, Domains, ...changeable } = tenant;
      expect(settingsOf(tenant)).toEqual({
        ...changeable,
        // A domain's status is nothing that can be asked for.
        Domains: Domains?.map(({ Domain }) => ({ Domain })),
      });
    }),
  );
});

test('a certificate: nothing but the certificate changes', () => {
  fc.assert(
    fc.property(distributionTenant, (tenant) => {
      const before = settingsOf(tenant);
      const copy = structuredClone(before);
      const { Customizations, ...rest } = withOwnCertificate(before, ACM);
      const { Customizations: had, ...others } = copy;
      expect(rest).toStrictEqual(others);
      expect(Customizations).toStrictEqual({ ...had, Certificate: { Arn: ACM.id } });
      expect(before).toStrictEqual(copy);
    }),
  );
});

test('domains: nothing but the domains changes, and those that are there stay where they are', () => {
  fc.assert(
    fc.property(distributionTenant, (tenant) => {
      const { Domains, ...rest } = withDomains(settingsOf(tenant), ['new.example.org', 'next.example.org']);
      const { Domains: had = [], ...others } = settingsOf(tenant);
      expect(rest).toStrictEqual(others);
      expect(Domains).toEqual([...had, { Domain: 'new.example.org' }, { Domain: 'next.example.org' }]);
    }),
  );
});

test('what is there already changes nothing: the very same is given back, and so not written', () => {
  fc.assert(
    fc.property(distributionTenant, (tenant) => {
      const before = withOwnCertificate(settingsOf(tenant), ACM);
      expect(withOwnCertificate(before, ACM)).toBe(before);
      const domains = (tenant.Domains ?? []).map(({ Domain = '' }) => Domain);
      expect(withDomains(before, domains)).toBe(before);
    }),
  );
});

test('a certificate of the IAM store cannot be a tenant’s', () => {
  const attach = () => withOwnCertificate({} as TenantSettings, { source: 'iam', id: 'ASCAEXAMPLE' });
  expect(attach).toThrow('of ACM only, not ASCAEXAMPLE');
});
