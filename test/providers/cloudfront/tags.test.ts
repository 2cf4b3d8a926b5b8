/** Tags of distributions and tenants, against the sandbox, over the wire. */
import { TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-cloudfront';
import { expect, test } from 'vitest';
import { OURS, THEIRS } from '../../../sandbox/rehearsal/stage.ts';
import { sandbox, stage } from '../sandbox.ts';
import { createCloudFront } from '../whole.ts';

// Reading is all that it takes.
const tags = (arn: string) => createCloudFront('look').tags(arn);
const aws = () => stage.as(OURS).cloudfront;

test.each([
  ['a distribution', () => sandbox.world.seedDistribution({ account: OURS })],
  ['a tenant', () => sandbox.world.seedTenant({ account: OURS, domains: ['tagged.example.com'] })],
])('of %s: as they are at the moment', async (_, seed) => {
  const { arn: Resource } = seed();
  expect(await tags(Resource)).toEqual([]);
  const Items = [{ Key: 'cname-rescue', Value: 'allowed' }, { Key: 'empty' }];
  await aws().send(new TagResourceCommand({ Resource, Tags: { Items } }));
  expect(await tags(Resource)).toEqual([
    { key: 'cname-rescue', value: 'allowed' },
    { key: 'empty', value: '' },
  ]);
  await aws().send(new UntagResourceCommand({ Resource, TagKeys: { Items: ['cname-rescue'] } }));
  expect(await tags(Resource)).toEqual([{ key: 'empty', value: '' }]);
});

test('of what was deleted meanwhile: another look tells how things are', async () => {
  await expect(tags(`arn:aws:cloudfront::${OURS}:distribution/E0000000000000`)).rejects.toMatchObject({
    name: 'TransientAwsError',
    message: expect.stringContaining('was deleted while its tags were read'),
  });
});

test('of another account: what AWS says', async () => {
  const { arn } = sandbox.world.seedDistribution({ account: THEIRS });
  await expect(tags(arn)).rejects.toMatchObject({ name: 'AccessDenied' });
});
