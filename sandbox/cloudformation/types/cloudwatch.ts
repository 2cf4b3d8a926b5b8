/** AWS::CloudWatch::Alarm, without what it watches: the sandbox measures nothing. */
import * as v from 'valibot';
import { arnOf, nameOf, type ResourceType, resourceType } from '../resource-type.ts';
import { number } from '../scalars.ts';

const alarm = resourceType(
  v.object({
    AlarmName: v.optional(v.string()),
    AlarmDescription: v.optional(v.string()),
    AlarmActions: v.optional(v.array(v.string())),
    ComparisonOperator: v.picklist([
      'GreaterThanOrEqualToThreshold',
      'GreaterThanThreshold',
      'LessThanThreshold',
      'LessThanOrEqualToThreshold',
    ]),
    EvaluationPeriods: number,
    Threshold: v.optional(number),
  }),
  async ({ AlarmName, ...properties }, context) => {
    const name = nameOf(AlarmName, context, 255);
    await context.resources.putMetricAlarm({ AlarmName: name, ...properties });
    return { ref: name, attributes: { Arn: arnOf('cloudwatch', context, `alarm:${name}`) } };
  },
);

export const cloudwatchTypes: Record<string, ResourceType> = { 'AWS::CloudWatch::Alarm': alarm };
