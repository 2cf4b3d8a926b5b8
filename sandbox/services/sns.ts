/** Simple Notification Service: topics that hand what is published to whoever is watching the sandbox. Nothing is mailed. */
import { randomUUID } from 'node:crypto';
import * as sdk from '@aws-sdk/client-sns';
import type { DeliveredMessage } from '../parts.ts';
import { PerAccount } from '../wire/account.ts';
import { AwsError, type Caller, type Service } from '../wire/service.ts';

/** What a published message carries besides its text. */
export interface Publication {
  topicArn: string;
  messageId: string;
  attributes: Record<string, sdk.MessageAttributeValue>;
}

interface Topic {
  arn: string;
  subscriptions: { arn: string; protocol: string; endpoint: string }[];
}

/** SNS API Reference, Publish: 256 KB in all. */
const MAX_MESSAGE_BYTES = 262_144;

export function sns(onMessage: (message: DeliveredMessage, publication: Publication) => void): Service {
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
        if (input.Protocol !== 'email' && input.Protocol !== 'email-json') {
          throw invalid('Protocol', 'The sandbox records email subscriptions only');
        }
        const endpoint = input.Endpoint ?? '';
        if (!endpoint.includes('@')) throw invalid('Email address');
        const subscription = { arn: `${arn}:${randomUUID()}`, protocol: input.Protocol, endpoint };
        subscriptions.push(subscription);
        // Nobody confirms in the sandbox; the ARN is told only to those who ask for it, as AWS does.
        return { SubscriptionArn: input.ReturnSubscriptionArn ? subscription.arn : 'pending confirmation' };
      },

      Publish(input: sdk.PublishCommandInput) {
        const { arn } = topic(input.TopicArn ?? input.TargetArn);
        const attributes = input.MessageAttributes ?? {};
        const subject = checkedSubject(input.Subject);
        const body = checkedBody(input);
        checkAttributes(attributes);
        const messageId = randomUUID();
        onMessage(
          {
            time: new Date().toISOString(),
            channel: 'sns',
            ...(subject === undefined ? {} : { subject }),
            body,
          },
          { topicArn: arn, messageId, attributes },
        );
        return { MessageId: messageId };
      },
    },
  };
}

/** ASCII without line breaks and control characters, beginning with a letter, number or punctuation mark, less than 100 long. */
function checkedSubject(subject: string | undefined): string | undefined {
  if (subject !== undefined && !/^[!-~][ -~]{0,98}$/.test(subject)) throw invalid('Subject');
  return subject;
}

/** With MessageStructure `json` the message is one text per protocol, and `default` is what the topic's watchers get. */
function checkedBody({ Message = '', MessageStructure }: sdk.PublishCommandInput): string {
  if (Message === '') throw invalid('Empty message');
  if (Buffer.byteLength(Message) > MAX_MESSAGE_BYTES) throw invalid('Message too long');
  if (MessageStructure !== 'json') return Message;
  const texts = parsed(Message);
  if (typeof texts !== 'object' || texts === null)
    throw invalid('Message Structure', 'JSON message body failed to parse');
  const text: unknown = Reflect.get(texts, 'default');
  if (typeof text !== 'string') throw invalid('Message Structure', 'No default entry in JSON message body');
  return text;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function checkAttributes(attributes: Record<string, sdk.MessageAttributeValue>): void {
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(attributes)) {
    const binary = DataType?.startsWith('Binary') ?? false;
    if (!/^(String|Number|Binary)(\.|$)/.test(DataType ?? '')) {
      throw new AwsError(
        'ParameterValueInvalid',
        `The message attribute '${name}' has an invalid message attribute type.`,
      );
    }
    if (binary ? !BinaryValue?.length : !StringValue) {
      throw new AwsError(
        'ParameterValueInvalid',
        `The message attribute '${name}' must contain a non-empty value.`,
      );
    }
  }
}

function invalid(parameter: string, reason?: string): AwsError {
  return new AwsError(
    'InvalidParameter',
    `Invalid parameter: ${parameter}${reason ? ` Reason: ${reason}` : ''}`,
  );
}
