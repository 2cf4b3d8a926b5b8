import { asked, casesOpened, unless } from '../rehearsal/checks.ts';
import { isAccepted, proofLooks } from '../rehearsal/proof-looks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp, ZONE } from './world.ts';

export const wildcard: Scenario = {
  name: 'wildcard',
  situation: 'The alias is a wildcard, and so is its DNS record: every name has an answer.',
  whatHappens: 'Only the TXT record itself, at `_*.example.com`, is the proof.',
  ends: ['moved by API'],

  async play(theatre) {
    const { untilSeen } = theatre;
    const world = await setUp(theatre, { holderAccount: OURS, alias: `*.${ZONE}` });
    await deploymentFails(theatre, world);
    await untilSeen('that the wildcard is no proof', ({ servers }) =>
      servers.every(
        ({ verdict, detail }) => verdict === 'missing' && detail?.includes(world.holder.domainName),
      ),
    );
    const consentAt = await ownerConsents(theatre, world);
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...asked(ending, { zone: ZONE, name: `_*.${ZONE}` }),
    ...casesOpened(ending, 0),
    ...unless(
      proofLooks(ending.execution)
        .filter(isAccepted)
        .every(({ checkedAt }) => checkedAt > (ending.consentAt ?? '')),
      'what the wildcard answers was taken for the record',
    ),
  ],
};
