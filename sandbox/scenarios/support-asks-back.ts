import { AddCommunicationToCaseCommand, DescribeCasesCommand } from '@aws-sdk/client-support';
import { announced, casesOpened, entered, toldTimes, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS, THEIRS } from '../rehearsal/stage.ts';
import { until } from '../rehearsal/until.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

const WAITS = 'AWS Support waits for your answer';

export const supportAsksBack: Scenario = {
  name: 'support-asks-back',
  situation: 'AWS Support has a question.',
  whatHappens: 'People are told. One of them answers in the case.',
  ends: ['moved by AWS Support'],

  async play(theatre) {
    const { stage, say, messages } = theatre;
    const world = await setUp(theatre, { holderAccount: THEIRS });
    await stage.control('PUT', 'agent', { temper: 'asks-back' });
    await deploymentFails(theatre, world);
    const consentAt = await ownerConsents(theatre, world);
    await until(
      'a Slack message says that AWS waits for an answer',
      async () => toldTimes({ messages: messages() }, WAITS) > 0,
    );
    const { support } = stage.as(OURS);
    const { cases: [asking] = [] } = await support.send(new DescribeCasesCommand({}));
    say(`Somebody reads it and answers in the case ${asking?.displayId}.`);
    await support.send(
      new AddCommunicationToCaseCommand({
        caseId: asking?.caseId,
        communicationBody: 'Confirmed: nothing else depends on the distribution that has the name now.',
      }),
    );
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...casesOpened(ending, 1),
    ...entered(ending, 'Announce support case updated'),
    ...announced(ending, WAITS, 'please confirm that you want', 'arrived on'),
    ...unless(ending.cases[0]?.later.length === 1, 'not only the person said something in the case'),
  ],
};
