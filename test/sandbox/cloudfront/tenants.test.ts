import { describe, expect, test } from 'vitest';
import { dnsPointsElsewhere, heldElsewhere } from '../../../sandbox/services/cloudfront/aliases.ts';
import {
  certificateInfo,
  configOf,
  createWorld,
  ours,
  refusal,
  theirs,
  them,
  us,
  wildcardCertificate,
} from './world.ts';

async function withDistribution() {
  const world = createWorld();
  const DistributionConfig = configOf([], { ConnectionMode: 'tenant-only' });
  const { Distribution } = await world.api.CreateDistribution({ DistributionConfig }, us);
  const DistributionId = Distribution?.Id ?? '';
  const create = (Name: string, ...domains: string[]) =>
    world.api.CreateDistributionTenant(
      { DistributionId, Name, Domains: domains.map((Domain) => ({ Domain })) },
      us,
    );
  return { ...world, DistributionId, create };
}

test('a tenant holds its domains behind a routing endpoint', async () => {
  const { api, create, clock, dns, DistributionId } = await withDistribution();
  const { DistributionTenant: tenant, ETag } = await create('shop', 'Shop.example.com');
  expect(tenant?.Id).toMatch(/^dt_[0-9A-Za-z]{27}$/);
  expect(tenant?.Domains).toEqual([{ Domain: 'shop.example.com', Status: 'active' }]);
  expect(tenant?.Status).toBe('InProgress');
  const { ConnectionGroup: group } = api.GetConnectionGroup({ Identifier: tenant?.ConnectionGroupId }, us);
  expect(group?.RoutingEndpoint).toMatch(/^d[a-z0-9]{13}\.cloudfront\.net$/);
  expect((await dns.resolve(group?.RoutingEndpoint ?? '', 'A')).records).toHaveLength(1);
  clock.at += 10_000;
  for (const Identifier of [tenant?.Id, tenant?.Arn, 'shop']) {
    const found = api.GetDistributionTenant({ Identifier }, us);
    expect(found.DistributionTenant).toMatchObject({ Id: tenant?.Id, Status: 'Deployed' });
    expect(found.ETag).toBe(ETag);
  }
  const byDomain = api.GetDistributionTenantByDomain({ Domain: 'shop.example.com' }, us);
  expect(byDomain.DistributionTenant?.Id).toBe(tenant?.Id);
  const listed = api.ListDistributionTenants({ AssociationFilter: { DistributionId } }, us);
  expect(listed.DistributionTenantList?.map(({ Name }) => Name)).toEqual(['shop']);
});

test('a tenant can have a connection group of its own', async () => {
  const { api, DistributionId } = await withDistribution();
  const { ConnectionGroup: group } = api.CreateConnectionGroup({ Name: 'partners' }, us);
  const create = (Name: string, ConnectionGroupId?: string) =>
    api.CreateDistributionTenant(
      { DistributionId, Name, Domains: [{ Domain: `${Name}.example.com` }], ConnectionGroupId },
      us,
    );
  const { DistributionTenant: tenant } = await create('shop', group?.Id);
  expect(tenant?.ConnectionGroupId).toBe(group?.Id);
  const { DistributionTenant: other } = await create('blog');
  expect(other?.ConnectionGroupId).not.toBe(group?.Id);
  const { ConnectionGroups: groups = [] } = api.ListConnectionGroups({}, us);
  expect(groups.map(({ Id, IsDefault }) => [Id, IsDefault])).toEqual([
    [group?.Id, false],
    [other?.ConnectionGroupId, true],
  ]);
  expect(new Set(groups.map(({ RoutingEndpoint }) => RoutingEndpoint)).size).toBe(2);
  expect(api.ListConnectionGroups({}, them).ConnectionGroups).toEqual([]);
  expect((await refusal(() => api.CreateConnectionGroup({ Name: 'partners' }, us))).what).toBe(
    'EntityAlreadyExists 409',
  );
  expect((await refusal(() => create('third', 'cg_ofNobody'))).what).toBe('EntityNotFound 404');
});

test('a certificate that CloudFront has requested for a tenant is told apart from what is attached', async () => {
  const { api, cloudfront } = createWorld();
  const CertificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/managed';
  const managedCertificate = { CertificateArn, CertificateStatus: 'pending-validation' } as const;
  const seed = { account: ours, domains: ['shop.example.com'] };
  const { id } = cloudfront.seedTenant({ ...seed, managedCertificate });
  const details = (Identifier: string) => () => api.GetManagedCertificateDetails({ Identifier }, us);
  expect(details(id)().ManagedCertificateDetails).toEqual(managedCertificate);
  const other = cloudfront.seedTenant({ ...seed, domains: ['blog.example.com'] });
  expect((await refusal(details(other.id))).what).toBe('EntityNotFound 404');
});

describe('refusals', () => {
  test.each([
    ['a name in use', 'shop', ['b.example.com'], 'EntityAlreadyExists 409'],
    ['no domain', 'other', [], 'InvalidArgument 400'],
    ['a domain that the certificate leaves out', 'other', ['a.b.example.com'], 'InvalidArgument 400'],
    ['six domains', 'other', [...'abcdef'].map((label) => `${label}.example.com`), 'EntityLimitExceeded 400'],
    ['a domain that another tenant has', 'other', ['shop.example.com'], 'CNAMEAlreadyExists 409'],
    ['a domain that a distribution has', 'other', ['www.example.com'], 'CNAMEAlreadyExists 409'],
  ])('%s', async (_, name, domains, expected) => {
    const { create, cloudfront } = await withDistribution();
    await create('shop', 'shop.example.com');
    cloudfront.seedDistribution({ account: theirs, aliases: ['www.example.com'] });
    expect((await refusal(() => create(name, ...domains))).what).toBe(expected);
  });

  test('an ordinary distribution has no tenants, a multi-tenant one no aliases', async () => {
    const { api, target, DistributionId, cloudfront, prove } = await withDistribution();
    const { id } = target();
    const Domains = [{ Domain: 'a.example.com' }];
    const create = () => api.CreateDistributionTenant({ DistributionId: id, Name: 'one', Domains }, us);
    expect((await refusal(create)).what).toBe('InvalidArgument 400');
    prove('_a.example.com', cloudfront.find(DistributionId)?.endpoint ?? '');
    const associate = () =>
      api.AssociateAlias({ Alias: 'a.example.com', TargetDistributionId: DistributionId }, us);
    expect((await refusal(associate)).what).toBe('InvalidArgument 400');
  });

  test('what is not there, and what is not ours', async () => {
    const { api, create } = await withDistribution();
    const { DistributionTenant: tenant } = await create('shop', 'shop.example.com');
    const Identifier = tenant?.Id;
    expect((await refusal(() => api.GetDistributionTenant({ Identifier: 'x' }, us))).what).toBe(
      'EntityNotFound 404',
    );
    expect((await refusal(() => api.GetDistributionTenant({ Identifier }, them))).what).toBe(
      'AccessDenied 403',
    );
    const group = () => api.GetConnectionGroup({ Identifier: tenant?.ConnectionGroupId }, them);
    expect((await refusal(group)).what).toBe('EntityNotFound 404');
  });
});

describe('an update', () => {
  test('needs If-Match and changes what it names', async () => {
    const { api, create } = await withDistribution();
    const { DistributionTenant: tenant, ETag } = await create('shop', 'shop.example.com');
    const update = { Id: tenant?.Id, Domains: [{ Domain: 'shop.example.com' }, { Domain: 'b.example.com' }] };
    const without = () => api.UpdateDistributionTenant({ ...update, IfMatch: undefined }, us);
    expect((await refusal(without)).what).toBe('InvalidIfMatchVersion 400');
    const updated = await api.UpdateDistributionTenant({ ...update, IfMatch: ETag }, us);
    expect(updated.DistributionTenant?.Domains).toHaveLength(2);
    expect(updated.DistributionTenant?.Enabled).toBe(true);
    const stale = () => api.UpdateDistributionTenant({ ...update, IfMatch: ETag }, us);
    expect((await refusal(stale)).what).toBe('PreconditionFailed 412');
  });

  test('raises both messages of CNAMEAlreadyExists', async () => {
    const { api, create, cloudfront, dns } = await withDistribution();
    const { DistributionTenant: tenant, ETag } = await create('shop', 'shop.example.com');
    const holder = cloudfront.seedDistribution({ account: theirs, aliases: ['www.example.com'] });
    dns.set('free.example.com', 'CNAME', holder.endpoint);
    const want = (Domain: string) => () =>
      api.UpdateDistributionTenant({ Id: tenant?.Id, IfMatch: ETag, Domains: [{ Domain }] }, us);
    expect((await refusal(want('www.example.com'))).message).toBe(heldElsewhere);
    expect((await refusal(want('free.example.com'))).message).toBe(dnsPointsElsewhere);
  });

  test('takes a certificate of its own over the one it inherits', async () => {
    const { api, create, certificates } = await withDistribution();
    const { DistributionTenant: tenant, ETag } = await create('shop', 'shop.example.com');
    const Arn = 'arn:aws:acm:us-east-1:111122223333:certificate/org';
    certificates.set(Arn, certificateInfo(Arn, { names: ['www.example.org'] }));
    const Domains = [{ Domain: 'www.example.org' }];
    const update = { Id: tenant?.Id, IfMatch: ETag, Domains };
    expect((await refusal(() => api.UpdateDistributionTenant(update, us))).what).toBe('InvalidArgument 400');
    const Customizations = { Certificate: { Arn } };
    const updated = await api.UpdateDistributionTenant({ ...update, Customizations }, us);
    expect(updated.DistributionTenant?.Domains?.[0]?.Domain).toBe('www.example.org');
  });
});

describe('moving', () => {
  test('to a tenant: the TXT record names the routing endpoint', async () => {
    const { api, cloudfront, prove } = createWorld();
    cloudfront.seedDistribution({ account: theirs, aliases: ['www.example.com'], enabled: false });
    const tenant = cloudfront.seedTenant({
      id: 'dt_2sTenantExample',
      account: ours,
      domains: ['shop.example.com'],
      certificateArn: wildcardCertificate,
    });
    const TargetResource = { DistributionTenantId: tenant.id };
    const move = () => api.UpdateDomainAssociation({ Domain: 'www.example.com', TargetResource }, us);
    expect((await refusal(move)).message).toBe('Invalid or missing alias DNS TXT records.');
    prove('_www.example.com', tenant.endpoint);
    expect((await move()).ResourceId).toBe(tenant.id);
    expect(cloudfront.find(tenant.id)?.aliases).toEqual(['shop.example.com', 'www.example.com']);
  });

  test('to a tenant that has as many domains as it may', async () => {
    const { api, cloudfront, prove } = createWorld();
    cloudfront.seedDistribution({ account: ours, aliases: ['www.example.com'] });
    const tenant = cloudfront.seedTenant({
      account: ours,
      domains: [...'abcde'].map((label) => `${label}.example.com`),
      certificateArn: wildcardCertificate,
    });
    prove('_www.example.com', tenant.endpoint);
    const TargetResource = { DistributionTenantId: tenant.id };
    const move = () => api.UpdateDomainAssociation({ Domain: 'www.example.com', TargetResource }, us);
    expect((await refusal(move)).what).toBe('EntityLimitExceeded 400');
  });

  test('from a tenant of another account: it has to be disabled', async () => {
    const { api, cloudfront, target, prove } = createWorld();
    const certificateArn = wildcardCertificate;
    const { id, endpoint } = target();
    prove('_a.example.com', endpoint);
    prove('_b.example.com', endpoint);
    cloudfront.seedTenant({ account: theirs, domains: ['a.example.com'], certificateArn });
    cloudfront.seedTenant({ account: theirs, domains: ['b.example.com'], certificateArn, enabled: false });
    const move = (Domain: string) => () =>
      api.UpdateDomainAssociation({ Domain, TargetResource: { DistributionId: id } }, us);
    expect((await refusal(move('a.example.com'))).message).toContain('source distribution is enabled');
    await move('b.example.com')();
    expect(cloudfront.find(id)?.aliases).toEqual(['b.example.com']);
  });
});
