import { announced, asked, casesOpened, movesMade, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { ownerConsents } from './acts.ts';
import { updateIsReported } from './reported-update.ts';
import { setUpSeveral } from './several.ts';
import { ZONE } from './world.ts';

const [WWW, SHOP] = ['www.example.com', 'shop.example.com'];

/** CloudFront's own sentence. */
const MISDIRECTED =
  'One or more aliases specified for the distribution includes an incorrectly configured DNS record that points to another CloudFront distribution. You must update the DNS record to correct the problem.';

export const both: Scenario = {
  name: 'both',
  situation: 'One call asks for two aliases; one is held, the other only led astray by its DNS record.',
  whatHappens: 'The held one is moved. People are told of the other.',
  ends: ['moved by API'],

  async play(theatre) {
    const { stage, say } = theatre;
    const world = await setUpSeveral(theatre, new Map([[OURS, [WWW, SHOP]]]));
    const { target } = world;
    const holder = world.holders.get(OURS);
    if (!holder) throw new Error(`Account ${OURS} has no holder`);
    await stage.update(OURS, holder.id, { aliases: [WWW] });
    say(`${holder.id} has given up ${SHOP}, whose record still leads there.`);
    // Where somebody holds one of the aliases, the sandbox's CloudFront says so; one report (2026) has AWS speak of DNS there.
    await updateIsReported(theatre, {
      target: { account: OURS, id: target.id },
      message: MISDIRECTED,
      aliases: [WWW, SHOP],
    });
    say(
      `CloudTrail reports that a deployment failed to add ${WWW} and ${SHOP} to ${target.id}: ${MISDIRECTED}`,
    );
    const consentAt = await ownerConsents(theatre, world);
    return { alias: WWW, target, holder, consentAt };
  },

  verify: (ending) => [
    ...asked(ending, { zone: ZONE, name: `_${WWW}` }),
    ...unless(!ending.targetAliases.includes(SHOP), `${SHOP} was added while its DNS leads elsewhere`),
    ...movesMade(ending, 1),
    ...casesOpened(ending, 0),
    ...announced(
      ending,
      `${SHOP} is listed on no distribution at this moment`,
      'CloudFront also says that a DNS record of these leads to another distribution',
      'arrived on',
      `${SHOP} is not on it, though the same call asked for it`,
    ),
  ],
};
