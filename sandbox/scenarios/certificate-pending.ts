import { announced, casesOpened, entered, unless } from '../rehearsal/checks.ts';
import type { Scenario, Theatre } from '../rehearsal/scenario.ts';
import { THEIRS } from '../rehearsal/stage.ts';
import { ownerConsents, publish } from './acts.ts';
import { attachedOnce } from './certificate-attached-for-you.ts';
import { updateIsReported } from './reported-update.ts';
import { type SetUp, setUp } from './world.ts';

/** CloudFront's own sentence. */
const HELD = 'One or more of the CNAMEs you provided are already associated with a different resource.';

export const certificatePending: Scenario = {
  name: 'certificate-pending',
  situation:
    'The certificate that the failed call named is not validated yet, with `attachCertificate=true`.',
  whatHappens: 'Its validation record is asked for. Then it is attached.',
  ends: ['moved by AWS Support'],
  overrides: { ATTACH_CERTIFICATE: 'true' },

  async play(theatre) {
    const { say, untilState, untilValidationAsked } = theatre;
    // In one account ACM gives the same record for a name each time, so a holder of ours would have validated it already.
    const world = await setUp(theatre, { holderAccount: THEIRS, certificatePending: true });
    say(`${world.certificateArn} was requested for ${world.alias}, and waits for its validation.`);
    await callIsReported(theatre, world);
    const consentAt = await ownerConsents(theatre, world);
    await untilState('Ownership proven');
    for (const record of await untilValidationAsked()) {
      say(`The owner of the zone reads it and creates ${record.name} ${record.type} ${record.value}.`);
      await publish(theatre, world, record);
    }
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...casesOpened(ending, 1),
    ...entered(ending, 'Wait for certificate', 'Attach certificate', 'Announce certificate attached'),
    ...announced(
      ending,
      'the target needs a certificate',
      'PENDING_VALIDATION',
      'ACM gives up',
      'the target has its certificate',
      'arrived on',
    ),
    ...unless(
      !JSON.stringify(ending.messages).includes('update-distribution'),
      'people were told to attach what is attached by itself',
    ),
    ...attachedOnce(ending),
  ],
};

/**
 * The sandbox's CloudFront looks at the certificate first, and refuses the call for that; in which order AWS's looks is not known
 * from any public source, and a remediation must not rely on it.
 */
async function callIsReported(theatre: Theatre, world: SetUp): Promise<void> {
  const { alias, target, certificateArn } = world;
  await updateIsReported(theatre, {
    target,
    message: HELD,
    aliases: [alias],
    configuration: {
      viewerCertificate: { aCMCertificateArn: certificateArn, sSLSupportMethod: 'sni-only' },
    },
  });
  theatre.say(
    `CloudTrail reports that a deployment failed to add ${alias}, with that certificate, to ${target.id}.`,
  );
}
