import { casesOpened, movesCalled, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

export const supportOnly: Scenario = {
  name: 'support-only',
  situation: 'The holder is in the same account, with `selfService=false`.',
  whatHappens: 'No API is called to move the alias: AWS Support moves it.',
  ends: ['moved by AWS Support'],
  overrides: { SELF_SERVICE: 'false' },

  async play(theatre) {
    const world = await setUp(theatre, { holderAccount: OURS });
    await deploymentFails(theatre, world);
    const consentAt = await ownerConsents(theatre, world);
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...casesOpened(ending, 1),
    ...unless(movesCalled(ending).length === 0, `${movesCalled(ending).length} move calls were made`),
  ],
};
