import { announced, movesCalled, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

export const certificateLater: Scenario = {
  name: 'certificate-later',
  situation: 'The failed call was also to attach the certificate.',
  whatHappens: 'The message says which one, and how to attach it. Then it goes on.',
  ends: ['moved by API'],

  async play(theatre) {
    const { stage, say, untilState } = theatre;
    const world = await setUp(theatre, { holderAccount: OURS, targetHasCertificate: false });
    await deploymentFails(theatre, world, world.certificateArn);
    const consentAt = await ownerConsents(theatre, world);
    await untilState('Ownership proven');
    await untilState('Announce certificate missing');
    say(`Somebody attaches ${world.certificateArn} to ${world.target.id}, without the alias.`);
    await stage.update(world.target.account, world.target.id, { certificateArn: world.certificateArn });
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...announced(
      ending,
      'the target needs a certificate',
      'which the failed call named',
      'aws cloudfront update-distribution',
    ),
    ...unless(movesCalled(ending).length === 1, `${movesCalled(ending).length} move calls were made, not 1`),
  ],
};
