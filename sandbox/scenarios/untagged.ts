import { TagResourceCommand } from '@aws-sdk/client-cloudfront';
import { RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import { announced, casesOpened, movesCalled, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { until } from '../rehearsal/until.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

const TAG = { Key: 'cname-rescue', Value: 'allowed' };
const TOLD = 'stopped by TagMissing';

export const untagged: Scenario = {
  name: 'untagged',
  situation:
    'Neither the target nor the holder, in the same account, carries the tag, with `onlyTagged=cname-rescue=allowed`.',
  whatHappens: 'People are told which ones. Somebody tags them and redrives it. It goes on from there.',
  ends: ['moved by API'],
  overrides: { ONLY_TAGGED: `${TAG.Key}=${TAG.Value}` },

  async play(theatre) {
    const { stage, say, messages, untilEnded, untilState } = theatre;
    const world = await setUp(theatre, { holderAccount: OURS });
    await deploymentFails(theatre, world);
    const failed = await untilEnded();
    const arns = await until('a Slack message names what lacks the tag', async () => {
      const told = messages().filter(({ channel }) => channel === 'slack');
      const texts = told.map(({ body }) => JSON.stringify(body)).filter((text) => text.includes(TOLD));
      const found = texts.flatMap((text) => text.match(/arn:aws:cloudfront::\d+:distribution\/\w+/g) ?? []);
      return found.length > 0 && found;
    });
    say(`Somebody reads it, tags ${arns.join(' and ')}, and redrives the execution.`);
    for (const Resource of arns) {
      await stage.as(OURS).cloudfront.send(new TagResourceCommand({ Resource, Tags: { Items: [TAG] } }));
    }
    await stage.as(OURS).sfn.send(new RedriveExecutionCommand({ executionArn: failed.arn }));
    await untilState('Announce opened');
    const consentAt = await ownerConsents(theatre, world);
    return { ...world, consentAt };
  },

  verify: (ending) => {
    const { execution, calls } = ending;
    const looks = calls.filter(({ action }) => action === 'ListTagsForResource').length;
    return [
      ...unless(execution.redriveCount === 1, `redriven ${execution.redriveCount} times, not once`),
      ...announced(ending, TOLD, 'cname-rescue=allowed (onlyTagged)', 'runbook/TagMissing'),
      // Target and holder: at the diagnosis, at that after the redrive, and right before the move.
      ...unless(looks >= 6, `tags were looked at ${looks} times, not before whatever acts`),
      ...unless(movesCalled(ending).length === 1, `${movesCalled(ending).length} move calls were made`),
      ...casesOpened(ending, 0),
    ];
  },
};
