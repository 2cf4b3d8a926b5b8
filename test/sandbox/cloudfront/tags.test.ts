import { expect, test } from 'vitest';
import { configOf, createWorld, refusal, them, us } from './world.ts';

const allowed = { Key: 'cname-rescue', Value: 'allowed' };
const team = { Key: 'team', Value: 'web' };

async function withBoth() {
  const { api } = createWorld();
  const { Distribution } = await api.CreateDistributionWithTags(
    { DistributionConfigWithTags: { DistributionConfig: configOf([]), Tags: { Items: [team] } } },
    us,
  );
  const multiTenant = await api.CreateDistribution(
    { DistributionConfig: configOf([], { ConnectionMode: 'tenant-only', CallerReference: 'tenants' }) },
    us,
  );
  const { DistributionTenant } = await api.CreateDistributionTenant(
    {
      DistributionId: multiTenant.Distribution?.Id,
      Name: 'shop',
      Domains: [{ Domain: 'shop.example.com' }],
      Tags: { Items: [team] },
    },
    us,
  );
  const arns = [Distribution?.ARN, DistributionTenant?.Arn];
  return { api, arns, Distribution };
}

test('a distribution and a tenant keep the tags they were created with, get others and lose them', async () => {
  const { api, arns } = await withBoth();
  for (const Resource of arns) {
    const tags = () => api.ListTagsForResource({ Resource }, us).Tags?.Items;
    expect(tags()).toEqual([team]);
    api.TagResource({ Resource, Tags: { Items: [allowed, { ...team, Value: 'shop' }] } }, us);
    expect(tags()).toEqual([allowed, { ...team, Value: 'shop' }]);
    api.UntagResource({ Resource, TagKeys: { Items: ['cname-rescue', 'never-there'] } }, us);
    expect(tags()).toEqual([{ ...team, Value: 'shop' }]);
  }
});

test('a tag is no change of the configuration', async () => {
  const { api, Distribution } = await withBoth();
  const { ETag } = api.GetDistribution({ Id: Distribution?.Id }, us);
  api.TagResource({ Resource: Distribution?.ARN, Tags: { Items: [allowed] } }, us);
  expect(api.GetDistribution({ Id: Distribution?.Id }, us).ETag).toBe(ETag);
});

test('tags of what is not there, or of another account, are not to be had', async () => {
  const { api, arns } = await withBoth();
  const [Resource] = arns;
  const nobodys = 'arn:aws:cloudfront::111122223333:distribution/E0000000000000';
  const tagsOf = (arn: string | undefined, caller = us) =>
    refusal(() => api.ListTagsForResource({ Resource: arn }, caller));
  expect(await tagsOf(nobodys)).toMatchObject({ what: 'NoSuchResource 404' });
  expect(await tagsOf(Resource, them)).toMatchObject({ what: 'AccessDenied 403' });
});
