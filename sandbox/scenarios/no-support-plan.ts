import { casesIn } from '../people/case-filer.ts';
import { announced, entered, toldTimes, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS, THEIRS } from '../rehearsal/stage.ts';
import { until } from '../rehearsal/until.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

export const noSupportPlan: Scenario = {
  name: 'no-support-plan',
  situation: 'The account has no Support API.',
  whatHappens:
    'The message holds the text of the case. Somebody pastes it, and the alias is watched until it arrives.',
  ends: ['moved by AWS Support'],

  async play(theatre) {
    const { stage, say, messages, untilState } = theatre;
    const world = await setUp(theatre, { holderAccount: THEIRS });
    await stage.control('PUT', 'support/plan', { account: OURS, plan: 'none' });
    await deploymentFails(theatre, world);
    const consentAt = await ownerConsents(theatre, world);
    const [text] = await until('a Slack message has the case to paste', async () => {
      const found = messages().flatMap(casesIn);
      return found.length > 0 && found;
    });
    await untilState('Wait before asking', 2);
    say('Somebody opens a case by hand, under "Account and billing", and pastes the text.');
    await stage.control('POST', 'support/cases', { account: OURS, ...text });
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...entered(ending, 'Wait before asking', 'Confirm alias'),
    ...announced(ending, 'open the Support case by hand', 'arrived on'),
    ...unless(
      toldTimes(ending, 'open the Support case by hand') === 1,
      'people were told more than once to open the case',
    ),
    ...unless(
      ending.calls.every(({ action, outcome }) => action !== 'CreateCase' || outcome !== 'ok'),
      'a case was opened by API',
    ),
  ],
};
