/**
 * The parts of the sandbox know each other only by these interfaces, so that each can be built and tested alone.
 */

/** An event as EventBridge delivers it. */
export interface AwsEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  /** ISO 8601, whole seconds. */
  time: string;
  region: string;
  resources: string[];
  detail: unknown;
}

/** EventBridge, as the other services see it. */
export interface EventBuses {
  /** Puts an event on a bus (`default` unless named): id, time, region and the like are filled in. */
  put(
    event: Pick<AwsEvent, 'detail-type' | 'source' | 'account' | 'detail'> & Partial<AwsEvent>,
    bus?: string,
  ): void;
}

/** Lambda, as EventBridge and Step Functions see it. Payloads are JSON values. */
export interface Functions {
  /** Runs a function and waits. `error` is set when the function threw, crashed or ran out of time. */
  invoke(functionArn: string, payload: unknown): Promise<Invocation>;
  /** As Lambda does for EventBridge: retries twice, then sends the payload to the function's dead-letter queue. */
  invokeLater(functionArn: string, payload: unknown): void;
}

export type Invocation =
  | { ok: true; payload: unknown }
  | { ok: false; error: { errorType: string; errorMessage: string; trace: string[] } };

/** SQS, as the parts that own a dead-letter queue see it. */
export interface Queues {
  send(queueArn: string, body: string, attributes: QueueAttributes): void;
}

/** One that is only a string has the type String. */
export type QueueAttributes = Record<
  string,
  | string
  | { DataType: string | undefined; StringValue?: string | undefined; BinaryValue?: Uint8Array | undefined }
>;

/** A message that reached a person, or whatever else is subscribed. */
export interface DeliveredMessage {
  time: string;
  channel: 'slack' | 'sns';
  /** SNS only: who got it. */
  subscriber?: { protocol: string; endpoint: string };
  /** SNS: subject, and the message as the subscriber got it. Slack: the JSON body as posted, and as updated. */
  subject?: string;
  body: unknown;
  /** Of what a bot posts in Slack: its id in the channel, and of a reply the id of the message that begins its thread. */
  ts?: string;
  thread?: string;
  /** Whether a reply is in the channel as well. */
  broadcast?: boolean;
  /** ISO 8601. */
  updated?: string;
  deleted?: true;
}

export interface Answer {
  /** NOERROR with no records is NODATA. */
  rcode: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'TIMEOUT';
  /** Presentation form: TXT strings joined, host names in lower case without the trailing dot. */
  records: { name: string; type: string; ttl: number; value: string }[];
}

/** A caching resolver, negative answers included (RFC 2308). CNAMEs are followed and appear in `records`. */
export interface Resolver {
  resolve(name: string, type: 'A' | 'AAAA' | 'CNAME' | 'NS' | 'SOA' | 'TXT'): Promise<Answer>;
}
