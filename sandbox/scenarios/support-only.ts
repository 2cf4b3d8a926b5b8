import { casesOpened, movesCalled, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFailsAndOwnerConsents } from './acts.ts';

export const supportOnly: Scenario = {
  name: 'support-only',
  situation: 'The holder is in the same account, with `selfService=false`.',
  whatHappens: 'No API is called to move the alias: AWS Support moves it.',
  ends: ['moved by AWS Support'],
  overrides: { SELF_SERVICE: 'false' },

  play: (theatre) => deploymentFailsAndOwnerConsents(theatre, { holderAccount: OURS }),

  verify: (ending) => [
    ...casesOpened(ending, 1),
    ...unless(movesCalled(ending).length === 0, `${movesCalled(ending).length} move calls were made`),
  ],
};
