import type { Origin } from '@aws-sdk/client-cloudfront';
import { announced, casesOpened, endedEarlier, movesMade, toldTimes, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { runCommand } from './run-command.ts';
import { setUp } from './world.ts';

const OMITTED = 'CloudTrail does not say for what';

export const detailsOmitted: Scenario = {
  name: 'details-omitted',
  situation: 'The request was over 100 KB, and CloudTrail left out what was asked for.',
  whatHappens: 'The message holds the command that starts the remediation.',
  ends: ['moved by API'],

  async play(theatre) {
    const { stage, say, untilStarted } = theatre;
    const world = await setUp(theatre, { holderAccount: OURS });
    say(`${world.target.id} has many origins with long headers, over 100 KB of them.`);
    await stage.update(OURS, world.target.id, { origins: manyOrigins() });
    await deploymentFails(theatre, world);
    say('Somebody puts in the distribution and the alias, and runs the command.');
    await runCommand(theatre, { 'distribution id': world.target.id, alias: world.alias });
    await untilStarted(2);
    const consentAt = await ownerConsents(theatre, world);
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...endedEarlier(ending, 'Announce details omitted'),
    ...unless(toldTimes(ending, OMITTED) === 1, 'people were not told just once that details are missing'),
    ...movesMade(ending, 1),
    ...casesOpened(ending, 0),
    ...announced(ending, 'arrived on'),
  ],
};

/** 120 KB, within CloudFront's quotas: 25 origins, and 10,240 characters of headers each. */
function manyOrigins(): Origin[] {
  const headers = Array.from({ length: 6 }, (_, index) => ({
    HeaderName: `X-Origin-Policy-${index}`,
    HeaderValue: 'a'.repeat(1000),
  }));
  return Array.from({ length: 20 }, (_, index) => ({
    Id: index === 0 ? 'site' : `site-${index}`,
    DomainName: `origin-${index}.example.com`,
    CustomHeaders: { Quantity: headers.length, Items: headers },
    CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'https-only' },
  }));
}
