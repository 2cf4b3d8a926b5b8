/** A distribution tenant through the shipped workflow: whoever asks CloudFront about the target, or for it, asks for the tenant. */
import { expect, test, vi } from 'vitest';
import type { TargetId } from '../../remediation/document.ts';
import { parseIncident } from '../../remediation/incident.ts';
import { fixture } from '../doubles/documents.ts';
import { tenantResource, tenantTarget } from '../doubles/tenant.ts';
import { ALIAS, CERTIFICATE, World } from '../doubles/world.ts';
import { run } from './run.ts';
import { announced, DAY, HOUR, underVirtualTime } from './virtual-time.ts';

const incident = () => parseIncident(fixture('update-distribution-tenant'));

underVirtualTime();

/** A world in which the target is a tenant, and what CloudFront was asked about it. */
function worldOfTenant(): { world: World; asked: Map<string, TargetId> } {
  const world = new World();
  world.target = tenantResource({ aliases: ['placeholder.example.com'] });
  const asked = new Map<string, TargetId>();
  const { cloudfront } = world;
  const heard =
    <Args extends unknown[], Answer>(name: string, call: (...args: Args) => Answer) =>
    (...args: Args): Answer => {
      // The target comes last in every method of the port.
      const { kind, id } = args.at(-1) as TargetId;
      asked.set(name, { kind, id });
      return call(...args);
    };
  Object.assign(cloudfront, {
    target: heard('target', cloudfront.target),
    holders: heard('holders', cloudfront.holders),
    managedCertificate: heard('managedCertificate', cloudfront.managedCertificate),
    moveAlias: heard('moveAlias', cloudfront.moveAlias),
    addAliases: heard('addAliases', cloudfront.addAliases),
    attachCertificate: heard('attachCertificate', cloudfront.attachCertificate),
  });
  return { world, asked };
}
const tenant = { kind: 'tenant', id: tenantTarget.id };

test('held by another account: one case, about the tenant; and it arrives', async () => {
  const { world, asked } = worldOfTenant();
  const execution = run(world, incident());
  await vi.advanceTimersByTimeAsync(3 * DAY);
  expect(world.calls).toEqual([]);
  world.publish();
  await vi.advanceTimersByTimeAsync(2 * HOUR);
  expect(world.countOf('moveAlias')).toBe(2);
  const [support, ...others] = world.cases;
  expect(others).toEqual([]);
  expect(support?.subject).toContain('to our distribution tenant');
  expect(support?.communications[0]?.body).toContain('Its multi-tenant distribution: E3MULTITENANT');
  expect(JSON.parse(world.attachments[0]?.text ?? '{}').diagnosis.target).toEqual(tenantTarget);

  world.arrive();
  await vi.advanceTimersByTimeAsync(6 * HOUR);
  world.target = { ...world.target, status: 'Deployed' };
  await vi.advanceTimersByTimeAsync(60_000);
  expect(execution.outcome().status).toBe('SUCCEEDED');
  expect(announced(world).at(-1)).toBe('Alias confirmed');
  expect(Object.fromEntries(asked)).toEqual({ target: tenant, holders: tenant, moveAlias: tenant });
});

test('held by the same account, without a certificate: attached to the tenant, moved, remembered', async () => {
  const { world, asked } = worldOfTenant();
  world.target = { ...world.target, certificate: undefined };
  if (world.holder) world.holder = { ...world.holder, sameAccount: true };
  world.publish();
  const execution = run(world, incident(), {}, { attachCertificate: true });
  await vi.advanceTimersByTimeAsync(HOUR);
  world.target = { ...world.target, status: 'Deployed' };
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.outcome().status).toBe('SUCCEEDED');
  expect(world.target).toMatchObject({
    certificate: { id: CERTIFICATE },
    aliases: ['placeholder.example.com', ALIAS],
  });
  expect(world.moves.get(ALIAS)).toMatchObject({ to: tenantTarget.id });
  expect(Object.fromEntries(asked)).toMatchObject({ attachCertificate: tenant, moveAlias: tenant });
});

test('held by nobody: added to the tenant', async () => {
  const { world, asked } = worldOfTenant();
  world.holder = undefined;
  const { errorMessage: _, ...rest } = incident();
  const execution = run(world, {
    ...rest,
    errorMessage:
      'One or more aliases specified for the distribution includes an incorrectly configured DNS record that points to another CloudFront distribution.',
  });
  await vi.advanceTimersByTimeAsync(HOUR);
  world.target = { ...world.target, status: 'Deployed' };
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(execution.outcome().status).toBe('SUCCEEDED');
  expect(asked.get('addAliases')).toEqual(tenant);
  expect(world.countOf('moveAlias')).toBe(0);
});

test('given another connection group while its proof is waited for: the record of before is told to be a wrong one', async () => {
  const { world } = worldOfTenant();
  run(world, incident());
  await vi.advanceTimersByTimeAsync(HOUR);
  world.target = tenantResource({ domainName: 'd444444abcdef8.cloudfront.net' });
  await vi.advanceTimersByTimeAsync(DAY);
  for (const server of Object.keys(world.servers)) {
    world.servers[server] = { values: [tenantTarget.domainName], ttl: 300 };
  }
  await vi.advanceTimersByTimeAsync(DAY);
  expect(announced(world)).toEqual(['Remediation opened', 'Ownership proof incomplete']);
  const [, incomplete] = world.announced;
  expect(JSON.stringify(incomplete?.detail)).toContain('"value":"d444444abcdef8.cloudfront.net"');
});
