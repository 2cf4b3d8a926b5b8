import { entered, movesCalled, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

/** Seconds by which the last name server is behind. */
const LONGEST_LAG = 3;

export const recordLate: Scenario = {
  name: 'record-late',
  situation: 'The record comes late, and name servers lag behind each other.',
  whatHappens: 'Nothing moves before all of them have it.',
  ends: ['moved by API'],

  async play(theatre) {
    const { stage, say, untilState } = theatre;
    const world = await setUp(theatre, { holderAccount: OURS });
    await deploymentFails(theatre, world);
    await untilState('Wait for DNS', 3);
    say('The name servers begin to lag: the second by 1 s, the third by 2 s, the fourth by 3 s.');
    for (const [index, seconds] of [0, 1, 2, LONGEST_LAG].entries()) {
      await stage.control('PUT', 'dns/lag', { server: `ns-${index + 1}.dns.example`, seconds });
    }
    const consentAt = await ownerConsents(theatre, world);
    return { ...world, consentAt };
  },

  verify(ending) {
    const everywhere = new Date(Date.parse(ending.consentAt ?? '') + LONGEST_LAG * 1000).toISOString();
    const early = movesCalled(ending).filter(({ time }) => time < everywhere);
    return [
      ...entered(ending, 'Wait for DNS'),
      ...unless(early.length === 0, 'the move was tried before every name server had the record'),
    ];
  },
};
