import { announced, casesOpened, movesMade, toldTimes, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { until } from '../rehearsal/until.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { gaveUpOn, RECEIVER } from './receiver.ts';
import { setUp } from './world.ts';

export const twoTargets: Scenario = {
  name: 'two-targets',
  situation: 'While one remediation runs, another distribution asks for the same alias.',
  whatHappens: 'Nothing is started for the second. The first goes on.',
  ends: ['moved by API'],

  async play(theatre) {
    const { stage, say, untilAsked } = theatre;
    const world = await setUp(theatre, { holderAccount: OURS });
    const { alias, certificateArn } = world;
    const other = await stage.distribution(OURS, { certificateArn, comment: 'other target' });
    await deploymentFails(theatre, world);
    await untilAsked();
    await deploymentFails(theatre, { ...world, target: { account: OURS, id: other.id } });
    const refusal = await until(`${RECEIVER} gives up on the second call`, () => gaveUpOn(theatre));
    say(`${RECEIVER} starts nothing for it: ${refusal}`);
    for (const said of [`${alias} belongs to the remediation`, world.target.id]) {
      if (!refusal.includes(said)) throw new Error(`The refusal does not say ${said}`);
    }
    const consentAt = await ownerConsents(theatre, world);
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...unless(ending.earlier.length === 0, 'a second remediation was started'),
    ...movesMade(ending, 1),
    ...casesOpened(ending, 0),
    ...unless(
      toldTimes(ending, 'create this TXT record') === 1,
      'people were asked for more than one record',
    ),
    ...announced(ending, 'arrived on'),
  ],
};
