import {
  announced,
  casesOpened,
  entered,
  movesCalled,
  movesMade,
  toldTimes,
  unless,
} from '../rehearsal/checks.ts';
import { statesEntered } from '../rehearsal/execution.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { until } from '../rehearsal/until.ts';
import { deploymentFails, ownerConsents, publish } from './acts.ts';
import { setUp } from './world.ts';

const ASKS = 'create this TXT record';

export const pingPong: Scenario = {
  name: 'ping-pong',
  situation: 'The stack that lost the alias deploys again, and even the record for it is there.',
  whatHappens: 'Nothing moves back: people decide.',
  ends: { stoppedBy: 'AliasFoughtOver' },

  async play(theatre) {
    const { say, messages, untilAsked, untilEnded, untilStarted } = theatre;
    const world = await setUp(theatre, { holderAccount: OURS });
    await deploymentFails(theatre, world);
    const consentAt = await ownerConsents(theatre, world);
    await untilEnded();
    say('The stack of the former holder still declares the alias.');
    await deploymentFails(theatre, { ...world, target: world.holder });
    await untilStarted(2);
    await until('a second record is asked for', async () => toldTimes({ messages: messages() }, ASKS) === 2);
    const back = (await untilAsked()).at(-1);
    if (back) {
      say(`The owner of the zone replaces the record by ${back.name} ${back.type} ${back.value}.`);
      await publish(theatre, world, back);
    }
    return { ...world, consentAt };
  },

  verify: (ending) => {
    const { alias, execution, earlier, targetAliases, holderAliases } = ending;
    return [
      ...unless(statesEntered(execution).at(-1) === 'Move alias', 'the second did not stop at the move'),
      ...entered(ending, 'Ownership proven', 'Certificate accepted'),
      ...unless(
        earlier.length === 1 && earlier[0]?.status === 'SUCCEEDED',
        'it was not preceded by one remediation that ended well',
      ),
      ...unless(targetAliases.includes(alias), `${alias} is not where it was moved first`),
      ...unless(!holderAliases.includes(alias), `${alias} went back`),
      ...movesMade(ending, 1),
      ...unless(movesCalled(ending).length === 1, 'CloudFront was asked to move it back'),
      ...casesOpened(ending, 0),
      ...announced(ending, 'arrived on'),
    ];
  },
};
