/** Whether anybody hears of announcements and alarms by the topic. */
import { readSubscriptions, type Subscription } from '../../providers/operator/subscriptions.ts';
import { REGION } from '../stack.ts';
import type { Check } from './check.ts';
import { type Judgement, notUsed, ok, problem, type Remedy } from './finding.ts';
import { SLACK } from './parts.ts';

export const topic: Check = {
  name: 'topic',
  async look({ fn }) {
    const [announcer, slack] = await Promise.all([fn('announce-by-sns'), fn(SLACK)]);
    const arn = announcer?.environment.TOPIC_ARN;
    // That the function is gone is said elsewhere.
    if (arn === undefined) return [];
    return judgeSubscriptions(arn, await readSubscriptions(arn), slack !== undefined);
  },
};

export function judgeSubscriptions(
  topicArn: string,
  subscriptions: readonly Subscription[],
  hasSlack: boolean,
): Judgement[] {
  const pending = subscriptions
    .filter(({ isConfirmed }) => !isConfirmed)
    .map(({ protocol, endpoint }) =>
      problem(`The subscription of ${endpoint} (${protocol}) is not confirmed: it gets nothing.`, {
        fix: 'Follow the link in the mail from AWS Notifications. If it is lost or too old, have another sent:',
        command: subscribe(topicArn, protocol, endpoint),
      }),
    );
  const confirmed = subscriptions.filter(({ isConfirmed }) => isConfirmed).length;
  if (confirmed > 0)
    return [
      ...pending,
      ok(
        `${confirmed === 1 ? 'One subscriber hears' : `${confirmed} subscribers hear`} of announcements and alarms.`,
      ),
    ];
  if (pending.length > 0) return pending;
  const remedy: Remedy = {
    fix: 'Subscribe somebody:',
    command: subscribe(topicArn, 'email', 'platform@example.com'),
  };
  return hasSlack
    ? [notUsed('Nobody is subscribed to the topic: nobody hears that Slack cannot be reached.', remedy)]
    : [
        problem(
          'Nobody hears of anything: there is no Slack, and nobody is subscribed to the topic.',
          remedy,
        ),
      ];
}

function subscribe(topicArn: string, protocol: string, endpoint: string): string {
  return `aws sns subscribe --region ${REGION} --topic-arn ${topicArn} --protocol ${protocol} --notification-endpoint ${endpoint}`;
}
