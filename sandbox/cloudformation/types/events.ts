/** AWS::Events::… */
import * as v from 'valibot';
import { recordOf } from '../../record-of.ts';
import { nameOf, type ResourceType, resourceType } from '../resource-type.ts';
import { number } from '../scalars.ts';

const eventBus = resourceType(v.object({ Name: v.string() }), async ({ Name }, { resources }) => {
  const { EventBusArn } = await resources.createEventBus({ Name });
  return { ref: Name, attributes: { Arn: EventBusArn, Name } };
});

const target = v.object({
  Id: v.string(),
  Arn: v.string(),
  RoleArn: v.optional(v.string()),
  Input: v.optional(v.string()),
  InputPath: v.optional(v.string()),
  InputTransformer: v.optional(
    v.object({
      InputPathsMap: v.optional(recordOf(v.string())),
      InputTemplate: v.string(),
    }),
  ),
  RetryPolicy: v.optional(
    v.object({
      MaximumRetryAttempts: v.optional(number),
      MaximumEventAgeInSeconds: v.optional(number),
    }),
  ),
  DeadLetterConfig: v.optional(v.object({ Arn: v.optional(v.string()) })),
});

const rule = resourceType(
  v.object({
    Name: v.optional(v.string()),
    EventBusName: v.optional(v.string()),
    EventPattern: v.optional(recordOf(v.unknown())),
    ScheduleExpression: v.optional(v.string()),
    State: v.optional(v.picklist(['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'])),
    Description: v.optional(v.string()),
    Targets: v.optional(v.array(target)),
  }),
  async ({ EventPattern, Targets = [], ...properties }, context) => {
    const { resources, permissions, logicalId } = context;
    const name = nameOf(properties.Name, context, 64);
    const { RuleArn } = await resources.putRule({
      ...properties,
      Name: name,
      ...(EventPattern === undefined ? {} : { EventPattern: JSON.stringify(EventPattern) }),
    });
    const bus = properties.EventBusName;
    if (Targets.length > 0) await resources.putTargets({ Rule: name, EventBusName: bus, Targets });
    for (const { Arn } of Targets) {
      if (Arn.startsWith('arn:aws:lambda:'))
        permissions.need({ logicalId, ruleArn: RuleArn, functionArn: Arn });
    }
    const busName = bus?.replace(/^arn:.*:event-bus\//, '') ?? 'default';
    return { ref: busName === 'default' ? name : `${busName}|${name}`, attributes: { Arn: RuleArn } };
  },
);

export const eventsTypes: Record<string, ResourceType> = {
  'AWS::Events::EventBus': eventBus,
  'AWS::Events::Rule': rule,
};
