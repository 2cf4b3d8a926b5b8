import { arrived, casesOpened, movesCalled, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

export const supportOnly: Scenario = {
  name: 'support-only',
  about:
    'The stack is deployed with selfService=false: AWS Support moves the alias, though an API could have done it.',
  overrides: { SELF_SERVICE: 'false' },

  async play(theatre) {
    const world = await setUp(theatre, { holderAccount: OURS });
    await deploymentFails(theatre, world);
    const consentAt = await ownerConsents(theatre, world);
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...arrived(ending),
    ...casesOpened(ending, 1),
    ...unless(movesCalled(ending).length === 0, `${movesCalled(ending).length} move calls were made`),
  ],
};
