import { announced, casesOpened, entered, toldTimes, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { THEIRS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerChangesRecord, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

/** Seconds that the CNAME to the holder lives, also in the cache of CloudFront's resolver. */
const TTL = 5;
const RELEASED = ': nobody holds it';

export const released: Scenario = {
  name: 'released',
  situation: 'While AWS Support is asked, the holder lets the alias go.',
  whatHappens: 'People are told to change its DNS record. Then the update is made again.',
  ends: ['added'],

  async play(theatre) {
    const { stage, say, untilState } = theatre;
    const world = await setUp(theatre, { holderAccount: THEIRS, recordTtl: TTL });
    await stage.control('PUT', 'agent', { temper: 'silent' });
    await deploymentFails(theatre, world);
    const consentAt = await ownerConsents(theatre, world);
    await untilState('Await Support');
    say(`AWS Support does not answer, but account ${THEIRS} takes ${world.alias} off its distribution.`);
    await stage.update(THEIRS, world.holder.id, { aliases: [] });
    await untilState('Wait for alias record');
    await ownerChangesRecord(theatre, world, RELEASED);
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...casesOpened(ending, 1),
    ...entered(ending, 'Wait for alias record', 'Add alias'),
    ...announced(ending, 'added to', 'arrived on'),
    ...unless(toldTimes(ending, RELEASED) === 1, 'people were not told just once that it is released'),
  ],
};
