/** AWS::Events::… */
import * as z from 'zod/mini';
import { nameOf, type ResourceType, resourceType } from '../resource-type.ts';

const eventBus = resourceType(z.object({ Name: z.string() }), async ({ Name }, { resources }) => {
  const { EventBusArn } = await resources.createEventBus({ Name });
  return { ref: Name, attributes: { Arn: EventBusArn, Name } };
});

const target = z.object({
  Id: z.string(),
  Arn: z.string(),
  RoleArn: z.optional(z.string()),
  Input: z.optional(z.string()),
  InputPath: z.optional(z.string()),
  InputTransformer: z.optional(
    z.object({
      InputPathsMap: z.optional(z.record(z.string(), z.string())),
      InputTemplate: z.string(),
    }),
  ),
  RetryPolicy: z.optional(
    z.object({
      MaximumRetryAttempts: z.optional(z.coerce.number()),
      MaximumEventAgeInSeconds: z.optional(z.coerce.number()),
    }),
  ),
  DeadLetterConfig: z.optional(z.object({ Arn: z.optional(z.string()) })),
});

const rule = resourceType(
  z.object({
    Name: z.optional(z.string()),
    EventBusName: z.optional(z.string()),
    EventPattern: z.optional(z.record(z.string(), z.unknown())),
    ScheduleExpression: z.optional(z.string()),
    State: z.optional(z.enum(['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'])),
    Description: z.optional(z.string()),
    Targets: z.optional(z.array(target)),
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
