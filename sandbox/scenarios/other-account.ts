import { announced, casesOpened, entered, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { THEIRS } from '../rehearsal/stage.ts';
import { deploymentFailsAndOwnerConsents } from './acts.ts';

export const otherAccount: Scenario = {
  name: 'other-account',
  situation: 'Another account has the alias, on an enabled distribution.',
  whatHappens: 'AWS Support is asked to move it, in one case, and does.',
  ends: ['moved by AWS Support'],

  play: (theatre) => deploymentFailsAndOwnerConsents(theatre, { holderAccount: THEIRS }),

  verify: (ending) => [
    ...casesOpened(ending, 1),
    ...unless(
      ending.cases[0]?.body.includes('already associated with a different resource') === true,
      'the case does not hold the error message',
    ),
    ...unless(
      ending.cases[0]?.attachments.join() === 'cname-rescue-evidence.json',
      'the case has no evidence beside it',
    ),
    ...entered(ending, 'Await Support', 'Confirm alias'),
    ...announced(
      ending,
      'create this TXT record',
      'ownership is proven',
      'AWS Support was asked',
      'moved to',
      'arrived on',
    ),
  ],
};
