/** Rules of EventBridge, with their targets. */
import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { awsClient, awsError } from '../aws/client.ts';

export interface Rule {
  arn: string;
  isEnabled: boolean;
  /** JSON, where it has one. */
  pattern?: string;
  schedule?: string;
  targets: { arn: string; hasDeadLetterQueue: boolean }[];
}

/** @param bus the default one unless given. @returns undefined where there is no such rule */
export async function readRule(name: string, bus = 'default'): Promise<Rule | undefined> {
  const client = awsClient(new EventBridgeClient({}));
  try {
    const rule = await client.send(new DescribeRuleCommand({ Name: name, EventBusName: bus }));
    // One page: a rule has five targets at most (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html).
    const { Targets = [] } = await client.send(
      new ListTargetsByRuleCommand({ Rule: name, EventBusName: bus }),
    );
    return {
      arn: rule.Arn ?? '',
      isEnabled: rule.State !== 'DISABLED',
      ...(rule.EventPattern && { pattern: rule.EventPattern }),
      ...(rule.ScheduleExpression && { schedule: rule.ScheduleExpression }),
      targets: Targets.map(({ Arn = '', DeadLetterConfig }) => ({
        arn: Arn,
        hasDeadLetterQueue: DeadLetterConfig?.Arn !== undefined,
      })),
    };
  } catch (error) {
    if (awsError(error)?.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** Whether EventBridge finds that the pattern matches. */
export async function matchesPattern(pattern: string, event: object): Promise<boolean> {
  const { Result } = await awsClient(new EventBridgeClient({})).send(
    new TestEventPatternCommand({ EventPattern: pattern, Event: JSON.stringify(event) }),
  );
  return Result === true;
}
