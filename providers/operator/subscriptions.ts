/** Who is subscribed to a topic. */
import { paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns';
import { awsClient } from '../aws/client.ts';

export interface Subscription {
  protocol: string;
  endpoint: string;
  isConfirmed: boolean;
}

/** In place of its ARN: https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.confirm.html */
const PENDING = 'PendingConfirmation';

export async function readSubscriptions(topicArn: string): Promise<Subscription[]> {
  const client = awsClient(new SNSClient({}));
  const found: Subscription[] = [];
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
    { client },
    { TopicArn: topicArn },
  ))
    for (const { Protocol: protocol = '', Endpoint: endpoint = '', SubscriptionArn } of Subscriptions)
      found.push({ protocol, endpoint, isConfirmed: SubscriptionArn !== PENDING });
  return found;
}
