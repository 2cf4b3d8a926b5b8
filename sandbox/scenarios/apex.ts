import { asked, casesOpened } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFailsAndOwnerConsents } from './acts.ts';
import { ZONE } from './world.ts';

export const apex: Scenario = {
  name: 'apex',
  situation: 'The alias is the apex of its zone.',
  whatHappens: 'The record has an underscore label of its own: `_.example.com`.',
  ends: ['moved by API'],

  play: (theatre) => deploymentFailsAndOwnerConsents(theatre, { holderAccount: OURS, alias: ZONE }),

  verify: (ending) => [...asked(ending, { zone: ZONE, name: `_.${ZONE}` }), ...casesOpened(ending, 0)],
};
