import { casesOpened, movesCalled, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFailsAndOwnerConsents } from './acts.ts';

export const sameAccount: Scenario = {
  name: 'same-account',
  situation: 'The same account has the alias.',
  whatHappens: 'It is moved by API as soon as the record is on every name server.',
  ends: ['moved by API'],

  play: (theatre) => deploymentFailsAndOwnerConsents(theatre, { holderAccount: OURS }),

  verify: (ending) => [
    ...casesOpened(ending, 0),
    ...unless(movesCalled(ending).length === 1, `${movesCalled(ending).length} move calls were made, not 1`),
  ],
};
