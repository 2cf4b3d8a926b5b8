import { describe, expect, test } from 'vitest';
import { maskAccount, maskId } from '../../../sandbox/services/cloudfront/conflicts.ts';
import { createWorld, everythingCertificate, ours, refusal, theirs, them, us } from './world.ts';

function crowd() {
  const world = createWorld();
  const { cloudfront } = world;
  cloudfront.seedDistribution({ id: 'E2HOLDEREXAMPL', account: theirs, aliases: ['www.example.com'] });
  cloudfront.seedDistribution({ account: theirs, aliases: ['*.example.com'] });
  cloudfront.seedDistribution({ account: ours, aliases: ['deep.a.example.com', 'www.example.org'] });
  cloudfront.seedTenant({
    id: 'dt_0123456789abohWzv1b9It8JABC',
    account: theirs,
    domains: ['shop.example.com'],
  });
  const { id } = cloudfront.seedDistribution({ account: ours, certificateArn: everythingCertificate });
  const conflicts = (Domain: string, more: object = {}) =>
    world.api.ListDomainConflicts(
      { Domain, DomainControlValidationResource: { DistributionId: id }, ...more },
      us,
    );
  const aliases = (Alias: string, more: object = {}) =>
    world.api.ListConflictingAliases({ Alias, DistributionId: id, ...more }, us);
  return { ...world, id, conflicts, aliases };
}

test.each([
  ['E2HOLDEREXAMPL', '*******REXAMPL'],
  ['E2TARGETEXAMPLE', '********EXAMPLE'],
  ['dt_0123456789abohWzv1b9It8JABC', '***************ohWzv1b9It8JABC'],
])('%s is masked as %s', (id, masked) => {
  expect(maskId(id)).toBe(masked);
});

test('of an account the last six digits stay', () => {
  expect(maskAccount('123456112233')).toBe('******112233');
});

describe('a listing', () => {
  test('has the name itself and the wildcard above it, masked', async () => {
    const { conflicts } = crowd();
    expect(await conflicts('www.example.com')).toEqual({
      DomainConflicts: [
        expect.objectContaining({ Domain: '*.example.com', AccountId: '******556666' }),
        {
          Domain: 'www.example.com',
          ResourceType: 'distribution',
          ResourceId: '*******REXAMPL',
          AccountId: '******556666',
        },
      ],
    });
  });

  test('has every name under a wildcard, tenants and own ones too', async () => {
    const { conflicts, aliases } = crowd();
    const all = (await conflicts('*.example.com')).DomainConflicts ?? [];
    expect(all.map(({ Domain }) => Domain)).toEqual([
      '*.example.com',
      'deep.a.example.com',
      'shop.example.com',
      'www.example.com',
    ]);
    expect(all.find(({ Domain }) => Domain === 'shop.example.com')).toMatchObject({
      ResourceType: 'distribution-tenant',
      ResourceId: '***************ohWzv1b9It8JABC',
    });
    expect(all.find(({ Domain }) => Domain === 'deep.a.example.com')?.AccountId).toBe('******223333');
    const old = (await aliases('*.example.com')).ConflictingAliasesList;
    expect(old?.Items?.map(({ Alias }) => Alias)).toEqual([
      '*.example.com',
      'deep.a.example.com',
      'www.example.com',
    ]);
    expect(old?.Quantity).toBe(3);
  });

  test('is empty for what nobody has, and after the name arrived', async () => {
    const { conflicts, cloudfront, id } = crowd();
    expect((await conflicts('example.com')).DomainConflicts).toEqual([]);
    cloudfront.moveByAgent('www.example.com', id);
    const left = (await conflicts('www.example.com')).DomainConflicts ?? [];
    expect(left.map(({ Domain }) => Domain)).toEqual(['*.example.com']);
  });

  test('comes in pages', async () => {
    const { conflicts, aliases } = crowd();
    const seen: (string | undefined)[] = [];
    let marker: string | undefined;
    do {
      const page = await conflicts('*.example.com', { MaxItems: 1, Marker: marker });
      expect(page.DomainConflicts).toHaveLength(1);
      seen.push(page.DomainConflicts?.[0]?.Domain);
      marker = page.NextMarker;
    } while (marker);
    expect(seen).toHaveLength(4);
    const first = (await aliases('*.example.com', { MaxItems: 2 })).ConflictingAliasesList;
    const rest = (await aliases('*.example.com', { MaxItems: 2, Marker: first?.NextMarker }))
      .ConflictingAliasesList;
    expect([first?.Quantity, rest?.Quantity, rest?.NextMarker]).toEqual([2, 1, undefined]);
  });

  test.each([
    ['a page of more than a hundred', { MaxItems: 101 }],
    ['a marker that was never given', { Marker: 'nowhere.example.com' }],
  ])('refuses %s', async (_, more) => {
    const { conflicts } = crowd();
    expect((await refusal(() => conflicts('www.example.com', more))).what).toBe('InvalidArgument 400');
  });

  test('needs a certificate for the name, attached to what is named as its own', async () => {
    const { api, cloudfront, conflicts } = crowd();
    const bare = cloudfront.seedDistribution({ id: 'E2BAREBAREBARE', account: ours });
    const DomainControlValidationResource = { DistributionId: bare.id };
    const without = () =>
      api.ListDomainConflicts({ Domain: 'www.example.com', DomainControlValidationResource }, us);
    expect((await refusal(without)).what).toBe('InvalidArgument 400');
    const old = () => api.ListConflictingAliases({ Alias: 'www.example.com', DistributionId: bare.id }, us);
    expect((await refusal(old)).what).toBe('InvalidArgument 400');
    expect((await refusal(() => conflicts('www.example.net'))).what).toBe('InvalidArgument 400');
  });

  test('is for the owner of the resource only', async () => {
    const { api, id } = crowd();
    const listing = (DistributionId: string, caller: typeof us) => () =>
      api.ListDomainConflicts(
        { Domain: 'www.example.com', DomainControlValidationResource: { DistributionId } },
        caller,
      );
    expect((await refusal(listing(id, them))).what).toBe('AccessDenied 403');
    expect((await refusal(listing('ENOSUCHEXAMPLE', us))).what).toBe('EntityNotFound 404');
    const old = () =>
      api.ListConflictingAliases({ Alias: 'www.example.com', DistributionId: 'ENOSUCHEXAMPLE' }, us);
    expect((await refusal(old)).what).toBe('NoSuchDistribution 404');
  });
});
