import { asked, casesOpened } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp, ZONE } from './world.ts';

export const apex: Scenario = {
  name: 'apex',
  situation: 'The alias is the apex of its zone.',
  whatHappens: 'The record has an underscore label of its own: `_.example.com`.',
  ends: ['moved by API'],

  async play(theatre) {
    const world = await setUp(theatre, { holderAccount: OURS, alias: ZONE });
    await deploymentFails(theatre, world);
    const consentAt = await ownerConsents(theatre, world);
    return { ...world, consentAt };
  },

  verify: (ending) => [...asked(ending, { zone: ZONE, name: `_.${ZONE}` }), ...casesOpened(ending, 0)],
};
