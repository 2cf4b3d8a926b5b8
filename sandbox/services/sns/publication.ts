/** What is published to a topic, checked as SNS does: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
import { randomUUID } from 'node:crypto';
import type * as sdk from '@aws-sdk/client-sns';
import { AwsError } from '../../wire/service.ts';
import { invalid } from './invalid.ts';

export type Attributes = Record<string, sdk.MessageAttributeValue>;

export interface Publication {
  topicArn: string;
  messageId: string;
  /** ISO 8601. */
  time: string;
  subject?: string;
  /** What subscribers by this protocol get. */
  textFor(protocol: string): string;
  attributes: Attributes;
}

/**
 * Of a topic whose MaximumMessageSize nobody has raised; the message and its attributes together.
 * https://docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html
 */
const MAX_BYTES = 262_144;

/** @throws AwsError InvalidParameter, ParameterValueInvalid */
export function publication(topicArn: string, input: sdk.PublishCommandInput): Publication {
  const { Message = '', MessageStructure, MessageAttributes: attributes = {} } = input;
  const subject = checkedSubject(input.Subject);
  if (Message === '') throw invalid('Empty message');
  checkAttributes(attributes);
  if (Buffer.byteLength(Message) + bytesOf(attributes) > MAX_BYTES) throw invalid('Message too long');
  const common = {
    topicArn,
    messageId: randomUUID(),
    time: new Date().toISOString(),
    ...(subject !== undefined && { subject }),
  };
  if (MessageStructure === undefined) return { ...common, textFor: () => Message, attributes };
  if (MessageStructure !== 'json') throw invalid('Message Structure');
  const { texts, usual } = textsByProtocol(Message);
  return {
    ...common,
    textFor: (protocol) => texts.get(protocol) ?? usual,
    // "Message attributes are sent only when the message structure is String, not JSON."
    // https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html
    // That filter policies do not see them either is assumed: nothing says that they do.
    attributes: {},
  };
}

/** ASCII without line breaks and control characters, beginning with a letter, number or punctuation mark, less than 100 long. */
function checkedSubject(subject: string | undefined): string | undefined {
  if (subject !== undefined && !/^[!-~][ -~]{0,98}$/.test(subject)) throw invalid('Subject');
  return subject;
}

/**
 * One text a protocol; what is no string is ignored. The words of the errors are those that LocalStack recorded from AWS:
 * https://github.com/localstack/localstack/blob/main/tests/aws/services/sns/test_sns.snapshot.json, test_message_structure_json_exc
 */
function textsByProtocol(json: string): { texts: Map<string, string>; usual: string } {
  const parsed = parsedJson(json);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw invalid('Message Structure - JSON message body failed to parse');
  }
  const entries = Object.entries(parsed).filter(
    (each): each is [string, string] => typeof each[1] === 'string',
  );
  const texts = new Map(entries);
  const usual = texts.get('default');
  if (usual === undefined) throw invalid('Message Structure - No default entry in JSON message body');
  return { texts, usual };
}

/** @returns undefined where it is no JSON */
export function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html: the four types, and no part of one may be empty. */
function checkAttributes(attributes: Attributes): void {
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(attributes)) {
    if (!/^(String|String\.Array|Number|Binary)$/.test(DataType ?? '')) {
      throw refused(name, 'has an invalid message attribute type.');
    }
    if (DataType === 'Binary' ? !BinaryValue?.length : !StringValue) {
      throw refused(name, 'must contain a non-empty value.');
    }
    // What AWS says of one that is no array is assumed.
    if (DataType === 'String.Array' && !isArrayOfScalars(parsedJson(StringValue ?? ''))) {
      throw refused(name, 'must be a JSON array of strings, numbers, true, false and null.');
    }
  }
}

/** "The values can be strings, numbers, or the keywords true, false, and null", as the page above says. */
function isArrayOfScalars(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each !== 'object' || each === null);
}

function refused(name: string, reason: string): AwsError {
  return new AwsError('ParameterValueInvalid', `The message attribute '${name}' ${reason}`);
}

/** "All parts of the message attribute, including name, type, and value, are included in the message size restriction." */
function bytesOf(attributes: Attributes): number {
  return Object.entries(attributes)
    .flatMap(([name, { DataType = '', StringValue = '', BinaryValue = '' }]) => [
      name,
      DataType,
      StringValue,
      BinaryValue,
    ])
    .reduce((sum, part) => sum + Buffer.byteLength(part), 0);
}
