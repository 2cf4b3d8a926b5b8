import { announced, casesOpened, movesMade } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { THEIRS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

export const holderDisabled: Scenario = {
  name: 'holder-disabled',
  situation: 'Another account has the alias, on a distribution that is disabled.',
  whatHappens: 'CloudFront lets it go: it is moved by API.',
  ends: ['moved by API'],

  async play(theatre) {
    const { stage, say } = theatre;
    const world = await setUp(theatre, { holderAccount: THEIRS });
    say(`Account ${THEIRS} has retired its distribution: it is disabled, and still has the alias.`);
    await stage.update(THEIRS, world.holder.id, { enabled: false });
    await deploymentFails(theatre, world);
    const consentAt = await ownerConsents(theatre, world);
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...casesOpened(ending, 0),
    ...movesMade(ending, 1),
    ...announced(ending, 'create this TXT record', 'moved to', 'arrived on'),
  ],
};
