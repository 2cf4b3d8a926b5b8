/** A client that may only look: over the wire, what it was not to send has not come. */
import { beforeAll, describe, expect, test } from 'vitest';
import { OURS, THEIRS } from '../../sandbox/rehearsal/stage.ts';
import { sandbox } from './sandbox.ts';
import { createCloudFront, createSupport } from './whole.ts';

const ALIAS = 'www.example.com';

let targetId: string;
let tenantId: string;
let certificateArn: string;

beforeAll(async () => {
  const seed = { domainName: ALIAS, status: 'ISSUED' as const };
  const theirs = sandbox.world.seedCertificate({ ...seed, account: THEIRS });
  sandbox.world.seedDistribution({ account: THEIRS, aliases: [ALIAS], certificateArn: theirs.arn });
  ({ arn: certificateArn } = sandbox.world.seedCertificate({ ...seed, account: OURS }));
  ({ id: targetId } = sandbox.world.seedDistribution({ account: OURS, certificateArn }));
  ({ id: tenantId } = sandbox.world.seedTenant({ account: OURS, domains: ['placeholder.example.com'] }));
});

const LOOKING = /^(Get|List|Describe)/;
const acted = () =>
  sandbox
    .calls()
    .filter(({ service, action }) => ['cloudfront', 'support'].includes(service) && !LOOKING.test(action));
const refused = (call: string) => ({
  name: 'DryRunRefused',
  message: expect.stringContaining(`${call} was not sent`),
});

const target = () => ({ kind: 'distribution' as const, id: targetId });

describe('cloudfront', () => {
  test('looks', async () => {
    const cloudfront = createCloudFront('look');
    expect(await cloudfront.target(target())).toMatchObject({ id: targetId, aliases: [] });
    expect((await cloudfront.holders(ALIAS, target())).listed).toBe(true);
    expect(await cloudfront.ownResources()).not.toEqual([]);
  });

  test('does not act', async () => {
    const cloudfront = createCloudFront('look');
    const viewer = { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' };
    const another = { source: 'acm' as const, id: `${certificateArn}0` };
    await expect(cloudfront.moveAlias(ALIAS, target())).rejects.toMatchObject(
      refused('UpdateDomainAssociation'),
    );
    await expect(cloudfront.addAliases([ALIAS], target())).rejects.toMatchObject(
      refused('UpdateDistribution'),
    );
    await expect(cloudfront.attachCertificate(another, viewer, target())).rejects.toMatchObject(
      refused('UpdateDistribution'),
    );
    const tenant = { kind: 'tenant' as const, id: tenantId };
    await expect(cloudfront.addAliases([ALIAS], tenant)).rejects.toMatchObject(
      refused('UpdateDistributionTenant'),
    );
    expect(acted()).toEqual([]);
    expect((await cloudfront.target(target())).aliases).toEqual([]);
  });
});

describe('support', () => {
  test('looks', async () => {
    const support = createSupport('look');
    expect(await support.services()).not.toEqual([]);
    expect(await support.severities()).toContain('normal');
    expect(await support.findOpen('[cname-rescue none]')).toBeUndefined();
  });

  test('does not act', async () => {
    const support = createSupport('look');
    const [service] = await support.services();
    const draft = {
      subject: 'CloudFront',
      body: `Please move ${ALIAS}.`,
      serviceCode: service?.code ?? '',
      categoryCode: service?.categories[0]?.code ?? '',
      severityCode: 'low',
      language: 'en' as const,
      ccEmailAddresses: [],
      attachmentSetId: undefined,
    };
    await expect(support.create(draft)).rejects.toMatchObject(refused('CreateCase'));
    await expect(support.say('case-1', 'Please.')).rejects.toMatchObject(refused('AddCommunicationToCase'));
    // A case can do without a file, so that it could not be made is no error.
    expect(await support.attach('evidence.json', '{}')).toMatchObject({ attached: false });
    expect(acted()).toEqual([]);
  });
});
