import { announced, casesOpened, entered, movesCalled, unless } from '../rehearsal/checks.ts';
import type { Ending, Scenario } from '../rehearsal/scenario.ts';
import { THEIRS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerChangesRecord } from './acts.ts';
import { setUp } from './world.ts';

/** Seconds that the old CNAME lives, also in the cache of CloudFront's resolver. */
const TTL = 5;

export const dnsPointsElsewhere: Scenario = {
  name: 'dns-points-elsewhere',
  situation: 'Nobody has the alias, but its CNAME leads to another distribution.',
  whatHappens:
    "People are told where it has to lead. Once the old record's TTL is over, the update is made again.",
  ends: ['added'],

  async play(theatre) {
    const world = await setUp(theatre, { holderAccount: THEIRS, nobodysWithTtl: TTL });
    await deploymentFails(theatre, world);
    // What nobody has seen leads nowhere: the old record is looked at before it is changed.
    await theatre.untilState('Wait for alias record');
    return { ...world, changedAt: await ownerChangesRecord(theatre, world) };
  },

  verify: (ending) => [
    ...casesOpened(ending, 0),
    ...unless(movesCalled(ending).length === 0, 'a move was called, though nobody had the alias'),
    ...entered(ending, 'Check alias record', 'Wait for alias record', 'Add alias', 'Confirm alias'),
    ...announced(ending, 'change its DNS record first', 'added to', 'arrived on'),
    ...updatedOnce(ending),
  ],
};

/** One update, and not before the last cache has forgotten where the alias led. */
function updatedOnce({ calls, changedAt = '' }: Ending): string[] {
  const updates = calls.filter(
    ({ action, principal }) => action === 'UpdateDistribution' && principal.includes('add-alias'),
  );
  const forgotten = new Date(Date.parse(changedAt) + TTL * 1000).toISOString();
  const early = updates.filter(({ time }) => time < forgotten);
  return [
    ...unless(
      updates.length === 1 && updates[0]?.outcome === 'ok',
      `the update was made ${updates.length} times (${updates.map(({ outcome }) => outcome).join(', ')}), not once`,
    ),
    ...unless(
      early.length === 0,
      `the update was made before ${forgotten}, while a cache could hold the old record`,
    ),
  ];
}
