import { setTimeout as sleep } from 'node:timers/promises';
import { announced, casesOpened, entered, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { until } from '../rehearsal/until.ts';
import { deploymentFails, publish } from './acts.ts';
import { setUp, ZONE } from './world.ts';

const RECORD_TTL = 1;

export const solvedByHand: Scenario = {
  name: 'solved-by-hand',
  situation:
    'While the record is waited for, people take the alias off its distribution and make the failed update themselves.',
  whatHappens: 'It is noticed within six hours, said and confirmed. Nobody has to stop anything.',
  ends: 'nothing moves',

  async play(theatre) {
    const { stage, say, untilState } = theatre;
    const world = await setUp(theatre, { holderAccount: OURS, recordTtl: RECORD_TTL });
    const { alias, holder, target } = world;
    await deploymentFails(theatre, world);
    await untilState('Wait for DNS');
    // First the record, whose TTL passes while the alias is still held: what nobody holds, the remediation would add.
    const value = await stage.domainNameOf(OURS, target.id);
    await publish(theatre, world, { zone: ZONE, name: alias, type: 'CNAME', value });
    await sleep(RECORD_TTL * 1000);
    await stage.update(OURS, holder.id, { aliases: [] });
    // Where a server lags, a cache can have the old record yet: they try until CloudFront takes it.
    await until(`${target.id} has ${alias}`, () =>
      stage.update(OURS, target.id, { aliases: [alias] }).then(
        () => true,
        () => false,
      ),
    );
    say(
      `People change the record of ${alias}, take it off ${holder.id}, and add it to ${target.id} themselves.`,
    );
    return world;
  },

  verify: (ending) => [
    ...unless(ending.targetAliases.includes(ending.alias), `${ending.alias} is not on the target`),
    ...casesOpened(ending, 0),
    ...entered(ending, 'Diagnose conflict without proof', 'Proof not wanted', 'Confirm alias'),
    ...announced(ending, 'by now', 'arrived on'),
  ],
};
