import { recordsIn } from '../people/dns-owner.ts';
import { announced, asked, casesOpened, movesMade, unless } from '../rehearsal/checks.ts';
import type { Ending, Scenario } from '../rehearsal/scenario.ts';
import { THEIRS } from '../rehearsal/stage.ts';
import { deploymentFailsAndOwnerConsents } from './acts.ts';
import { ZONE } from './world.ts';

export const apexOtherAccount: Scenario = {
  name: 'apex-other-account',
  situation:
    'Another account has the alias, on an enabled distribution, and it is the apex of its zone, which no wildcard covers.',
  whatHappens:
    'Only AWS Support can move it, and does. In the end, A and AAAA alias records are asked for: no CNAME may stand at an apex.',
  ends: ['moved by AWS Support'],

  play: (theatre) => deploymentFailsAndOwnerConsents(theatre, { holderAccount: THEIRS, alias: ZONE }),

  verify: (ending) => [
    ...asked(ending, { zone: ZONE, name: `_.${ZONE}` }),
    ...movesMade(ending, 0),
    ...casesOpened(ending, 1),
    ...unless(
      ending.cases[0]?.body.includes(`_.${ZONE}`) === true,
      'the case does not name the record that proves whose the apex is',
    ),
    ...announced(ending, 'AWS Support was asked', 'arrived on', ...apexRecords(ending)),
    ...unless(
      !JSON.stringify(ending.messages).includes(`${ZONE} CNAME`),
      'people were told to put a CNAME at the apex',
    ),
  ],
};

/** What the confirmation asks for: the zone of every Route 53 alias record to CloudFront, and both records. The target's name is the proof. */
function apexRecords({ messages }: Ending): string[] {
  const [proof] = messages.flatMap(recordsIn);
  return [
    'hosted zone Z2FDTNDATAQYW2',
    ...['A', 'AAAA'].map((type) => `${ZONE} ${type} ALIAS ${proof?.value}`),
  ];
}
