/** Who gets what is published: a mailbox or a queue, with what it asked for. */
import { randomUUID } from 'node:crypto';
import type * as sdk from '@aws-sdk/client-sns';
import { compileFilter, type Filter } from './filter-policy.ts';
import { invalid } from './invalid.ts';

export interface Subscription {
  arn: string;
  protocol: Protocol;
  endpoint: string;
  /** The text alone, without SNS's envelope. */
  raw: boolean;
  wants: Filter;
}

/** What endpoints of each look like. Others would need somebody to deliver to. */
const PROTOCOLS = {
  email: { endpoint: /@/, called: 'Email address' },
  'email-json': { endpoint: /@/, called: 'Email address' },
  sqs: { endpoint: /^arn:aws:sqs:/, called: 'SQS endpoint ARN' },
};
export type Protocol = keyof typeof PROTOCOLS;

/** Those of Subscribe that the sandbox knows: https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html */
const ATTRIBUTES = ['FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery'];

/** @throws AwsError InvalidParameter */
export function subscription(topicArn: string, input: sdk.SubscribeCommandInput): Subscription {
  const { Protocol: protocol = '', Endpoint: endpoint = '', Attributes: attributes = {} } = input;
  if (!isProtocol(protocol)) throw invalid('Protocol', 'The sandbox delivers to mailboxes and queues only');
  const expected = PROTOCOLS[protocol];
  if (!expected.endpoint.test(endpoint)) throw invalid(expected.called);
  const unknown = Object.keys(attributes).find((name) => !ATTRIBUTES.includes(name));
  if (unknown !== undefined) throw invalid('Attributes', `The sandbox does not know ${unknown}`);
  const { FilterPolicy, FilterPolicyScope, RawMessageDelivery: raw = 'false' } = attributes;
  if (raw !== 'false' && (raw !== 'true' || protocol !== 'sqs')) {
    // https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html: queues, HTTP(S) and Firehose.
    throw invalid('Attributes', `RawMessageDelivery: not for the protocol ${protocol}, or not true or false`);
  }
  return {
    arn: `${topicArn}:${randomUUID()}`,
    protocol,
    endpoint,
    raw: raw === 'true',
    wants: FilterPolicy === undefined ? () => true : compileFilter(FilterPolicy, FilterPolicyScope),
  };
}

/** Whoever reads a mailbox confirms at once. Below `.invalid` there is none (RFC 2606). */
export function isConfirmed({ endpoint }: Subscription): boolean {
  return !endpoint.endsWith('.invalid');
}

function isProtocol(text: string): text is Protocol {
  return Object.hasOwn(PROTOCOLS, text);
}
