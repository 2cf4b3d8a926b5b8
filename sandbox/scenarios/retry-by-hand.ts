import { RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import { announced, casesOpened, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS, THEIRS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

export const retryByHand: Scenario = {
  name: 'retry-by-hand',
  situation: 'A step fails for good, right after it opened the case.',
  whatHappens: 'Somebody mends the cause and redrives it. It goes on, without a second case.',
  ends: ['moved by AWS Support'],

  async play(theatre) {
    const { stage, say, untilEnded, untilState } = theatre;
    const world = await setUp(theatre, { holderAccount: THEIRS });
    // CreateCase takes effect, but what comes back is a refusal: the worst of both.
    await stage.control('POST', 'faults', {
      service: 'support',
      action: 'CreateCase',
      when: 'after',
      kind: { code: 'AccessDeniedException', message: 'Your permissions were taken away.', status: 400 },
    });
    await stage.control('PUT', 'agent', { temper: 'silent' });
    await deploymentFails(theatre, world);
    const consentAt = await ownerConsents(theatre, world);
    const failed = await untilEnded();
    say(`Somebody mends the cause and redrives the execution, which is ${failed.status}.`);
    await stage.as(OURS).sfn.send(new RedriveExecutionCommand({ executionArn: failed.arn }));
    await untilState('Await Support');
    // Not sooner: an alias that has arrived needs no case to be found again.
    await stage.control('PUT', 'agent', { temper: 'helpful' });
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...casesOpened(ending, 1),
    ...unless(
      ending.execution.redriveCount === 1,
      `redriven ${ending.execution.redriveCount} times, not once`,
    ),
    ...announced(ending, 'stopped by AccessDeniedException', 'AWS Support was asked'),
  ],
};
