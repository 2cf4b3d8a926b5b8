/** A topic of SNS that people, or programs, are subscribed to. */
import { type MessageAttributeValue, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Attributes } from '../../remediation/announcements/machine/attributes.ts';
import { awsClient } from '../aws/client.ts';

export interface Publication {
  /** Of a mail; without one SNS has its own. */
  subject?: string;
  text: string;
  attributes: Attributes;
}

/**
 * One text for all subscribers of the topic: where SNS is given one a protocol, it sends no attributes, and nobody could filter.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html
 */
export function createTopic(topicArn: string): (publication: Publication) => Promise<void> {
  const client = awsClient(new SNSClient({}));
  return async ({ subject, text, attributes }) => {
    const values = Object.entries(attributes).map(([name, value]) => [name, asValue(value)] as const);
    await client.send(
      new PublishCommand({
        TopicArn: topicArn,
        Subject: subject,
        Message: text,
        MessageAttributes: Object.fromEntries(values),
      }),
    );
  };
}

function asValue(value: string | string[]): MessageAttributeValue {
  return typeof value === 'string'
    ? { DataType: 'String', StringValue: value }
    : { DataType: 'String.Array', StringValue: JSON.stringify(value) };
}
