import { describe, expect, test } from 'vitest';
import {
  certificateInfo,
  createWorld,
  everythingCertificate,
  ours,
  refusal,
  theirs,
  them,
  us,
  type WorldOptions,
  wildcardCertificate,
} from './world.ts';

const noProof = 'Invalid or missing alias DNS TXT records.';
const sourceEnabled = 'Alias move is not allowed since the source distribution is enabled';

interface Scene extends WorldOptions {
  alias?: string;
  holderAccount?: string;
  holderEnabled?: boolean;
}

function scene({
  alias = 'www.example.com',
  holderAccount = theirs,
  holderEnabled = false,
  ...options
}: Scene = {}) {
  const world = createWorld(options);
  const holder = world.cloudfront.seedDistribution({
    account: holderAccount,
    aliases: [alias, 'other.example.org'],
    enabled: holderEnabled,
  });
  const target = world.target();
  return {
    ...world,
    holder,
    seeded: target,
    /** Both operations answer alike here. */
    moves: {
      UpdateDomainAssociation: () =>
        world.api.UpdateDomainAssociation(
          { Domain: alias, TargetResource: { DistributionId: target.id } },
          us,
        ),
      AssociateAlias: () => world.api.AssociateAlias({ Alias: alias, TargetDistributionId: target.id }, us),
    },
  };
}

describe.each(['UpdateDomainAssociation', 'AssociateAlias'] as const)('%s', (operation) => {
  test('refuses in the order certificate, TXT record, enabled holder, and then moves', async () => {
    const world = scene({ holderEnabled: true });
    const { certificates, cloudfront, seeded, holder } = world;
    const move = world.moves[operation];
    certificates.set(wildcardCertificate, certificateInfo(wildcardCertificate, { names: ['example.org'] }));
    const first = await refusal(move);
    expect(first.what).toBe('InvalidArgument 400');
    expect(first.message).toContain("doesn't cover the alternate domain name");

    certificates.set(wildcardCertificate, certificateInfo(wildcardCertificate));
    expect(await refusal(move)).toEqual({ what: 'IllegalUpdate 400', message: noProof });

    world.prove('_www.example.com', seeded.endpoint);
    expect(await refusal(move)).toEqual({ what: 'IllegalUpdate 400', message: sourceEnabled });
    // Three refusals have changed nothing.
    expect([cloudfront.find(seeded.id), cloudfront.find(holder.id)]).toEqual([seeded, holder]);
  });

  test('moves from a disabled holder in another account: both change', async () => {
    const world = scene();
    const { cloudfront, api, seeded, holder } = world;
    world.prove('_www.example.com', seeded.endpoint);
    await world.moves[operation]();
    expect(cloudfront.find(seeded.id)?.aliases).toEqual(['www.example.com']);
    expect(cloudfront.find(holder.id)?.aliases).toEqual(['other.example.org']);
    for (const [before, caller] of [
      [seeded, us],
      [holder, them],
    ] as const) {
      const after = api.GetDistribution({ Id: before.id }, caller);
      expect(after.ETag).not.toBe(before.etag);
      expect(after.Distribution?.Status).toBe('InProgress');
      expect(after.Distribution?.DistributionConfig?.Aliases?.Quantity).toBe(1);
    }
  });

  test('moves from an enabled holder in the same account, but wants the TXT record there, too', async () => {
    const world = scene({ holderAccount: ours, holderEnabled: true });
    expect((await refusal(world.moves[operation])).message).toBe(noProof);
    world.prove('_www.example.com', world.seeded.endpoint);
    await world.moves[operation]();
    expect(world.cloudfront.whoHolds('www.example.com')?.id).toBe(world.seeded.id);
  });

  test('done twice succeeds, and the second time changes nothing', async () => {
    const world = scene();
    world.prove('_www.example.com', world.seeded.endpoint);
    await world.moves[operation]();
    const moved = world.cloudfront.find(world.seeded.id);
    await world.moves[operation]();
    expect(world.cloudfront.find(world.seeded.id)).toEqual(moved);
  });

  test('asked too early, is refused until the cached miss is over, however early the record came after it', async () => {
    const world = scene({ negativeTtl: 900 });
    expect((await refusal(world.moves[operation])).message).toBe(noProof);
    world.clock.at += 5000;
    world.prove('_www.example.com', world.seeded.endpoint);
    for (let second = 0; second < 890; second += 89) {
      expect((await refusal(world.moves[operation])).message).toBe(noProof);
      world.clock.at += 89_000;
    }
    world.clock.at += 10_000;
    await world.moves[operation]();
    expect(world.cloudfront.whoHolds('www.example.com')?.id).toBe(world.seeded.id);
  });

  test('refuses a hundred-and-first alias', async () => {
    const world = scene();
    const { cloudfront, seeded } = world;
    world.prove('_www.example.com', seeded.endpoint);
    for (let index = 0; index < 100; index += 1) cloudfront.moveByAgent(`a${index}.example.com`, seeded.id);
    expect((await refusal(world.moves[operation])).what).toBe('TooManyDistributionCNAMEs 400');
  });
});

describe('the TXT record', () => {
  test.each([
    ['www.example.com', '_www.example.com'],
    ['example.com', '_.example.com'],
    ['*.example.com', '_*.example.com'],
    ['x.a.example.com', '_x.a.example.com'],
  ])('of %s is looked for at %s', async (alias, name) => {
    const { api, cloudfront, prove, dns } = createWorld();
    cloudfront.seedDistribution({ account: theirs, aliases: [alias], enabled: false });
    const { id, endpoint } = cloudfront.seedDistribution({
      account: ours,
      certificateArn: everythingCertificate,
    });
    prove(name, endpoint);
    await api.UpdateDomainAssociation({ Domain: alias, TargetResource: { DistributionId: id } }, us);
    expect(cloudfront.whoHolds(alias)?.id).toBe(id);
    expect(dns.asked.filter((question) => question.endsWith(' TXT'))).toEqual([`${name} TXT`]);
  });

  test('is no apex record when the SOA is that of a name the alias is a CNAME to', async () => {
    const world = scene();
    world.dns.set('www.example.com', 'CNAME', 'example.com');
    world.prove('_www.example.com', world.seeded.endpoint);
    await expect(world.moves.UpdateDomainAssociation()).resolves.toBeDefined();
  });

  test.each([
    ['in capitals with a final dot', (endpoint: string) => [`${endpoint.toUpperCase()}.`], true],
    ['beside another value', (endpoint: string) => ['d0000000000000.cloudfront.net', endpoint], true],
    ['of another distribution', () => ['d0000000000000.cloudfront.net'], false],
    ['with words around it', (endpoint: string) => [`target=${endpoint}`], false],
  ])('%s', async (_, values, accepted) => {
    const world = scene();
    world.dns.set('_www.example.com', 'TXT', ...values(world.seeded.endpoint));
    if (accepted) await expect(world.moves.UpdateDomainAssociation()).resolves.toBeDefined();
    else expect((await refusal(world.moves.UpdateDomainAssociation)).message).toBe(noProof);
  });

  test('at the alias itself, the form of 2020, is not enough', async () => {
    const world = scene();
    world.prove('www.example.com', world.seeded.endpoint);
    expect((await refusal(world.moves.AssociateAlias)).message).toBe(noProof);
  });
});

describe('the target', () => {
  test.each([
    ['unknown', 'ENOSUCHEXAMPLE', us, 'EntityNotFound 404', 'NoSuchDistribution 404'],
    ["somebody else's", 'E2TARGETEXAMPLE', them, 'AccessDenied 403', 'AccessDenied 403'],
  ])('%s', async (_, id, caller, updating, associating) => {
    const { api, target } = createWorld();
    target();
    const Domain = 'www.example.com';
    const update = () =>
      api.UpdateDomainAssociation({ Domain, TargetResource: { DistributionId: id } }, caller);
    const associate = () => api.AssociateAlias({ Alias: Domain, TargetDistributionId: id }, caller);
    expect((await refusal(update)).what).toBe(updating);
    expect((await refusal(associate)).what).toBe(associating);
  });

  test.each([
    ['neither id', {}],
    ['both ids', { DistributionId: 'E2TARGETEXAMPLE', DistributionTenantId: 'dt_2sTenantExample' }],
  ])('with %s', async (_, TargetResource) => {
    const { api, target } = createWorld();
    target();
    const call = () => api.UpdateDomainAssociation({ Domain: 'www.example.com', TargetResource }, us);
    expect((await refusal(call)).what).toBe('InvalidArgument 400');
  });

  test('answers its new version, and If-Match counts when it is given', async () => {
    const { api, seeded, prove } = scene();
    prove('_www.example.com', seeded.endpoint);
    const input = { Domain: 'www.example.com', TargetResource: { DistributionId: seeded.id } };
    const stale = () => api.UpdateDomainAssociation({ ...input, IfMatch: 'E00000000000AA' }, us);
    expect((await refusal(stale)).what).toBe('PreconditionFailed 412');
    const garbled = () => api.UpdateDomainAssociation({ ...input, IfMatch: '?' }, us);
    expect((await refusal(garbled)).what).toBe('InvalidIfMatchVersion 400');
    const moved = await api.UpdateDomainAssociation({ ...input, IfMatch: seeded.etag }, us);
    expect(moved).toEqual({
      Domain: 'www.example.com',
      ResourceId: seeded.id,
      ETag: api.GetDistribution({ Id: seeded.id }, us).ETag,
    });
  });

  test('a name that nobody has is not attached', async () => {
    const { api, target, prove, cloudfront } = createWorld();
    const { id, endpoint } = target();
    prove('_www.example.com', endpoint);
    const TargetResource = { DistributionId: id };
    const update = () => api.UpdateDomainAssociation({ Domain: 'www.example.com', TargetResource }, us);
    const associate = () => api.AssociateAlias({ Alias: 'www.example.com', TargetDistributionId: id }, us);
    for (const move of [update, associate]) {
      const { what, message } = await refusal(move);
      expect(what).toBe('InvalidArgument 400');
      expect(message).toContain('nothing to move');
    }
    expect(cloudfront.whoHolds('www.example.com')).toBeUndefined();
  });
});

describe('AWS itself', () => {
  test('moves from an enabled holder in another account, and gives what nobody has', () => {
    const { cloudfront, seeded, holder } = scene({ holderEnabled: true });
    cloudfront.moveByAgent('WWW.example.com', seeded.id);
    cloudfront.moveByAgent('free.example.com', seeded.id);
    cloudfront.moveByAgent('free.example.com', seeded.id);
    expect(cloudfront.find(seeded.id)?.aliases).toEqual(['www.example.com', 'free.example.com']);
    expect(cloudfront.find(holder.id)?.aliases).toEqual(['other.example.org']);
  });
});
