/** Simple Notification Service: topics, and whoever is subscribed to them. Mail is shown to whoever is watching the sandbox. */
import * as sdk from '@aws-sdk/client-sns';
import type { DeliveredMessage, Queues } from '../parts.ts';
import { PerAccount } from '../wire/account.ts';
import { AwsError, type Caller, type Service } from '../wire/service.ts';
import { delivered } from './sns/delivery.ts';
import { invalid } from './sns/invalid.ts';
import { publication } from './sns/publication.ts';
import { isConfirmed, type Subscription, subscription } from './sns/subscription.ts';

interface Topic {
  arn: string;
  subscriptions: Subscription[];
}

/** @param onMessage hears of each delivery */
export function sns(queues: Queues, onMessage: (message: DeliveredMessage) => void): Service {
  const accounts = new PerAccount(() => new Map<string, Topic>());

  function topic(arn: string | undefined): Topic {
    const found = accounts.of(arn?.split(':')[4] ?? '').get(arn ?? '');
    if (!found) throw new AwsError('NotFound', 'Topic does not exist', 404);
    return found;
  }

  return {
    sdk,
    client: 'SNSClient',
    operations: {
      CreateTopic(input: sdk.CreateTopicCommandInput, caller: Caller) {
        const name = input.Name ?? '';
        // SNS API Reference, CreateTopic. FIFO topics end in .fifo, which this leaves out: the sandbox has none.
        if (!/^[\w-]{1,256}$/.test(name)) throw invalid('Topic Name');
        const arn = `arn:aws:sns:${caller.region}:${caller.account}:${name}`;
        const topics = accounts.of(caller.account);
        if (!topics.has(arn)) topics.set(arn, { arn, subscriptions: [] });
        return { TopicArn: arn };
      },

      ListTopics: (_input: sdk.ListTopicsCommandInput, caller: Caller) => ({
        Topics: [...accounts.of(caller.account).keys()].map((TopicArn) => ({ TopicArn })),
      }),

      Subscribe(input: sdk.SubscribeCommandInput) {
        const { arn, subscriptions } = topic(input.TopicArn);
        const added = subscription(arn, input);
        subscriptions.push(added);
        // Whoever watches the sandbox confirms at once. The ARN of what has to be confirmed is told only to
        // those who ask for it, as AWS does; a queue of the same account needs no confirmation.
        const told = added.protocol === 'sqs' || input.ReturnSubscriptionArn;
        return { SubscriptionArn: told ? added.arn : 'pending confirmation' };
      },

      ListSubscriptionsByTopic(input: sdk.ListSubscriptionsByTopicCommandInput, { account }: Caller) {
        const { arn: TopicArn, subscriptions } = topic(input.TopicArn);
        return {
          Subscriptions: subscriptions.map((each) => ({
            SubscriptionArn: isConfirmed(each) ? each.arn : 'PendingConfirmation',
            Owner: account,
            Protocol: each.protocol,
            Endpoint: each.endpoint,
            TopicArn,
          })),
        };
      },

      Unsubscribe({ SubscriptionArn = '' }: sdk.UnsubscribeCommandInput) {
        const from = topic(SubscriptionArn.split(':').slice(0, -1).join(':'));
        from.subscriptions = from.subscriptions.filter(({ arn }) => arn !== SubscriptionArn);
        return {};
      },

      Publish(input: sdk.PublishCommandInput) {
        const { arn, subscriptions } = topic(input.TopicArn ?? input.TargetArn);
        const published = publication(arn, input);
        const { time, subject, messageId } = published;
        for (const subscriber of subscriptions.filter(isConfirmed)) {
          const { protocol, endpoint, wants } = subscriber;
          const body = wants(published, protocol) ? delivered(published, subscriber, queues) : undefined;
          if (body === undefined) continue;
          onMessage({
            time,
            channel: 'sns',
            subscriber: { protocol, endpoint },
            ...(subject !== undefined && { subject }),
            body,
          });
        }
        return { MessageId: messageId };
      },
    },
  };
}
