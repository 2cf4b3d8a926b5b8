import { casesOpened, movesCalled, unless } from '../rehearsal/checks.ts';
import { proofLooks } from '../rehearsal/proof-looks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

export const rollbackValueBeside: Scenario = {
  name: 'rollback-value-beside',
  situation: 'The record holds the target and, for a way back, the holder.',
  whatHappens: 'One value that names the target is enough.',
  ends: ['moved by API'],

  async play(theatre) {
    const world = await setUp(theatre, { holderAccount: OURS });
    await deploymentFails(theatre, world);
    const consentAt = await ownerConsents(theatre, world, { beside: [world.holder.domainName] });
    return { ...world, consentAt };
  },

  verify(ending) {
    const { holder, execution } = ending;
    const last = proofLooks(execution).at(-1);
    const bothThere = last?.servers.filter(
      ({ verdict, detail }) => verdict === 'match' && detail?.includes(holder?.domainName ?? '?'),
    );
    return [
      ...casesOpened(ending, 0),
      ...unless(bothThere?.length === 4, 'the way back does not stand beside the proof on every server'),
      ...unless(movesCalled(ending).length === 1, `${movesCalled(ending).length} moves were called, not 1`),
    ];
  },
};
