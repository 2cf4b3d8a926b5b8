/** Dead-letter queues, as an operator works them off. */
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { awsClient, awsError } from '../aws/client.ts';

export interface DeadLetter {
  id: string;
  body: string;
  /** What Lambda or EventBridge wrote beside it. */
  attributes: Readonly<Record<string, string>>;
  /** When it came into the queue, ISO 8601. */
  since: string;
  /** By which it is removed. */
  handle: string;
}

export interface DeadLetterQueue {
  /**
   * Takes letters out of sight of others, for as long as the person may take.
   * `left`: about how many are in sight besides. `elsewhere`: about how many somebody else has.
   */
  take(most: number): Promise<{ letters: DeadLetter[]; left: number; elsewhere: number }>;
  /** For good. */
  remove(letter: DeadLetter): Promise<void>;
  /** In sight of all again. */
  putBack(letter: DeadLetter): Promise<void>;
}

/** Seconds. What is neither removed nor put back comes in sight again by itself. */
const OUT_OF_SIGHT = 600;

/**
 * The most that one call gives, and the least that makes SQS ask all of its servers: otherwise it misses messages.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
const AT_ONCE = 10;
const WAIT_SECONDS = 1;

/** @returns undefined where there is no such queue */
export async function deadLetterQueue(name: string): Promise<DeadLetterQueue | undefined> {
  const client = awsClient(new SQSClient({}));
  const url = await urlOf(client, name);
  if (url === undefined) return undefined;
  return {
    async take(most) {
      const letters = new Map<string, DeadLetter>();
      for (;;) {
        const received = await receive(client, url, Math.min(AT_ONCE, most - letters.size));
        for (const letter of received) letters.set(letter.id, letter);
        if (received.length === 0 || letters.size >= most) break;
      }
      const { inSight, outOfSight } = await sizeOf(client, url);
      const elsewhere = Math.max(0, outOfSight - letters.size);
      return { letters: [...letters.values()], left: inSight, elsewhere };
    },

    async remove({ handle }) {
      await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: handle }));
    },

    async putBack({ handle }) {
      await client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: handle, VisibilityTimeout: 0 }),
      );
    },
  };
}

/** @returns about how many lie in the queue, in sight or not; undefined where there is no such queue */
export async function lettersIn(name: string): Promise<number | undefined> {
  const client = awsClient(new SQSClient({}));
  const url = await urlOf(client, name);
  if (url === undefined) return undefined;
  const { inSight, outOfSight } = await sizeOf(client, url);
  return inSight + outOfSight;
}

async function urlOf(client: SQSClient, name: string): Promise<string | undefined> {
  try {
    return (await client.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl;
  } catch (error) {
    if (awsError(error)?.code === 'QueueDoesNotExist') return undefined;
    throw error;
  }
}

async function receive(client: SQSClient, url: string, most: number): Promise<DeadLetter[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: most,
      WaitTimeSeconds: WAIT_SECONDS,
      VisibilityTimeout: OUT_OF_SIGHT,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['SentTimestamp'],
    }),
  );
  return Messages.map(letterOf);
}

function letterOf({ MessageId, Body, ReceiptHandle, Attributes, MessageAttributes }: Message): DeadLetter {
  if (!MessageId || !ReceiptHandle) throw new Error('ReceiveMessage answered without id or receipt handle');
  const attributes = Object.entries(MessageAttributes ?? {});
  return {
    id: MessageId,
    body: Body ?? '',
    attributes: Object.fromEntries(attributes.map(([name, { StringValue = '' }]) => [name, StringValue])),
    since: new Date(Number(Attributes?.SentTimestamp)).toISOString(),
    handle: ReceiptHandle,
  };
}

/** About: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
async function sizeOf(client: SQSClient, url: string) {
  const { Attributes: counts } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return {
    inSight: Number(counts?.ApproximateNumberOfMessages ?? 0),
    outOfSight: Number(counts?.ApproximateNumberOfMessagesNotVisible ?? 0),
  };
}
