import { aliasRecordsIn } from '../people/dns-owner.ts';
import { announced, casesOpened, entered, toldTimes, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { THEIRS } from '../rehearsal/stage.ts';
import { until } from '../rehearsal/until.ts';
import { deploymentFails, ownerConsents, publish } from './acts.ts';
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
    const { stage, say, messages, untilState } = theatre;
    const world = await setUp(theatre, { holderAccount: THEIRS, recordTtl: TTL });
    await stage.control('PUT', 'agent', { temper: 'silent' });
    await deploymentFails(theatre, world);
    const consentAt = await ownerConsents(theatre, world);
    await untilState('Await Support');
    say(`AWS Support does not answer, but account ${THEIRS} takes ${world.alias} off its distribution.`);
    await stage.update(THEIRS, world.holder.id, { aliases: [] });
    const records = await until('a Slack message says where the alias has to lead', async () => {
      const told = messages().filter(({ body }) => JSON.stringify(body).includes(RELEASED));
      const found = told.flatMap(aliasRecordsIn);
      return found.length > 0 && found;
    });
    await untilState('Wait for alias record');
    for (const record of records) {
      say(`The owner of the zone reads it and changes ${record.name} to CNAME ${record.value}.`);
      await publish(theatre, world, record);
    }
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...casesOpened(ending, 1),
    ...entered(ending, 'Wait for alias record', 'Add alias'),
    ...announced(ending, 'added to', 'arrived on'),
    ...unless(toldTimes(ending, RELEASED) === 1, 'people were not told just once that it is released'),
  ],
};
