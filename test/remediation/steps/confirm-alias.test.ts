import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Remediation } from '../../../remediation/document.ts';
import {
  AliasNotArrived,
  DeploymentDeadlineExceeded,
  DnsUnavailable,
  TargetGone,
} from '../../../remediation/errors.ts';
import { confirmAlias } from '../../../remediation/steps/confirm-alias.ts';
import { later } from '../../doubles/clock.ts';
import { contested, incident, remediation, stepInput } from '../../doubles/documents.ts';
import { diagnosed, SHOP } from '../../doubles/sections.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { tenantResource, tenantTarget } from '../../doubles/tenant.ts';
import { ALIAS, World } from '../../doubles/world.ts';

const NOW = Date.parse('2026-11-20T01:00:00.000Z');

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

const confirm = (world: World, document = remediation(), redriveCount = 0) =>
  confirmAlias(portsOf(world), SETTINGS)(stepInput(document, redriveCount));
const deployed = (world: World) => {
  world.target = { ...world.target, status: 'Deployed' };
};

test('on the target and Deployed', async () => {
  const world = new World();
  world.arrive();
  deployed(world);
  expect(await confirm(world)).toEqual({
    verdict: 'confirmed',
    reason: `${ALIAS} is on E2TARGETEXAMPLE and E2TARGETEXAMPLE is Deployed.`,
    aliases: [ALIAS],
    records: [{ alias: ALIAS, leads: 'away', detail: 'has no address' }],
    checkedAt: '2026-11-20T01:00:00.000Z',
  });
});

test('one that nobody held, and that others brought before it was its turn, is confirmed, too', async () => {
  const world = new World();
  world.arrive(ALIAS, SHOP);
  deployed(world);
  const document = remediation({
    incident: incident({ aliases: [ALIAS, SHOP, 'api.example.com'] }),
    diagnosis: diagnosed('both', { free: [contested(SHOP), contested('api.example.com')] }),
  });
  const { aliases, records, reason } = await confirm(world, document);
  expect(aliases).toEqual([ALIAS, SHOP]);
  expect(records?.map(({ alias }) => alias)).toEqual([ALIAS, SHOP]);
  expect(reason).toMatch(/^www\.example\.com, shop\.example\.com are on .* api\.example\.com is not on it/);
});

test('what the same call asked for and nobody held is not forgotten', async () => {
  const world = new World();
  world.arrive();
  deployed(world);
  const document = remediation({ incident: incident({ aliases: [ALIAS, 'shop.example.com'] }) });
  const { verdict, reason } = await confirm(world, document);
  expect(verdict).toBe('confirmed');
  expect(reason).toContain('is Deployed. shop.example.com is not on it, though the same call asked for it');
});

test.each([
  ['the target', 'd111111abcdef8.cloudfront.net', 'target'],
  ['another distribution', 'd222222abcdef8.cloudfront.net', 'elsewhere'],
  ['somebody else', 'lb.example.net', 'away'],
])('confirmed, and DNS leads to %s', async (_, name, leads) => {
  const world = new World();
  world.arrive();
  deployed(world);
  world.leadsTo = { name, ttl: 300 };
  expect(await confirm(world)).toMatchObject({
    verdict: 'confirmed',
    records: [{ alias: ALIAS, leads, detail: `leads to ${name}` }],
  });
});

test('confirmed, though DNS cannot be asked', async () => {
  const world = new World();
  world.arrive();
  deployed(world);
  world.dns.whereItLeads = () => Promise.reject(new DnsUnavailable('No resolver answers.'));
  expect(await confirm(world)).toMatchObject({
    verdict: 'confirmed',
    records: [{ leads: 'unknown', detail: 'No resolver answers.' }],
  });
  world.dns.whereItLeads = async () => ({
    zone: 'example.com',
    servers: [{ server: 'ns1', address: '192.0.2.1', answer: { kind: 'unreachable', why: 'silent' } }],
  });
  expect(await confirm(world)).toMatchObject({ records: [{ leads: 'unknown' }] });
});

test('on the target, not Deployed: waits, to the deadline, and anew after a redrive', async () => {
  const world = new World();
  world.arrive();
  let document: Remediation = { ...remediation(), confirmation: await confirm(world) };
  expect(document.confirmation).toMatchObject({ verdict: 'waiting', waitSeconds: 30 });
  later(7190);
  document = { ...document, confirmation: await confirm(world, document) };
  expect(document.confirmation).toMatchObject({ verdict: 'waiting', waitSeconds: 10 });
  later(10);
  await expect(confirm(world, document)).rejects.toThrow(DeploymentDeadlineExceeded);
  await expect(confirm(world, document)).rejects.toThrow('E2TARGETEXAMPLE is still InProgress');
  expect(await confirm(world, document, 1)).toMatchObject({ verdict: 'waiting', redriveCount: 1 });
  deployed(world);
  expect(await confirm(world, document, 1)).toMatchObject({ verdict: 'confirmed' });
});

test('not to be seen on the target yet: looked for a few minutes more, then it has not arrived', async () => {
  const world = new World();
  const document: Remediation = { ...remediation(), confirmation: await confirm(world) };
  expect(document.confirmation).toMatchObject({
    verdict: 'waiting',
    waitSeconds: 30,
    reason: `${ALIAS} is not on E2TARGETEXAMPLE yet.`,
  });
  later(270);
  expect(await confirm(world, document)).toMatchObject({ verdict: 'waiting' });
  later(30);
  await expect(confirm(world, document)).rejects.toThrow(AliasNotArrived);
  expect(await confirm(world, document, 1)).toMatchObject({ verdict: 'waiting' });
  world.arrive();
  deployed(world);
  expect(await confirm(world, document)).toMatchObject({ verdict: 'confirmed' });
});

describe('not to be seen any more while it is being deployed', () => {
  async function hidden() {
    const world = new World();
    world.arrive();
    const begun: Remediation = { ...remediation(), confirmation: await confirm(world) };
    later(600);
    world.target = { ...world.target, aliases: [] };
    const section = await confirm(world, begun);
    return { world, section, document: { ...begun, confirmation: section } };
  }

  test('can be a stale answer: it is looked for a few minutes more', async () => {
    const { world, section, document } = await hidden();
    expect(section).toMatchObject({ verdict: 'waiting', reason: `${ALIAS} is not on E2TARGETEXAMPLE yet.` });
    world.arrive();
    later(30);
    const back = await confirm(world, document);
    expect(back).toMatchObject({ verdict: 'waiting', waitingSince: '2026-11-20T01:00:00.000Z' });
    expect(back.missingSince).toBeUndefined();
    later(SETTINGS.deploymentDeadlineSeconds);
    await expect(confirm(world, { ...document, confirmation: back })).rejects.toThrow(
      DeploymentDeadlineExceeded,
    );
  });

  test('for longer: somebody has taken it off again', async () => {
    const { world, document } = await hidden();
    later(300);
    await expect(confirm(world, document)).rejects.toThrow(AliasNotArrived);
  });
});

test('one of two is not both', async () => {
  const world = new World();
  world.arrive();
  deployed(world);
  const document = remediation({}, ALIAS, 'a.example.com');
  expect(await confirm(world, document)).toMatchObject({
    verdict: 'waiting',
    reason: 'a.example.com is not on E2TARGETEXAMPLE yet.',
  });
});

describe('a tenant', () => {
  const { diagnosis, ...begun } = remediation();
  const wanted: Remediation = {
    ...begun,
    ...(diagnosis && { diagnosis: { ...diagnosis, target: tenantTarget } }),
  };
  const dt = tenantTarget.id;

  test('has it and is Deployed; DNS is to lead to its routing endpoint', async () => {
    const world = new World();
    world.target = tenantResource({ aliases: [ALIAS] });
    world.leadsTo = { name: tenantTarget.domainName, ttl: 60 };
    expect(await confirm(world, wanted)).toMatchObject({
      verdict: 'confirmed',
      reason: `${ALIAS} is on ${dt} and ${dt} is Deployed.`,
      records: [{ leads: 'target' }],
    });
  });

  test('has it, but CloudFront does not serve it: that is not arrived', async () => {
    const world = new World();
    world.target = tenantResource({ inactive: [ALIAS] });
    const document = { ...wanted, confirmation: await confirm(world, wanted) };
    expect(document.confirmation).toMatchObject({
      verdict: 'waiting',
      reason: expect.stringMatching(/^www\.example\.com is on dt_2sTenantExample, but inactive: /),
    });
    // As long as for a deployment, not as for an alias that is not to be seen.
    later(7199);
    expect(await confirm(world, document)).toMatchObject({ verdict: 'waiting' });
    later(1);
    await expect(confirm(world, document)).rejects.toThrow(AliasNotArrived);
    await expect(confirm(world, document)).rejects.toThrow(
      /^www\.example\.com is on dt_2sTenantExample, but inactive: .* Attach one\. Then redrive/,
    );
    world.target = tenantResource({ aliases: [ALIAS] });
    expect(await confirm(world, document)).toMatchObject({ verdict: 'confirmed' });
  });

  test('has one that is inactive, and another not at all', async () => {
    const world = new World();
    world.target = tenantResource({ inactive: [ALIAS] });
    const { diagnosis: both, ...rest } = remediation({}, ALIAS, 'a.example.com');
    const document = { ...rest, ...(both && { diagnosis: { ...both, target: tenantTarget } }) };
    const confirmation = await confirm(world, document);
    expect(confirmation.reason).toMatch(/^a\.example\.com is not on dt_2sTenantExample yet\. www\./);
    later(300);
    await expect(confirm(world, { ...document, confirmation })).rejects.toThrow(
      /^a\.example\.com was moved but is not on dt_.* Declare it there and deploy\. www\.example\.com is on/,
    );
  });
});

test('the target is gone', async () => {
  const world = new World();
  world.target = { ...world.target, id: 'E9OTHER' };
  await expect(confirm(world)).rejects.toThrow(TargetGone);
});
