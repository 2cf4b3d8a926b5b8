/** Large and strange distribution tenants, as GetDistributionTenant tells them. */
import type { Customizations, DistributionTenant } from '@aws-sdk/client-cloudfront';
import fc from 'fast-check';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 128 }),
  fc.constantFrom('  ', '<&>"\'', 'Größe 配信 🚀', ']]>', 'a\tb'),
);
const id = (prefix: string) => fc.stringMatching(/^[A-Za-z0-9]{27}$/).map((rest) => `${prefix}_${rest}`);

export const customizations: fc.Arbitrary<Customizations> = fc.record(
  {
    WebAcl: fc.constantFrom(
      { Action: 'disable' as const },
      {
        Action: 'override' as const,
        Arn: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/strict/5b1c0a52-7a0e-4c5e-9a54-0c6f5f0c1e11',
      },
    ),
    Certificate: fc.constant({ Arn: 'arn:aws:acm:us-east-1:111122223333:certificate/of-before' }),
    GeoRestrictions: fc.oneof(
      fc.constant({ RestrictionType: 'none' as const }),
      fc.record({
        RestrictionType: fc.constantFrom('whitelist' as const, 'blacklist' as const),
        Locations: fc.uniqueArray(fc.stringMatching(/^[A-Z]{2}$/), { minLength: 1, maxLength: 30 }),
      }),
    ),
  },
  { requiredKeys: [] },
);

export const parameters = fc.uniqueArray(
  fc.record({ Name: fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,20}$/), Value: text }),
  { selector: ({ Name }) => Name, maxLength: 10 },
);

const drawn: fc.Arbitrary<DistributionTenant> = fc.record(
  {
    Id: id('dt'),
    DistributionId: fc.stringMatching(/^E[A-Z0-9]{13}$/),
    Name: fc.stringMatching(/^[a-z]{3,20}$/),
    Arn: fc.constant('arn:aws:cloudfront::111122223333:distribution-tenant/dt_2sTenantExample'),
    Domains: fc.uniqueArray(
      fc.record({
        Domain: fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/).map((label) => `${label}.example.com`),
        Status: fc.constantFrom('active' as const, 'inactive' as const),
      }),
      { selector: ({ Domain }) => Domain, minLength: 1, maxLength: 4 },
    ),
    Tags: fc.constant({ Items: [{ Key: 'team', Value: 'shop' }] }),
    Customizations: customizations,
    Parameters: parameters,
    ConnectionGroupId: id('cg'),
    Enabled: fc.boolean(),
    Status: fc.constantFrom('Deployed', 'InProgress'),
  },
  { requiredKeys: ['Id', 'DistributionId', 'Name', 'Arn', 'Domains', 'Status'] },
);

/** Objects like any other: fast-check draws some without a prototype, which no answer is. */
export const distributionTenant = drawn.map((tenant) => structuredClone(tenant));
