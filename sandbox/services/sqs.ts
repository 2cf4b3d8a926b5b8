/** Simple Queue Service: standard queues with visibility timeout and long polling. */
import { createHash, randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import * as sdk from '@aws-sdk/client-sqs';
import type { Queues } from '../parts.ts';
import { PerAccount } from '../wire/account.ts';
import { AwsError, type Caller, type Service } from '../wire/service.ts';

interface Message {
  id: string;
  body: string;
  attributes: Record<string, sdk.MessageAttributeValue>;
  sentAt: number;
  /** Epoch milliseconds before which nobody receives it. */
  visibleAt: number;
  receives: number;
  firstReceivedAt?: number;
  receiptHandle?: string;
}

interface Queue {
  name: string;
  arn: string;
  createdAt: number;
  /** As given by CreateQueue. */
  attributes: Record<string, string>;
  messages: Message[];
  /** Emits `message` when one arrives. */
  arrivals: EventEmitter;
}

/** SQS API Reference, CreateQueue. */
const DEFAULT_VISIBILITY_SECONDS = 30;

/** @param endpoint where the queues' URLs begin: the wire's own, known only once it listens. */
export function sqs(endpoint: () => string): { service: Service; queues: Queues } {
  const accounts = new PerAccount(() => new Map<string, Queue>());
  const urlOf = (account: string, name: string) => `${endpoint()}/${account}/${name}`;

  /** By account and name alone: whatever host name the caller knows the sandbox by. */
  function queue(url: string | undefined): Queue {
    const [, account = '', name = ''] = /\/(\d{12})\/([^/]+)$/.exec(url ?? '') ?? [];
    return found(account, name);
  }

  function found(account: string, name: string): Queue {
    const known = accounts.of(account).get(name);
    if (!known) throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
    return known;
  }

  const service: Service = {
    sdk,
    client: 'SQSClient',
    operations: {
      CreateQueue(input: sdk.CreateQueueCommandInput, caller: Caller) {
        const name = input.QueueName ?? '';
        // FIFO queues end in .fifo, which this leaves out: the sandbox has none.
        if (!/^[\w-]{1,80}$/.test(name)) {
          throw new AwsError(
            'InvalidParameterValue',
            'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
          );
        }
        const queues = accounts.of(caller.account);
        if (!queues.has(name)) {
          queues.set(name, {
            name,
            arn: `arn:aws:sqs:${caller.region}:${caller.account}:${name}`,
            createdAt: Date.now(),
            attributes: input.Attributes ?? {},
            messages: [],
            arrivals: new EventEmitter().setMaxListeners(0),
          });
        }
        return { QueueUrl: urlOf(caller.account, name) };
      },

      GetQueueUrl(input: sdk.GetQueueUrlCommandInput, caller: Caller) {
        const account = input.QueueOwnerAWSAccountId ?? caller.account;
        return { QueueUrl: urlOf(account, found(account, input.QueueName ?? '').name) };
      },

      ListQueues: (input: sdk.ListQueuesCommandInput, caller: Caller) => ({
        QueueUrls: [...accounts.of(caller.account).keys()]
          .filter((name) => name.startsWith(input.QueueNamePrefix ?? ''))
          .map((name) => urlOf(caller.account, name)),
      }),

      GetQueueAttributes(input: sdk.GetQueueAttributesCommandInput) {
        const wanted = new Set<string>(input.AttributeNames ?? []);
        const all = Object.entries(attributesOf(queue(input.QueueUrl)));
        return {
          Attributes: Object.fromEntries(all.filter(([name]) => wanted.has('All') || wanted.has(name))),
        };
      },

      SendMessage(input: sdk.SendMessageCommandInput) {
        const body = input.MessageBody ?? '';
        const delay = (input.DelaySeconds ?? 0) * 1000;
        const message = send(queue(input.QueueUrl), body, input.MessageAttributes ?? {}, delay);
        return { MessageId: message.id, MD5OfMessageBody: md5(body) };
      },

      async ReceiveMessage(input: sdk.ReceiveMessageCommandInput) {
        const source = queue(input.QueueUrl);
        const deadline = Date.now() + (input.WaitTimeSeconds ?? 0) * 1000;
        let messages = receive(source, input);
        while (messages.length === 0 && Date.now() < deadline) {
          await arrival(source, deadline - Date.now());
          messages = receive(source, input);
        }
        return messages.length > 0 ? { Messages: messages } : {};
      },

      DeleteMessage(input: sdk.DeleteMessageCommandInput) {
        const source = queue(input.QueueUrl);
        // A handle that is not the latest any more deletes nothing, and is no error.
        source.messages = source.messages.filter((message) => message.receiptHandle !== input.ReceiptHandle);
        return {};
      },

      /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
      ChangeMessageVisibility(input: sdk.ChangeMessageVisibilityCommandInput) {
        const message = queue(input.QueueUrl).messages.find(
          ({ receiptHandle }) => receiptHandle !== undefined && receiptHandle === input.ReceiptHandle,
        );
        if (!message || message.visibleAt <= Date.now())
          throw new AwsError('MessageNotInflight', "The specified message isn't in flight.");
        message.visibleAt = Date.now() + (input.VisibilityTimeout ?? 0) * 1000;
        return {};
      },

      PurgeQueue(input: sdk.PurgeQueueCommandInput) {
        queue(input.QueueUrl).messages = [];
        return {};
      },
    },
  };

  return {
    service,
    queues: {
      /** @throws AwsError QueueDoesNotExist: a dead-letter queue that is not there is a mistake in the stack. */
      send(queueArn, body, attributes) {
        const [, , , , account = '', name = ''] = queueArn.split(':');
        const values = Object.entries(attributes).map(([key, value]) => [
          key,
          typeof value === 'string' ? { DataType: 'String', StringValue: value } : value,
        ]);
        send(found(account, name), body, Object.fromEntries(values), 0);
      },
    },
  };
}

function send(queue: Queue, body: string, attributes: Message['attributes'], delayMs: number): Message {
  const now = Date.now();
  const message: Message = {
    id: randomUUID(),
    body,
    attributes,
    sentAt: now,
    visibleAt: now + delayMs,
    receives: 0,
  };
  queue.messages.push(message);
  queue.arrivals.emit('message');
  return message;
}

/** Waits for the next message, or until one that is delayed or in flight can be received, or for the time given. */
async function arrival(queue: Queue, maxMs: number): Promise<void> {
  const nextVisible = Math.min(...queue.messages.map(({ visibleAt }) => visibleAt - Date.now()));
  const signal = AbortSignal.timeout(Math.max(1, Math.ceil(Math.min(maxMs, nextVisible))));
  await once(queue.arrivals, 'message', { signal }).catch(() => undefined);
}

function receive(queue: Queue, input: sdk.ReceiveMessageCommandInput): sdk.Message[] {
  const now = Date.now();
  const configured = Number(queue.attributes.VisibilityTimeout ?? DEFAULT_VISIBILITY_SECONDS);
  const visible = queue.messages.filter(({ visibleAt }) => visibleAt <= now);
  return visible.slice(0, input.MaxNumberOfMessages ?? 1).map((message) => {
    message.visibleAt = now + (input.VisibilityTimeout ?? configured) * 1000;
    message.receives += 1;
    message.firstReceivedAt ??= now;
    message.receiptHandle = randomUUID();
    return toWire(message, input);
  });
}

function toWire(message: Message, input: sdk.ReceiveMessageCommandInput): sdk.Message {
  const system = {
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receives),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
  };
  const wantedSystem = new Set<string>([
    ...(input.MessageSystemAttributeNames ?? []),
    ...(input.AttributeNames ?? []),
  ]);
  const wanted = new Set(input.MessageAttributeNames ?? []);
  const all = wanted.has('All') || wanted.has('.*');
  const pick = <T>(from: Record<string, T>, keep: (name: string) => boolean): Record<string, T> =>
    Object.fromEntries(Object.entries(from).filter(([name]) => keep(name)));
  return {
    MessageId: message.id,
    ...(message.receiptHandle ? { ReceiptHandle: message.receiptHandle } : {}),
    Body: message.body,
    // The SDK checks it.
    MD5OfBody: md5(message.body),
    Attributes: pick(system, (name) => wantedSystem.has('All') || wantedSystem.has(name)),
    MessageAttributes: pick(message.attributes, (name) => all || wanted.has(name)),
  };
}

function attributesOf(queue: Queue): Record<string, string> {
  const now = Date.now();
  const hidden = queue.messages.filter(({ visibleAt }) => visibleAt > now);
  const delayed = hidden.filter(({ receives }) => receives === 0);
  return {
    VisibilityTimeout: String(DEFAULT_VISIBILITY_SECONDS),
    ...queue.attributes,
    QueueArn: queue.arn,
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    ApproximateNumberOfMessages: String(queue.messages.length - hidden.length),
    ApproximateNumberOfMessagesNotVisible: String(hidden.length - delayed.length),
    ApproximateNumberOfMessagesDelayed: String(delayed.length),
  };
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
