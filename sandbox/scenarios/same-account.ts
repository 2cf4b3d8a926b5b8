import { arrived, casesOpened, movesCalled, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

export const sameAccount: Scenario = {
  name: 'same-account',
  about: 'The holder is in the same account: the alias is moved by API, without a Support case.',

  async play(theatre) {
    const world = await setUp(theatre, { holderAccount: OURS });
    await deploymentFails(theatre, world);
    const consentAt = await ownerConsents(theatre, world);
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...arrived(ending),
    ...casesOpened(ending, 0),
    ...unless(movesCalled(ending).length === 1, `${movesCalled(ending).length} move calls were made, not 1`),
  ],
};
