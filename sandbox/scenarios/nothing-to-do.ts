import { announced, casesOpened, movesCalled, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFails } from './acts.ts';
import { ALIAS, setUp } from './world.ts';

export const nothingToDo: Scenario = {
  name: 'nothing-to-do',
  about: 'People settled it themselves before CloudTrail delivered the event: said, and left alone.',

  async play(theatre) {
    const { stage, say } = theatre;
    const world = await setUp(theatre, { holderAccount: OURS });
    await stage.control('PUT', 'cloudtrail', { delaySeconds: 2 });
    await deploymentFails(theatre, world);
    say('Before the event arrives, somebody takes the alias off the holder and deploys again.');
    await stage.update(world.holder.account, world.holder.id, { aliases: [] });
    await stage.update(world.target.account, world.target.id, { aliases: [ALIAS] });
    return { ...world };
  },

  verify: (ending) => [
    ...unless(ending.execution.status === 'SUCCEEDED', `the execution is ${ending.execution.status}`),
    ...unless(ending.targetAliases.includes(ALIAS), `${ALIAS} is not on the target`),
    ...unless(movesCalled(ending).length === 0, 'a move was called'),
    ...casesOpened(ending, 0),
    ...announced(ending, 'settled already'),
  ],
};
