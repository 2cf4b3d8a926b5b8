/** Distribution tenants as targets, against the sandbox, over the wire. */
import {
  CreateConnectionGroupCommand,
  CreateDistributionCommand,
  CreateDistributionTenantCommand,
  GetDistributionTenantCommand,
  UpdateDistributionTenantCommand,
} from '@aws-sdk/client-cloudfront';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClients } from '../../../providers/cloudfront/clients.ts';
import { readTenant } from '../../../providers/cloudfront/tenants.ts';
import { OURS, THEIRS } from '../../../sandbox/rehearsal/stage.ts';
import { customizations, parameters } from '../../doubles/tenant-settings.ts';
import { sandbox, stage } from '../sandbox.ts';
import { createCloudFront } from '../whole.ts';

const cloudfront = () => createCloudFront('act');
const aws = () => stage.as(OURS).cloudfront;
const target = (id: string) => ({ kind: 'tenant' as const, id });
const issued = (...names: string[]) => {
  const [domainName = '', ...subjectAlternativeNames] = names;
  return sandbox.world.seedCertificate({
    account: OURS,
    domainName,
    subjectAlternativeNames,
    status: 'ISSUED',
  }).arn;
};
const refuse = (action: string, code: string, status = 400, times = 1) =>
  stage.control('POST', 'faults', {
    service: 'cloudfront',
    action,
    when: 'before',
    times,
    kind: { code, message: 'ordered by the test', status },
  });
const callsOf = (action: string) => sandbox.calls().filter((call) => call.action === action).length;

let serial = 0;
/** A tenant with a placeholder of its own, and a name that nobody has, both covered. */
function tenant({ domains = 1 } = {}) {
  serial += 1;
  const alias = `n${serial}.example.com`;
  const own = Array.from({ length: domains }, (_, index) => `own${serial}-${index}.example.com`);
  const certificateArn = issued(alias, ...own);
  const { id, arn, endpoint } = sandbox.world.seedTenant({ account: OURS, domains: own, certificateArn });
  return { id, arn, endpoint, alias, own, certificateArn };
}
const found = async (Identifier: string) =>
  (await aws().send(new GetDistributionTenantCommand({ Identifier }))).DistributionTenant ?? {};
/** What an update can change. */
async function settings(Identifier: string) {
  const { DistributionId, Domains, Customizations, Parameters, ConnectionGroupId, Enabled } =
    await found(Identifier);
  return { DistributionId, Domains, Customizations, Parameters, ConnectionGroupId, Enabled };
}

describe('reads a tenant', () => {
  test('with the endpoint of its connection group, and the certificate of its multi-tenant distribution', async () => {
    const { id, arn, endpoint, own, certificateArn } = tenant();
    const { DistributionId: distribution = '', ConnectionGroupId: connectionGroup = '' } = await found(id);
    expect(await cloudfront().target(target(id))).toEqual({
      kind: 'tenant',
      id,
      arn,
      domainName: endpoint,
      tenancy: { distribution, connectionGroup },
      status: 'Deployed',
      aliases: own,
      inactive: [],
      certificate: { source: 'acm', id: certificateArn, inheritedFrom: distribution },
      viewer: undefined,
    });
  });

  test('with a certificate and a connection group of its own', async () => {
    const { id, own } = tenant();
    const { ConnectionGroup: group } = await aws().send(
      new CreateConnectionGroupCommand({ Name: `group-${serial}` }),
    );
    const { ETag } = await aws().send(new GetDistributionTenantCommand({ Identifier: id }));
    const Arn = issued(...own);
    await aws().send(
      new UpdateDistributionTenantCommand({
        Id: id,
        IfMatch: ETag,
        ConnectionGroupId: group?.Id,
        Customizations: { Certificate: { Arn } },
      }),
    );
    const before = callsOf('GetDistribution');
    expect(await cloudfront().target(target(id))).toMatchObject({
      domainName: group?.RoutingEndpoint,
      tenancy: { connectionGroup: group?.Id },
      status: 'InProgress',
      certificate: { source: 'acm', id: Arn },
    });
    // Its multi-tenant distribution has nothing to say about it.
    expect(callsOf('GetDistribution')).toBe(before);
  });

  test('that names no connection group: it has the default one', async () => {
    const { id, endpoint } = tenant();
    const { client } = createClients('look');
    client.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        if ('DistributionTenant' in answer.output) {
          const { DistributionTenant: told, ...output } = answer.output;
          return {
            ...answer,
            output: { ...output, DistributionTenant: { ...told, ConnectionGroupId: undefined } },
          };
        }
        return answer;
      },
      { step: 'initialize' },
    );
    expect(await readTenant(client, id)).toMatchObject({ domainName: endpoint });
  });

  test('by its ARN or name, too, should a record have one: the id is what CloudFront says', async () => {
    const { id, arn } = tenant();
    expect((await cloudfront().target(target(arn))).id).toBe(id);
  });

  test('that is gone: TargetGone', async () => {
    await expect(cloudfront().target(target('dt_2sNobody'))).rejects.toMatchObject({
      name: 'TargetGone',
      message: expect.stringContaining('distribution tenant dt_2sNobody'),
    });
  });

  test.each([
    ['GetConnectionGroup', 'EntityNotFound'],
    ['GetDistribution', 'NoSuchDistribution'],
  ])('whose group or distribution is replaced meanwhile (%s): another look helps', async (action, code) => {
    const { id } = tenant();
    await refuse(action, code, 404);
    await expect(cloudfront().target(target(id))).rejects.toMatchObject({ name: 'TransientAwsError' });
    expect((await cloudfront().target(target(id))).id).toBe(id);
  });

  test.each(['GetDistributionTenant', 'GetConnectionGroup'])('not where %s is denied', async (action) => {
    const { id } = tenant();
    await refuse(action, 'AccessDenied', 403);
    await expect(cloudfront().target(target(id))).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('a certificate that CloudFront has requested', () => {
  test('is told; that there is none, too', async () => {
    const CertificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/managed';
    const { id } = sandbox.world.seedTenant({
      account: OURS,
      domains: ['managed.example.com'],
      managedCertificate: { CertificateArn, CertificateStatus: 'pending-validation' },
    });
    expect(await cloudfront().managedCertificate(target(id))).toEqual({ source: 'acm', id: CertificateArn });
    expect(await cloudfront().managedCertificate(target(tenant().id))).toBeUndefined();
  });

  test('is none of a distribution, which is not asked about', async () => {
    const before = callsOf('GetManagedCertificateDetails');
    expect(await cloudfront().managedCertificate({ kind: 'distribution', id: 'E1EXAMPLE' })).toBeUndefined();
    expect(callsOf('GetManagedCertificateDetails')).toBe(before);
  });
});

/** Somebody else has the tenant's alias. */
function conflict() {
  const wanted = tenant();
  sandbox.world.seedDistribution({ account: THEIRS, aliases: [wanted.alias] });
  return wanted;
}

describe('conflicts and moves', () => {
  test('lists who has exactly the alias; no older call knows of tenants', async () => {
    const { id, alias } = conflict();
    expect(await cloudfront().holders(alias, target(id))).toMatchObject({
      listed: true,
      holders: [{ resourceType: 'distribution', accountId: '******556666' }],
    });
    await refuse('ListDomainConflicts', 'AccessDenied', 403);
    await expect(cloudfront().holders(alias, target(id))).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(callsOf('ListConflictingAliases')).toBe(0);
  });

  test('lists nothing without a certificate that covers the alias', async () => {
    const { id } = tenant();
    expect(await cloudfront().holders('else.example.org', target(id))).toEqual({ listed: false });
  });

  test('a refusal to move is an outcome; no older call knows of tenants', async () => {
    const { id, alias } = conflict();
    expect(await cloudfront().moveAlias(alias, target(id))).toEqual({
      moved: false,
      code: 'IllegalUpdate',
      message: 'Invalid or missing alias DNS TXT records.',
    });
    await refuse('UpdateDomainAssociation', 'AccessDenied', 403);
    expect(await cloudfront().moveAlias(alias, target(id))).toMatchObject({ code: 'AccessDenied' });
    expect(callsOf('AssociateAlias')).toBe(0);
  });
});

describe('changes a tenant', () => {
  /** Created by a real call, with all that an update could lose. */
  async function strange(custom: object, Parameters: { Name: string; Value: string }[], Enabled: boolean) {
    serial += 1;
    const [first = '', second = '', alias = ''] = ['a', 'b', 'c'].map(
      (label) => `${label}${serial}.example.com`,
    );
    const certificateArn = issued(first, second, alias);
    const { ConnectionGroup: group } = await aws().send(
      new CreateConnectionGroupCommand({ Name: `strange-${serial}` }),
    );
    const { Distribution } = await aws().send(
      new CreateDistributionCommand({
        DistributionConfig: {
          CallerReference: `strange-${serial}`,
          Comment: '',
          Enabled: true,
          ConnectionMode: 'tenant-only',
          Origins: { Quantity: 1, Items: [{ Id: 'site', DomainName: 'origin.example.net' }] },
          DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only' },
          ViewerCertificate: {
            ACMCertificateArn: certificateArn,
            SSLSupportMethod: 'sni-only',
            MinimumProtocolVersion: 'TLSv1.2_2021',
          },
        },
      }),
    );
    const { DistributionTenant } = await aws().send(
      new CreateDistributionTenantCommand({
        DistributionId: Distribution?.Id,
        Name: `strange-${serial}`,
        Domains: [{ Domain: first }, { Domain: second }],
        ConnectionGroupId: group?.Id,
        Customizations: custom,
        Parameters,
        Enabled,
      }),
    );
    return { id: DistributionTenant?.Id ?? '', alias, names: [first, second, alias] };
  }
  const withoutCertificate = customizations.map(({ Certificate: _, ...rest }) => rest);
  const printable = parameters.map((all) =>
    // XML carries neither control characters nor halves of surrogate pairs, whoever writes it.
    all.map(({ Name, Value }) => ({
      Name,
      Value: Value.replace(/[^\P{C}]/gu, '').trim() || 'x',
    })),
  );

  test('attaches a certificate, and nothing else changes; a second time nothing is written', async () => {
    await fc.assert(
      fc.asyncProperty(withoutCertificate, printable, fc.boolean(), async (custom, given, enabled) => {
        const { id, names } = await strange(custom, given, enabled);
        const before = await settings(id);
        const certificate = { source: 'acm' as const, id: issued(...names) };
        const wished = { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' };
        const attach = () => cloudfront().attachCertificate(certificate, wished, target(id));
        expect(await attach()).toEqual({ attached: true });
        expect(await settings(id)).toEqual({
          ...before,
          Customizations: { ...before.Customizations, Certificate: { Arn: certificate.id } },
        });
        const updates = callsOf('UpdateDistributionTenant');
        expect(await attach()).toEqual({ attached: true });
        expect(callsOf('UpdateDistributionTenant')).toBe(updates);
      }),
      { numRuns: 15 },
    );
  });

  test('adds domains, and nothing else changes', async () => {
    await fc.assert(
      fc.asyncProperty(withoutCertificate, printable, fc.boolean(), async (custom, given, enabled) => {
        const { id, alias } = await strange(custom, given, enabled);
        const before = await settings(id);
        expect(await cloudfront().addAliases([alias], target(id))).toEqual({ added: true });
        expect(await settings(id)).toEqual({
          ...before,
          Domains: [...(before.Domains ?? []), { Domain: alias, Status: 'active' }],
        });
      }),
      { numRuns: 15 },
    );
  });

  test('again where somebody else was quicker, and gives up for the state to retry', async () => {
    const { id, alias } = tenant();
    await refuse('UpdateDistributionTenant', 'PreconditionFailed', 412, 3);
    await expect(cloudfront().addAliases([alias], target(id))).rejects.toMatchObject({
      name: 'TransientAwsError',
    });
    await refuse('UpdateDistributionTenant', 'PreconditionFailed', 412, 2);
    expect(await cloudfront().addAliases([alias], target(id))).toEqual({ added: true });
  });

  test('refusals are outcomes, in the words of CloudFront', async () => {
    const held = conflict();
    expect(await cloudfront().addAliases([held.alias], target(held.id))).toMatchObject({
      added: false,
      code: 'CNAMEAlreadyExists',
      message: expect.stringContaining('already associated with a different resource'),
    });
    const full = tenant({ domains: 5 });
    expect(await cloudfront().addAliases([full.alias], target(full.id))).toMatchObject({
      added: false,
      code: 'EntityLimitExceeded',
    });
  });

  test('an update whose answer is lost is not repeated', async () => {
    const { id, alias } = tenant();
    await stage.control('POST', 'faults', {
      service: 'cloudfront',
      action: 'UpdateDistributionTenant',
      when: 'after',
      kind: 'reset',
    });
    const before = callsOf('UpdateDistributionTenant');
    await expect(cloudfront().addAliases([alias], target(id))).rejects.toMatchObject({
      name: 'TransientAwsError',
    });
    expect(callsOf('UpdateDistributionTenant')).toBe(before + 1);
    expect(await cloudfront().addAliases([alias], target(id))).toEqual({ added: true });
    expect(callsOf('UpdateDistributionTenant')).toBe(before + 1);
  });
});
