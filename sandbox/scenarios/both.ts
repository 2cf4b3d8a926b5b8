import { announced, asked, casesOpened, movesMade, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { ownerChangesRecord, ownerConsents, publish } from './acts.ts';
import { updateIsReported } from './reported-update.ts';
import { setUpSeveral } from './several.ts';
import { ZONE } from './world.ts';

const [WWW, SHOP] = ['www.example.com', 'shop.example.com'];

/** Seconds that the record lives that leads astray. */
const TTL = 3;

/** CloudFront's own sentence. */
const MISDIRECTED =
  'One or more aliases specified for the distribution includes an incorrectly configured DNS record that points to another CloudFront distribution. You must update the DNS record to correct the problem.';

export const both: Scenario = {
  name: 'both',
  situation: 'One call asks for two aliases; one is held, the other only led astray by its DNS record.',
  whatHappens:
    'The held one is moved. Then people are told where the other has to lead, and it is added by making the update again.',
  ends: ['moved by API', 'added'],

  async play(theatre) {
    const { stage, say, untilState } = theatre;
    const world = await setUpSeveral(theatre, new Map([[OURS, [WWW, SHOP]]]));
    const { target } = world;
    const holder = world.holders.get(OURS);
    if (!holder) throw new Error(`Account ${OURS} has no holder`);
    await stage.update(OURS, holder.id, { aliases: [WWW] });
    const astray = { zone: ZONE, name: SHOP, type: 'CNAME', value: holder.domainName };
    await publish(theatre, world, astray, { ttl: TTL });
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
    await untilState('Wait for alias record');
    const there = await stage.aliasesOf(OURS, target.id);
    if (there.join() !== WWW) throw new Error(`${target.id} has ${there.join(', ') || 'no alias'} at first`);
    await ownerChangesRecord(theatre, world);
    return { alias: WWW, target, holder, consentAt };
  },

  verify: (ending) => [
    ...asked(ending, { zone: ZONE, name: `_${WWW}` }),
    ...unless(ending.targetAliases.includes(SHOP), `${SHOP} is not on the target`),
    ...movesMade(ending, 1),
    ...casesOpened(ending, 0),
    ...announced(
      ending,
      `Nobody holds ${SHOP}: it is added by making the failed update again, once the others have arrived.`,
      'CloudFront also says that a DNS record of these leads to another distribution',
      `${WWW} moved to`,
      `${SHOP}: nobody holds it`,
      `${SHOP} added to`,
      `${WWW}, ${SHOP} arrived on`,
    ),
  ],
};
