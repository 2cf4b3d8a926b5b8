import { announced, casesOpened, entered, movesCalled, unless } from '../rehearsal/checks.ts';
import type { Ending, Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

export const certificateAttachedForYou: Scenario = {
  name: 'certificate-attached-for-you',
  situation: 'The failed call was also to attach the certificate, with `attachCertificate=true`.',
  whatHappens: 'It is attached. Nobody is asked.',
  ends: ['moved by API'],
  overrides: { ATTACH_CERTIFICATE: 'true' },

  async play(theatre) {
    const { say, untilState } = theatre;
    const world = await setUp(theatre, { holderAccount: OURS, targetHasCertificate: false });
    await deploymentFails(theatre, world, world.certificateArn);
    await untilState('Certificate accepted');
    say('The certificate is on the target before anybody has looked at a message.');
    const consentAt = await ownerConsents(theatre, world);
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...casesOpened(ending, 0),
    ...entered(ending, 'Attach certificate', 'Announce certificate attached'),
    ...announced(ending, 'the target has its certificate', 'moved to', 'arrived on'),
    ...unless(
      !JSON.stringify(ending.messages).includes('the target needs a certificate'),
      'people were asked for a certificate',
    ),
    ...attachedOnce(ending),
    ...unless(movesCalled(ending).length === 1, `${movesCalled(ending).length} move calls were made, not 1`),
  ],
};

/** One update, by the one function that may. */
export function attachedOnce({ calls }: Ending, call = 'UpdateDistribution'): string[] {
  const updates = calls.filter(({ action, principal }) => action === call && !principal.includes(':user/'));
  const [update] = updates;
  return unless(
    updates.length === 1 &&
      update?.outcome === 'ok' &&
      update.principal.includes('cname-rescue-sandbox-attach-certificate'),
    `the stack updated the target ${updates.length} times (${updates.map(({ principal, outcome }) => `${principal}: ${outcome}`).join(', ')}), not once`,
  );
}
