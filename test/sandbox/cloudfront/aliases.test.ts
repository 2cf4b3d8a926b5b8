import { describe, expect, test } from 'vitest';
import { dnsPointsElsewhere, heldElsewhere, overlaps } from '../../../sandbox/services/cloudfront/aliases.ts';
import { configOf, createWorld, ours, refusal, theirs, us, type WorldOptions } from './world.ts';

/** A target of ours, somebody's holder, and a try to add aliases to the target. */
function conflict(options: WorldOptions = {}, holds: string[] = ['www.example.com'], account = theirs) {
  const world = createWorld(options);
  const holder = world.cloudfront.seedDistribution({ account, aliases: holds });
  const target = world.target();
  const add = (...aliases: string[]) => {
    const { DistributionConfig, ETag } = world.api.GetDistributionConfig({ Id: target.id }, us);
    if (DistributionConfig) DistributionConfig.Aliases = { Quantity: aliases.length, Items: aliases };
    return world.api.UpdateDistribution({ Id: target.id, IfMatch: ETag, DistributionConfig }, us);
  };
  return { ...world, holder, seeded: target, add };
}

describe('an alias that another has', () => {
  test.each([
    ['another account', theirs],
    ['the same account', ours],
  ])('in %s is refused', async (_, account) => {
    const { add, seeded, cloudfront } = conflict({}, ['www.example.com'], account);
    expect(await refusal(() => add('new.example.com', 'WWW.example.com'))).toEqual({
      what: 'CNAMEAlreadyExists 409',
      message: 'One or more of the CNAMEs you provided are already associated with a different resource.',
    });
    // All or nothing: the free alias did not come either.
    expect(cloudfront.find(seeded.id)).toEqual(seeded);
  });

  test('is refused to a create as well', async () => {
    const { api } = conflict();
    const call = () => api.CreateDistribution({ DistributionConfig: configOf(['www.example.com']) }, us);
    expect(await refusal(call)).toEqual({ what: 'CNAMEAlreadyExists 409', message: heldElsewhere });
  });

  test('is refused when a tenant has it', async () => {
    const { cloudfront, add } = conflict({}, []);
    cloudfront.seedTenant({ account: theirs, domains: ['www.example.com'] });
    expect((await refusal(() => add('www.example.com'))).message).toBe(heldElsewhere);
  });

  test.each([
    ['a name under a wildcard elsewhere', ['*.example.com'], 'www.example.com'],
    ['a wildcard above a name elsewhere', ['www.example.com'], '*.example.com'],
  ])('only overlaps: %s is taken', async (_, holds, alias) => {
    const { add } = conflict({}, holds);
    expect((await add(alias)).Distribution?.DistributionConfig?.Aliases?.Items).toEqual([alias]);
  });

  test('can be had once the holder has let go of it', async () => {
    const { add, cloudfront, api, holder, seeded } = conflict({}, ['www.example.com'], ours);
    const { DistributionConfig, ETag } = api.GetDistributionConfig({ Id: holder.id }, us);
    if (DistributionConfig) DistributionConfig.Aliases = { Quantity: 0 };
    await api.UpdateDistribution({ Id: holder.id, IfMatch: ETag, DistributionConfig }, us);
    await add('www.example.com');
    expect(cloudfront.whoHolds('www.example.com')?.id).toBe(seeded.id);
  });

  test('is got by one of two who ask for it at once', async () => {
    const { api, cloudfront } = createWorld();
    const create = (CallerReference: string) =>
      api.CreateDistribution({ DistributionConfig: configOf(['www.example.com'], { CallerReference }) }, us);
    const outcomes = await Promise.allSettled([create('a'), create('b')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(cloudfront.whoHolds('www.example.com')).toBeDefined();
  });
});

describe('an alias whose DNS leads to another distribution', () => {
  const to = {
    cname: ({ dns }: ReturnType<typeof conflict>, endpoint: string) =>
      dns.set('www.example.com', 'CNAME', endpoint),
    chain: ({ dns }: ReturnType<typeof conflict>, endpoint: string) => {
      dns.set('www.example.com', 'CNAME', 'cdn.example.org');
      dns.set('cdn.example.org', 'CNAME', endpoint);
    },
    address: async ({ dns }: ReturnType<typeof conflict>, endpoint: string) => {
      const { records } = await dns.resolve(endpoint, 'A');
      dns.set('www.example.com', 'A', ...records.map(({ value }) => value));
    },
  };

  test.each(['cname', 'chain', 'address'] as const)('by %s is refused', async (by) => {
    const world = conflict({}, []);
    await to[by](world, world.holder.endpoint);
    expect(await refusal(() => world.add('www.example.com'))).toEqual({
      what: 'CNAMEAlreadyExists 409',
      message: dnsPointsElsewhere,
    });
  });

  test.each(['cname', 'chain', 'address'] as const)(
    'is fine when it leads to the target itself, by %s',
    async (by) => {
      const world = conflict({}, []);
      await to[by](world, world.seeded.endpoint);
      await expect(world.add('www.example.com')).resolves.toBeDefined();
    },
  );

  test('is refused, too, when that distribution is long gone', async () => {
    const world = conflict({}, []);
    to.cname(world, 'd0000000000000.cloudfront.net');
    expect((await refusal(() => world.add('www.example.com'))).message).toBe(dnsPointsElsewhere);
  });

  test('is not looked at again once the target has it', async () => {
    const world = conflict({}, []);
    await world.add('www.example.com');
    to.cname(world, world.holder.endpoint);
    await expect(world.add('www.example.com', 'b.example.com')).resolves.toBeDefined();
  });

  test.each([
    ['off', heldElsewhere, undefined],
    ['unheld-only', heldElsewhere, dnsPointsElsewhere],
    ['first', dnsPointsElsewhere, dnsPointsElsewhere],
  ] as const)('with the check %s, held: %s, unheld: %s', async (dnsCheck, whenHeld, whenUnheld) => {
    const held = conflict({ dnsCheck });
    to.cname(held, held.holder.endpoint);
    expect((await refusal(() => held.add('www.example.com'))).message).toBe(whenHeld);

    const unheld = conflict({ dnsCheck }, []);
    to.cname(unheld, unheld.holder.endpoint);
    if (whenUnheld === undefined) await expect(unheld.add('www.example.com')).resolves.toBeDefined();
    else expect((await refusal(() => unheld.add('www.example.com'))).message).toBe(whenUnheld);
  });
});

test.each([
  ['a.example.com', 'a.example.com', true],
  ['*.example.com', 'a.example.com', true],
  ['a.b.example.com', '*.example.com', true],
  ['*.b.example.com', '*.example.com', true],
  ['*.example.com', 'example.com', false],
  ['*.example.com', 'a.anexample.com', false],
  ['a.example.com', 'b.example.com', false],
])('%s and %s overlap: %s', (one, other, expected) => {
  expect(overlaps(one, other)).toBe(expected);
  expect(overlaps(other, one)).toBe(expected);
});
