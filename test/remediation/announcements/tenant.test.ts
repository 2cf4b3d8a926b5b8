/** What people are told where a distribution tenant is the target. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settingsOf, withOwnCertificate } from '../../../providers/cloudfront/tenant-settings.ts';
import type { AnnouncementType } from '../../../remediation/announcements/announcement.ts';
import { startByHand } from '../../../remediation/announcements/by-hand.ts';
import { attachByHand } from '../../../remediation/announcements/certificate.ts';
import { messageFor } from '../../../remediation/announcements/messages.ts';
import { diagnoseAtOnce } from '../../../remediation/diagnosis.ts';
import type { Incident, Remediation } from '../../../remediation/document.ts';
import { parseIncident } from '../../../remediation/incident.ts';
import { EXECUTION, EXECUTION_ARN, fixture, incident, remediation } from '../../doubles/documents.ts';
import { tenantTarget } from '../../doubles/tenant.ts';
import { distributionTenant } from '../../doubles/tenant-settings.ts';
import { CERTIFICATE } from '../../doubles/world.ts';

const messageOf = (type: AnnouncementType, document: Remediation) =>
  messageFor(type, { execution: { arn: EXECUTION_ARN, name: EXECUTION }, remediation: document });
const { diagnosis, ...begun } = remediation();
const wanted: Remediation = {
  ...begun,
  incident: parseIncident(fixture('update-distribution-tenant')),
  ...(diagnosis && { diagnosis: { ...diagnosis, target: tenantTarget } }),
};
const IN_FULL = 'distribution tenant dt_2sTenantExample (routing endpoint d333333abcdef8.cloudfront.net)';

test.each<AnnouncementType>([
  'Remediation opened',
  'DNS record in the way',
  'Certificate missing',
  'Alias moved',
  'Alias added',
  'Alias confirmed',
])('%s: what it is, and what it is reached by', (type) => {
  const { title, facts } = messageOf(type, wanted);
  expect([title, ...facts.map(([, value]) => value)].join('\n')).toContain(IN_FULL);
});

test('the record of the alias leads to the routing endpoint', () => {
  expect(messageOf('DNS record in the way', wanted).copy).toEqual([
    expect.objectContaining({ text: 'www.example.com CNAME d333333abcdef8.cloudfront.net' }),
    expect.objectContaining({ text: expect.stringContaining('cname-rescue stop') }),
  ]);
});

test('a tenant that was to be created: with a placeholder first', () => {
  const created = incident({ action: 'CreateDistributionTenant', target: { kind: 'none' } });
  const found = diagnoseAtOnce(created);
  if (!('verdict' in found)) throw new Error('there is no target');
  const message = messageOf('No target', {
    incident: created,
    diagnosis: { ...found, aliases: [], free: [], arrived: [], complete: true, turned: false, checkedAt: '' },
  });
  expect(message.title).toBe('www.example.com: create the distribution tenant first');
  expect(message.text).toContain('A tenant cannot be without a domain: create it with a placeholder');
});

describe('started by hand', () => {
  const omitted: Partial<Incident> = { action: 'UpdateDistributionTenant', aliases: [] };
  const given = (changes: Partial<Incident>) => {
    const payload = /--payload '(.*)' \/dev\/null$/.exec(startByHand(incident(changes), EXECUTION_ARN))?.[1];
    return JSON.parse((payload ?? '').replaceAll("'\\''", "'"));
  };

  test('asks for the id of a tenant, and makes an incident of it', () => {
    const event = given({ ...omitted, target: { kind: 'unknown' } });
    expect(event.detail.requestParameters).toEqual({
      id: '<distribution tenant id>',
      domains: [{ domain: '<alias>' }],
    });
    event.detail.requestParameters = { id: 'dt_2sTenantExample', domains: [{ domain: 'www.example.com' }] };
    expect(parseIncident(event)).toMatchObject({
      target: { kind: 'tenant', id: 'dt_2sTenantExample' },
      aliases: ['www.example.com'],
    });
  });

  test('after a create, asks for the id of the tenant that was made since, to which the aliases are to be added', () => {
    const event = given(parseIncident(fixture('create-distribution-tenant')));
    expect(event.detail).toMatchObject({
      eventName: 'UpdateDistributionTenant',
      requestParameters: { id: '<distribution tenant id>', domains: [{ domain: 'www.example.com' }] },
    });
  });

  test('knows the id where the record has it', () => {
    const target = { kind: 'tenant', id: 'dt_2sTenantExample' } as const;
    expect(given({ ...omitted, target }).detail.requestParameters.id).toBe('dt_2sTenantExample');
  });
});

describe('attached by hand', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cname-rescue-tenant-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const candidate = {
    source: 'acm' as const,
    id: CERTIFICATE,
    status: 'ISSUED',
    viewer: { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' },
    validation: [],
  };

  /** Nothing else of the project needs it. */
  const hasJq = spawnSync('jq', ['--version']).status === 0;

  test.runIf(hasJq)('what jq makes of a tenant is what the stack would write, whatever the tenant is', () => {
    const [, jq = ''] = attachByHand(candidate, tenantTarget).split('\n');
    const tenants = fc.sample(distributionTenant, 100);
    // jq takes one answer after the other, as many as there are.
    const answers = tenants.map((DistributionTenant) => JSON.stringify({ ETag: 'E1', DistributionTenant }));
    writeFileSync(join(folder, 'before.json'), answers.join('\n'));
    execFileSync('sh', ['-c', jq], { cwd: folder });
    const written = readFileSync(join(folder, 'tenant.json'), 'utf8')
      .trim()
      .split(/(?<=^\})\n/m);
    expect(written.map((text) => JSON.parse(text))).toEqual(
      tenants.map((tenant) =>
        JSON.parse(JSON.stringify({ Id: tenant.Id, ...withOwnCertificate(settingsOf(tenant), candidate) })),
      ),
    );
  });
});
