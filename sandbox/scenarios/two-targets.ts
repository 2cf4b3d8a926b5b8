import { announced, casesOpened, movesMade, toldTimes, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { until } from '../rehearsal/until.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

const TOLD = 'Two targets want';

export const twoTargets: Scenario = {
  name: 'two-targets',
  situation: 'While one remediation runs, another distribution asks for the same alias.',
  whatHappens:
    'Nothing is started for the second, and people are told which one has the alias. The first goes on.',
  ends: ['moved by API'],

  async play(theatre) {
    const { stage, say, messages, untilAsked } = theatre;
    const world = await setUp(theatre, { holderAccount: OURS });
    const { alias, certificateArn } = world;

    const other = await stage.distribution(OURS, { certificateArn, comment: 'other target' });
    await deploymentFails(theatre, world);
    await untilAsked();
    await deploymentFails(theatre, { ...world, target: { account: OURS, id: other.id } });
    await until(
      'people hear that the second call is refused',
      async () => toldTimes({ messages: messages() }, TOLD) > 0,
    );
    say(
      `Nothing is started for ${other.id}: ${alias} is being moved to ${world.target.id}. People are told.`,
    );
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
    ...announced(
      ending,
      TOLD,
      // As it is in JSON: the label above its value.
      `*Running remediation for*\\n${ending.target?.id}`,
      'stop-execution',
      ending.execution.name,
      'arrived on',
    ),
    ...unless(toldTimes(ending, TOLD) === 1, 'the refusal was told more than once'),
  ],
};
