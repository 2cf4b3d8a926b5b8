import { announced, casesOpened, entered, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { until } from '../rehearsal/until.ts';
import { deploymentFails, publish } from './acts.ts';
import { setUp, ZONE } from './world.ts';

export const solvedByHand: Scenario = {
  name: 'solved-by-hand',
  situation:
    'While the record is waited for, people take the alias off its distribution and make the failed update themselves.',
  whatHappens: 'It is noticed within six hours, said and confirmed. Nobody has to stop anything.',
  ends: 'nothing moves',

  async play(theatre) {
    const { stage, say, untilState } = theatre;
    const world = await setUp(theatre, { holderAccount: OURS, recordTtl: 1 });
    const { alias, holder, target } = world;
    await deploymentFails(theatre, world);
    await untilState('Wait for DNS');
    await stage.update(OURS, holder.id, { aliases: [] });
    const value = await stage.domainNameOf(OURS, target.id);
    await publish(theatre, world, { zone: ZONE, name: alias, type: 'CNAME', value });
    // As long as a cache has the old record, CloudFront refuses: they try until it does not.
    await until(`${target.id} has ${alias}`, () =>
      stage.update(OURS, target.id, { aliases: [alias] }).then(
        () => true,
        () => false,
      ),
    );
    say(`People take ${alias} off ${holder.id}, change its record, and add it to ${target.id} themselves.`);
    return world;
  },

  verify: (ending) => [
    ...unless(ending.targetAliases.includes(ending.alias), `${ending.alias} is not on the target`),
    ...casesOpened(ending, 0),
    ...entered(ending, 'Diagnose conflict without proof', 'Proof not wanted', 'Confirm alias'),
    ...announced(ending, 'by now', 'arrived on'),
  ],
};
