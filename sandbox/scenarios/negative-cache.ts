import { casesOpened, movesByPerson, movesCalled, unless } from '../rehearsal/checks.ts';
import { proofLooks } from '../rehearsal/proof-looks.ts';
import type { Ending, Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp, ZONE } from './world.ts';

/** Seconds. Long enough that the miss outlives the first look at the published record, however busy the machine is. */
const NEGATIVE_TTL = 15;

export const negativeCache: Scenario = {
  name: 'negative-cache',
  situation:
    'Somebody tried to move the alias before the record was there, and CloudFront remembers the miss.',
  whatHappens: 'It is refused once, and moved when no cache can miss the record any more.',
  ends: ['moved by API'],

  async play(theatre) {
    const { stage, say, untilAsked } = theatre;
    const world = await setUp(theatre, { holderAccount: OURS });
    const { alias, target, zones } = world;
    const zone = zones.get(ZONE);
    if (!zone) throw new Error(`There is no zone ${ZONE}`);
    await stage.keepMisses(zone, NEGATIVE_TTL);
    say(`In ${ZONE} a miss stays in a cache for ${NEGATIVE_TTL} s.`);
    await deploymentFails(theatre, world);
    await untilAsked();
    const refusal = await stage.refusedMove(target.account, target.id, alias);
    say(
      `Somebody does not wait for the record and calls UpdateDomainAssociation by hand. CloudFront answers ${refusal}`,
    );
    const consentAt = await ownerConsents(theatre, world);
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...casesOpened(ending, 0),
    ...triedTooEarly(ending),
    ...triedOnceThenWhenSettled(ending),
  ],
};

/** What the scenario is about took place: one try by hand, before the record was there. */
function triedTooEarly(ending: Ending): string[] {
  const { consentAt = '' } = ending;
  const early = movesByPerson(ending).filter(
    ({ time, outcome }) => time < consentAt && outcome === 'IllegalUpdate',
  );
  return unless(
    early.length === 1 && movesByPerson(ending).length === 1,
    'nobody was refused by hand just once before the record was published',
  );
}

function triedOnceThenWhenSettled(ending: Ending): string[] {
  const moves = movesCalled(ending);
  const [first, second] = moves;
  const { publishedAt, settledAt } = proofLooks(ending.execution).at(-1) ?? {};
  if (!publishedAt || !settledAt) return ['the last look at the proof does not say when it is settled'];
  return [
    ...unless(moves.length === 2, `the remediation called ${moves.length} moves, not 2`),
    ...unless(first?.outcome === 'IllegalUpdate', `the first move was answered with ${first?.outcome}`),
    ...unless(
      first !== undefined && publishedAt <= first.time && first.time < settledAt,
      `the first move was called at ${first?.time}, not between ${publishedAt} (published) and ${settledAt} (settled)`,
    ),
    ...unless(second?.outcome === 'ok', `the second move was answered with ${second?.outcome}`),
    ...unless(
      second !== undefined && second.time >= settledAt,
      `the second move was called at ${second?.time}, before ${settledAt}, when a cache could still hold the miss`,
    ),
  ];
}
