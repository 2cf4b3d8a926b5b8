import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { messageFor } from '../../../remediation/announcements/messages.ts';
import { type Addition, Diagnosis, type Remediation } from '../../../remediation/document.ts';
import { DnsUnavailable, TargetGone, UnknownConflict } from '../../../remediation/errors.ts';
import { parseIncident } from '../../../remediation/incident.ts';
import { diagnoseConflict } from '../../../remediation/steps/diagnose-conflict.ts';
import { DNS, EXECUTION, EXECUTION_ARN, fixture, incident, stepInput } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { tenantResource, tenantTarget } from '../../doubles/tenant.ts';
import { ALIAS, ownDistribution, World } from '../../doubles/world.ts';

const diagnose = (world: World, given = incident()) =>
  diagnoseConflict(portsOf(world), SETTINGS)(stepInput({ incident: given }));

test('who holds each missing alias, and the record for each', async () => {
  const world = new World();
  world.target = { ...world.target, aliases: ['old.example.com'] };
  const given = parseIncident(fixture('update-distribution-several-aliases-cloudformation'));
  const diagnosis = await diagnose(world, given);
  expect(diagnosis.verdict).toBe('held-elsewhere');
  expect(diagnosis.target).toEqual({
    kind: 'distribution',
    id: 'E2TARGETEXAMPLE',
    arn: 'arn:aws:cloudfront::111122223333:distribution/E2TARGETEXAMPLE',
    domainName: 'd111111abcdef8.cloudfront.net',
    account: '111122223333',
  });
  expect(diagnosis.aliases.map(({ alias, record }) => [alias, record.name])).toEqual([
    ['example.com', '_.example.com'],
    ['www.example.com', '_www.example.com'],
    ['*.shop.example.com', '_*.shop.example.com'],
  ]);
  expect(diagnosis.aliases[0]).toMatchObject({
    zone: 'example.com',
    record: { type: 'TXT', value: 'd111111abcdef8.cloudfront.net' },
    holder: { resourceType: 'distribution', resourceId: '*******EXAMPLE', accountId: '******445566' },
    listing: 'listed',
  });
  // What the step writes the next one reads.
  expect(v.parse(Diagnosis, diagnosis)).toEqual(diagnosis);
});

test('a holder of our own is recognised, by the end of its id and by having the very alias', async () => {
  const world = new World();
  if (world.holder) Object.assign(world.holder, { resourceId: '*******OLDERXX', accountId: '******223333' });
  world.own = [
    ownDistribution('E1OTHEROLDERXX', 'a.example.com'),
    ownDistribution('E2OURSXOLDERXX', 'a.example.com', ALIAS),
  ];
  const { aliases, reason } = await diagnose(world);
  expect(aliases[0]?.holder).toEqual({
    resourceType: 'distribution',
    resourceId: 'E2OURSXOLDERXX',
    accountId: '111122223333',
  });
  expect(reason).toContain(`${ALIAS} is on distribution E2OURSXOLDERXX of this account`);
});

test('our own are not listed for nothing', async () => {
  const world = new World();
  world.cloudfront.ownResources = () => Promise.reject(new Error('not asked for'));
  expect((await diagnose(world)).aliases[0]?.holder?.resourceId).toBe('*******EXAMPLE');
});

describe('a holder that a service of AWS keeps', () => {
  test('API Gateway: said, with where to find the custom domain name', async () => {
    const world = new World();
    if (world.holder) world.holder.accountId = '******002099';
    const diagnosis = await diagnose(world);
    expect(diagnosis.reason).toContain(
      'which API Gateway in eu-west-1 keeps for a custom domain name of somebody: not movable from here, but free as soon as',
    );
    const { copy, facts } = messageFor('Remediation opened', {
      execution: { arn: EXECUTION_ARN, name: EXECUTION },
      remediation: { incident: incident(), diagnosis },
    });
    expect(copy.at(-2)?.text).toBe(
      `aws apigateway get-domain-name --region eu-west-1 --domain-name '${ALIAS}'`,
    );
    expect(Object.fromEntries(facts)['Held by']).toMatch(/\(API Gateway in eu-west-1\)$/);
  });

  test('one of our own, by its certificate', async () => {
    const world = new World();
    world.certificateUsers = [
      { certificate: 'arn:c', usedBy: ['arn:aws:cloudfront::444444445566:distribution/E1HIDDEEXAMPLE'] },
    ];
    const { aliases, reason } = await diagnose(world);
    expect(aliases[0]?.holder?.keptBy?.certificate).toBe('arn:c');
    expect(reason).toContain('of this account, with its certificate arn:c');
  });

  test('of a hundred aliases, the certificates are looked through once', async () => {
    const world = new World();
    const { users } = world.certificates;
    const asked: number[] = [];
    world.certificates.users = (aliases) => {
      asked.push(aliases.length);
      return users(aliases);
    };
    const names = Array.from({ length: 100 }, (_, index) => `n${index}.example.com`);
    await diagnose(world, incident({ aliases: names }));
    expect(asked).toEqual([100]);
  });

  test('of a holder that is recognised as ours, no certificate is looked up', async () => {
    const world = new World();
    if (world.holder)
      Object.assign(world.holder, { resourceId: '*******OLDERXX', accountId: '******223333' });
    world.own = [ownDistribution('E2OURSXOLDERXX', ALIAS)];
    world.certificates.users = () => Promise.reject(new Error('not asked for'));
    expect((await diagnose(world)).aliases[0]?.holder?.resourceId).toBe('E2OURSXOLDERXX');
  });
});

test('the zone is asked for by the alias, never by the name of the proof', async () => {
  const world = new World();
  const asked: string[] = [];
  const { findZone } = world.dns;
  world.dns.findZone = (name) => {
    asked.push(name);
    return findZone(name);
  };
  await diagnose(world);
  expect(asked).toEqual([ALIAS]);
});

test('without a certificate on the target CloudFront lists nobody: no error, the gate comes first', async () => {
  const world = new World();
  world.target = { ...world.target, certificate: undefined };
  const { verdict, aliases, reason } = await diagnose(world);
  expect(verdict).toBe('held-elsewhere');
  expect(aliases).toEqual([expect.objectContaining({ alias: ALIAS, listing: 'needs-certificate' })]);
  expect(aliases[0]).not.toHaveProperty('holder');
  expect(reason).toContain('not known');
});

test('settled before we look', async () => {
  const world = new World();
  world.arrive();
  expect(await diagnose(world)).toMatchObject({ verdict: 'already-settled', aliases: [] });
});

test('a tenant: the record names the routing endpoint of its connection group', async () => {
  const world = new World();
  world.target = tenantResource({ aliases: ['placeholder.example.com'] });
  const diagnosis = await diagnose(world, parseIncident(fixture('update-distribution-tenant')));
  expect(diagnosis).toMatchObject({ verdict: 'held-elsewhere', target: tenantTarget });
  expect(diagnosis.aliases.map(({ record }) => record)).toEqual([
    { name: '_www.example.com', type: 'TXT', value: tenantTarget.domainName },
  ]);
});

test('a domain that a tenant has and CloudFront does not serve is still wanted', async () => {
  const world = new World();
  world.target = tenantResource({ inactive: [ALIAS] });
  const diagnosis = await diagnose(world, parseIncident(fixture('update-distribution-tenant')));
  expect(diagnosis.verdict).toBe('held-elsewhere');
  world.target = tenantResource({ aliases: [ALIAS] });
  const settled = await diagnose(world, parseIncident(fixture('update-distribution-tenant')));
  expect(settled.verdict).toBe('already-settled');
});

describe('what needs no look at all', () => {
  test.each([
    ['create-distribution', 'no-target'],
    ['create-distribution-with-tags-cloudformation', 'no-target'],
    ['create-distribution-tenant', 'no-target'],
    ['update-distribution-details-omitted', 'details-omitted'],
  ])('%s: %s', async (name, verdict) => {
    const world = new World();
    world.target = { ...world.target, id: 'E9OTHER' };
    expect(await diagnose(world, parseIncident(fixture(name)))).toMatchObject({ verdict, aliases: [] });
  });
});

test('only a DNS record is in the way: the aliases that it keeps out', async () => {
  const nobody = Object.assign(new World(), { holder: undefined });
  expect(await diagnose(nobody, incident({ errorMessage: DNS }))).toMatchObject({
    verdict: 'dns-points-elsewhere',
    aliases: [{ alias: 'www.example.com', zone: 'example.com' }],
  });
});

describe('what fails the Task', () => {
  const nobody = () => Object.assign(new World(), { holder: undefined });

  test('a message nobody knows, and nobody holds the alias', async () => {
    await expect(diagnose(nobody(), incident({ errorMessage: 'New.' }))).rejects.toThrow(UnknownConflict);
  });

  test('the tenant is gone', async () => {
    const tenant = parseIncident(fixture('update-distribution-tenant'));
    await expect(diagnose(new World(), tenant)).rejects.toThrow(
      'The distribution tenant dt_2sTenantExample does not exist',
    );
  });

  test('the target is gone', async () => {
    const gone = incident({ target: { kind: 'distribution', id: 'E9GONE' } });
    await expect(diagnose(new World(), gone)).rejects.toThrow(TargetGone);
  });

  test('no resolver knows the zone', async () => {
    const world = new World();
    world.dns.findZone = async () => {
      throw new DnsUnavailable('no resolver answers');
    };
    await expect(diagnose(world)).rejects.toThrow(DnsUnavailable);
  });
});

describe('the holder was seen to let go', () => {
  const at = (hour: number) => `2026-11-20T0${hour}:00:00.000Z`;
  const released = {
    verdict: 'released' as const,
    reason: '',
    news: false,
    held: [ALIAS],
    checkedAt: at(2),
  };
  const held = (checkedAt: string): Addition => ({
    verdict: 'held',
    reason: '',
    aliases: [ALIAS],
    checkedAt,
  });
  const again = (world: World, changes: Partial<Remediation> = {}) =>
    diagnoseConflict(
      portsOf(world),
      SETTINGS,
    )(stepInput({ incident: incident(), case: released, ...changes }));
  const free = () => Object.assign(new World(), { holder: undefined });

  test('nobody has it: free, whatever the failed call said', async () => {
    const diagnosis = await again(free());
    expect(diagnosis).toMatchObject({ verdict: 'free', aliases: [{ alias: ALIAS, listing: 'listed' }] });
    expect(v.parse(Diagnosis, diagnosis)).toEqual(diagnosis);
  });

  test.each<[string, () => Promise<Diagnosis>]>([
    ['somebody has it again', () => again(new World())],
    ['CloudFront said since that somebody has it', () => again(free(), { addition: held(at(3)) })],
    ['nobody was seen to', () => again(free(), { case: { ...released, held: [] } })],
  ])('%s: held elsewhere', async (_, diagnosed) => {
    expect(await diagnosed()).toMatchObject({ verdict: 'held-elsewhere' });
  });

  test('on the target by now: whoever was told of the conflict is told of its end', async () => {
    const world = free();
    const diagnosis = await diagnose(new World());
    world.arrive();
    const arrived = await again(world, { diagnosis });
    expect(arrived).toMatchObject({
      verdict: 'arrived',
      target: diagnosis.target,
      aliases: diagnosis.aliases,
    });
    expect(arrived.reason).toBe(`${world.target.id} has ${ALIAS} by now.`);
    expect(await diagnose(world)).toMatchObject({ verdict: 'already-settled' });
  });

  test('what CloudFront said before that is out of date', async () => {
    expect(await again(free(), { addition: held(at(1)) })).toMatchObject({ verdict: 'free' });
  });

  test('without a certificate on the target nothing is known', async () => {
    const world = free();
    world.target = { ...world.target, certificate: undefined };
    expect(await again(world)).toMatchObject({ verdict: 'held-elsewhere' });
  });
});

describe('diagnosed before', () => {
  const OTHER = 'a.example.com';
  const two = () => incident({ aliases: [ALIAS, OTHER] });
  const again = async (world: World, diagnosis: Diagnosis) =>
    diagnoseConflict(portsOf(world), SETTINGS)(stepInput({ incident: two(), diagnosis }));

  test('of two aliases the free one waits; it has its turn when the other has arrived, and that one is kept', async () => {
    const world = new World();
    world.free.add(OTHER);
    const first = await diagnose(world, two());
    expect(first).toMatchObject({
      verdict: 'held-elsewhere',
      aliases: [{ alias: ALIAS }],
      free: [{ alias: OTHER }],
      arrived: [],
      turned: false,
    });
    world.arrive();
    const second = await again(world, first);
    expect(second).toMatchObject({
      verdict: 'free',
      aliases: [{ alias: OTHER }],
      free: [],
      arrived: [{ alias: ALIAS, holder: { resourceId: '*******EXAMPLE' } }],
      turned: true,
    });
    expect(v.parse(Diagnosis, second)).toEqual(second);
    world.arrive(OTHER);
    expect(await again(world, second)).toMatchObject({
      verdict: 'arrived',
      reason: `${world.target.id} has ${OTHER} by now.`,
      aliases: [{ alias: OTHER }],
      arrived: [{ alias: ALIAS }],
    });
  });

  test('the same as before: nothing has turned', async () => {
    const world = new World();
    expect(await again(world, await diagnose(world, two()))).toMatchObject({ turned: false });
  });

  test('what CloudFront could not tell without a certificate it tells with one', async () => {
    const world = new World();
    const { certificate } = world.target;
    world.target = { ...world.target, certificate: undefined };
    const first = await diagnose(world, two());
    expect(first.complete).toBe(false);
    world.target = { ...world.target, certificate };
    expect(await again(world, first)).toMatchObject({ complete: true, turned: false });
  });

  test('a holder that shows up after CloudFront refused the update explains that: the other is free all the same', async () => {
    const at = (hour: number) => `2026-11-20T0${hour}:00:00.000Z`;
    const world = new World();
    world.free.add(OTHER);
    const diagnosis = { ...(await diagnose(world, two())), checkedAt: at(3) };
    const addition = { verdict: 'held' as const, reason: '', aliases: [ALIAS, OTHER], checkedAt: at(2) };
    world.arrive();
    const given = stepInput({ incident: two(), diagnosis, addition });
    expect(await diagnoseConflict(portsOf(world), SETTINGS)(given)).toMatchObject({ verdict: 'free' });
    const before = stepInput({
      incident: two(),
      diagnosis: { ...diagnosis, checkedAt: at(1) },
      addition,
    });
    expect(await diagnoseConflict(portsOf(world), SETTINGS)(before)).toMatchObject({
      verdict: 'held-elsewhere',
    });
  });
});
