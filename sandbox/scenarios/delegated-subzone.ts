import { asked, casesOpened } from '../rehearsal/checks.ts';
import { saying } from '../rehearsal/proof-looks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents, publish, shown } from './acts.ts';
import { setUp, ZONE } from './world.ts';

const SUBZONE = `dev.${ZONE}`;
const ALIAS = `www.${SUBZONE}`;

export const delegatedSubzone: Scenario = {
  name: 'delegated-subzone',
  situation: 'The alias is in a zone that is delegated to another team.',
  whatHappens: 'The record is asked for in that zone. In the zone above, nobody sees it.',
  ends: ['moved by API'],

  async play(theatre) {
    const { say, untilAsked, untilSeen } = theatre;
    const world = await setUp(theatre, { holderAccount: OURS, alias: ALIAS, delegatedZone: SUBZONE });
    await deploymentFails(theatre, world);
    for (const record of await untilAsked()) {
      say(
        `Somebody creates it in ${ZONE}, the zone above, where nobody sees it: ${shown(record, [record.value])}.`,
      );
      await publish(theatre, world, { ...record, zone: ZONE });
    }
    const inParentAt = new Date().toISOString();
    await untilSeen(
      `nothing, with the record in ${ZONE} only`,
      (look) => look.checkedAt > inParentAt && saying(look, 'missing') === 4,
      // The first of them can have begun before it was there.
      2,
    );
    const consentAt = await ownerConsents(theatre, world, {
      how: `reads that it belongs in ${SUBZONE} and creates it there:`,
    });
    return { ...world, consentAt };
  },

  verify: (ending) => [...asked(ending, { zone: SUBZONE, name: `_${ALIAS}` }), ...casesOpened(ending, 0)],
};
