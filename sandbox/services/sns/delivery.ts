/** A publication as it reaches a subscriber. */
import type { Queues } from '../../parts.ts';
import type { Publication } from './publication.ts';
import type { Subscription } from './subscription.ts';

/** "Messages with more than 10 message attributes directed towards Raw Message Delivery enabled Amazon SQS subscriptions will be discarded": sns-message-attributes.html */
const MOST_RAW_ATTRIBUTES = 10;

/**
 * @returns what the subscriber got; undefined where it was discarded
 * @throws AwsError when the queue does not exist
 */
export function delivered(
  publication: Publication,
  { protocol, endpoint, raw }: Subscription,
  queues: Queues,
): string | undefined {
  const text = publication.textFor(protocol);
  if (protocol === 'email') return text;
  const body = raw ? text : envelope(publication, text);
  if (protocol === 'sqs') {
    if (raw && Object.keys(publication.attributes).length > MOST_RAW_ATTRIBUTES) return undefined;
    queues.send(endpoint, body, raw ? publication.attributes : {});
  }
  return body;
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html, without what signs it. */
function envelope({ topicArn, messageId, time, subject, attributes }: Publication, text: string): string {
  const all = Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => {
    const Value = BinaryValue ? Buffer.from(BinaryValue).toString('base64') : StringValue;
    return [name, { Type: DataType, Value }];
  });
  return JSON.stringify({
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: topicArn,
    ...(subject !== undefined && { Subject: subject }),
    Message: text,
    Timestamp: time,
    ...(all.length > 0 && { MessageAttributes: Object.fromEntries(all) }),
  });
}
