import { announced, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFails } from './acts.ts';
import { ALIAS, setUp } from './world.ts';

export const nothingToDo: Scenario = {
  name: 'nothing-to-do',
  situation: 'People settled it themselves before CloudTrail delivered the event.',
  whatHappens: 'It is said, and left alone.',
  ends: 'nothing moves',

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
    ...unless(ending.targetAliases.includes(ALIAS), `${ALIAS} is not on the target`),
    ...announced(ending, 'settled already'),
  ],
};
