/** AWS::SNS::… and AWS::SQS::Queue */
import * as v from 'valibot';
import { nameOf, type ResourceType, resourceType } from '../resource-type.ts';

const topic = resourceType(
  v.object({
    TopicName: v.optional(v.string()),
    Subscription: v.optional(v.array(v.object({ Protocol: v.string(), Endpoint: v.string() }))),
  }),
  async ({ TopicName, Subscription: subscriptions = [] }, context) => {
    const name = nameOf(TopicName, context, 256);
    const arn = await context.resources.createTopic(name);
    for (const subscription of subscriptions) {
      await context.resources.subscribe({ TopicArn: arn, ...subscription });
    }
    return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
  },
);

const subscription = resourceType(
  v.object({
    TopicArn: v.string(),
    Protocol: v.string(),
    Endpoint: v.string(),
    FilterPolicy: v.optional(v.unknown()),
    FilterPolicyScope: v.optional(v.string()),
    RawMessageDelivery: v.optional(v.unknown()),
  }),
  async ({ TopicArn, Protocol, Endpoint, ...attributes }, { resources }) => {
    const arn = await resources.subscribe({
      TopicArn,
      Protocol,
      Endpoint,
      Attributes: asAttributes(attributes),
    });
    return { ref: arn, attributes: { Arn: arn } };
  },
);

/** Every property of a queue, except its name and tags, is an attribute of the same name in SQS. */
const queue = resourceType(
  v.looseObject({ QueueName: v.optional(v.string()), Tags: v.optional(v.unknown()) }),
  async ({ QueueName, Tags: _, ...attributes }, context) => {
    const name = nameOf(QueueName, context, 80);
    const { url, arn } = await context.resources.createQueue(name, asAttributes(attributes));
    return { ref: url, attributes: { Arn: arn, QueueName: name, QueueUrl: url } };
  },
);

/** Attributes are strings: scalars as they are written, policies as JSON. */
function asAttributes(properties: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

export const messagingTypes: Record<string, ResourceType> = {
  'AWS::SNS::Topic': topic,
  'AWS::SNS::Subscription': subscription,
  'AWS::SQS::Queue': queue,
};
