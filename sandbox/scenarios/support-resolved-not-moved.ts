import { announced, casesOpened, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { THEIRS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

export const supportResolvedNotMoved: Scenario = {
  name: 'support-resolved-not-moved',
  situation: 'AWS Support closes the case without moving the alias.',
  whatHappens: 'It is told so in the case, once, and moves it then.',
  ends: ['moved by AWS Support'],

  async play(theatre) {
    const world = await setUp(theatre, { holderAccount: THEIRS });
    await theatre.stage.control('PUT', 'agent', { temper: 'resolves-without-moving' });
    await deploymentFails(theatre, world);
    const consentAt = await ownerConsents(theatre, world);
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...casesOpened(ending, 1),
    ...announced(ending, 'told in the case that it is not done', 'arrived on'),
    ...saidOnce(ending),
  ],
};

function saidOnce({ calls, cases: [first] }: Parameters<Scenario['verify']>[0]): string[] {
  const said = calls.filter(({ action }) => action === 'AddCommunicationToCase');
  return [
    ...unless(said.length === 1, `AddCommunicationToCase was called ${said.length} times, not once`),
    ...unless(
      first?.later.some((body) => body.includes('This case was closed')) === true,
      'the case does not hold what was to be said',
    ),
  ];
}
