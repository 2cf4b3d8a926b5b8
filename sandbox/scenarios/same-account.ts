import { casesOpened, movesCalled, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

export const sameAccount: Scenario = {
  name: 'same-account',
  situation: 'The same account has the alias.',
  whatHappens: 'It is moved by API as soon as the record is on every name server.',
  ends: ['moved by API'],

  async play(theatre) {
    const world = await setUp(theatre, { holderAccount: OURS });
    await deploymentFails(theatre, world);
    const consentAt = await ownerConsents(theatre, world);
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...casesOpened(ending, 0),
    ...unless(movesCalled(ending).length === 1, `${movesCalled(ending).length} move calls were made, not 1`),
  ],
};
