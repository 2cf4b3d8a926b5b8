import { isDeepStrictEqual } from 'node:util';
import { announced, casesOpened, entered, movesCalled, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { connectionGroup, createTenant, failingTenantUpdate, readTenant } from '../rehearsal/tenant-stage.ts';
import { ownerConsents } from './acts.ts';
import { attachedOnce } from './certificate-attached-for-you.ts';
import { ALIAS, ZONE } from './world.ts';

/** What a tenant has before the alias comes: it cannot be without a domain. */
const PLACEHOLDER = `placeholder.${ZONE}`;

export const distributionTenant: Scenario = {
  name: 'tenant',
  situation:
    'A distribution tenant was to get the alias, and a certificate for it, with `attachCertificate=true`; a distribution of the same account has the alias.',
  whatHappens:
    "The record names the routing endpoint of its connection group. The certificate becomes the tenant's own, the alias is moved by API, and nothing else of the tenant changes.",
  ends: ['moved by API'],
  overrides: { ATTACH_CERTIFICATE: 'true' },

  async play(theatre) {
    const { stage, say, untilEnded } = theatre;
    const zone = { account: OURS, id: await stage.hostedZone(OURS, ZONE) };
    const [shared, certificateArn] = await Promise.all([
      stage.certificate(OURS, zone, [PLACEHOLDER]),
      stage.certificate(OURS, zone, [ALIAS, PLACEHOLDER]),
    ]);
    const holder = await stage.distribution(OURS, { aliases: [ALIAS], certificateArn, comment: 'holder' });
    await stage.record(zone, { name: ALIAS, type: 'CNAME', values: [holder.domainName] });
    const { id: DistributionId } = await stage.distribution(OURS, {
      forTenants: true,
      certificateArn: shared,
    });
    const group = await connectionGroup(stage, OURS, 'partners');
    const id = await createTenant(stage, OURS, {
      DistributionId,
      Name: 'shop',
      Domains: [{ Domain: PLACEHOLDER }],
      ConnectionGroupId: group.id,
      Customizations: {
        WebAcl: { Action: 'disable' },
        GeoRestrictions: { RestrictionType: 'whitelist', Locations: ['DE', 'JP'] },
      },
      Parameters: [{ Name: 'shop', Value: '<ショップ & "Söhne">' }],
    });
    const { tenant: before } = await readTenant(stage, OURS, id);
    say(`${ALIAS} is on the distribution ${holder.id}; the tenant ${id} of ${DistributionId} is to have it.`);
    const message = await failingTenantUpdate(stage, OURS, id, { alias: ALIAS, certificateArn });
    say(
      `A deployment adds ${ALIAS} to ${id}. UpdateDistributionTenant answers CNAMEAlreadyExists: ${message}`,
    );
    const world = { zones: new Map([[ZONE, zone]]) };
    const asked = await theatre.untilAsked();
    const other = asked.find(({ value }) => value !== group.routingEndpoint);
    if (other) throw new Error(`The record asked for names ${other.value}, not ${group.routingEndpoint}`);
    const consentAt = await ownerConsents(theatre, world);
    await untilEnded();
    const { tenant: after } = await readTenant(stage, OURS, id);
    const expected = {
      ...before,
      Domains: [PLACEHOLDER, ALIAS].map((Domain) => ({ Domain, Status: 'active' })),
      Customizations: { ...before.Customizations, Certificate: { Arn: certificateArn } },
      LastModifiedTime: after.LastModifiedTime,
      Status: 'Deployed',
    };
    if (!isDeepStrictEqual(after, expected)) {
      throw new Error(
        `Something else of ${id} changed: ${JSON.stringify(after)}, not ${JSON.stringify(expected)}`,
      );
    }
    return { alias: ALIAS, target: { account: OURS, id }, holder: { account: OURS, ...holder }, consentAt };
  },

  verify: (ending) => [
    ...casesOpened(ending, 0),
    ...attachedOnce(ending, 'UpdateDistributionTenant'),
    ...entered(ending, 'Announce certificate attached'),
    ...announced(ending, 'distribution tenant', 'routing endpoint', 'moved to', 'arrived on'),
    ...unless(movesCalled(ending).length === 1, `${movesCalled(ending).length} move calls were made, not 1`),
  ],
};
