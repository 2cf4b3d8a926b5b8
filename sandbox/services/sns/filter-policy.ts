/**
 * Which publications a subscription is for. The patterns are those of EventBridge, on attributes or on the body.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
import { isRecord } from '../../is-record.ts';
import { compileParsed, type Pattern } from '../eventbridge/pattern.ts';
import { invalid } from './invalid.ts';
import { type Attributes, type Publication, parsedJson } from './publication.ts';

export type Filter = (publication: Publication, protocol: string) => boolean;

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const MOST_KEYS = 5;
const MOST_COMBINATIONS = 150;

/** @throws AwsError InvalidParameter, in the words that LocalStack recorded from AWS (test_sns_filter_policy.snapshot.json) */
export function compileFilter(policy: string, scope = 'MessageAttributes'): Filter {
  if (scope !== 'MessageAttributes' && scope !== 'MessageBody') {
    throw invalid(
      'FilterPolicyScope',
      `Invalid value [${scope}]. Please use either MessageBody or MessageAttributes`,
    );
  }
  const matches = compiled(policy, scope);
  if (scope === 'MessageAttributes') return ({ attributes }) => matches(asEvent(attributes));
  return (publication, protocol) => {
    const body = parsedJson(publication.textFor(protocol));
    // "Filter policies for the message body assume that the message payload is a well-formed JSON object."
    return isRecord(body) && matches(body);
  };
}

function compiled(policy: string, scope: string): Pattern {
  const because = (reason: string) => invalid('Attributes', `FilterPolicy: ${reason}`);
  const pattern = parsedJson(policy);
  if (!isRecord(pattern)) throw because('failed to parse JSON');
  if (scope === 'MessageAttributes' && Object.values(pattern).some(isRecord)) {
    throw invalid('Filter policy scope MessageAttributes does not support nested filter policy');
  }
  if (Object.keys(pattern).length > MOST_KEYS) {
    throw because(`Filter policy can not have more than ${MOST_KEYS} keys`);
  }
  if (combinations(pattern, 1) > MOST_COMBINATIONS) throw because('Filter policy is too complex');
  try {
    return compileParsed(pattern);
  } catch (error) {
    throw because(error instanceof Error ? error.message : String(error));
  }
}

/** The product of the numbers of values, each times how deep it lies. */
function combinations(pattern: Record<string, unknown>, depth: number): number {
  return Object.values(pattern).reduce<number>((product, part) => {
    if (isRecord(part)) return product * combinations(part, depth + 1);
    return Array.isArray(part) ? product * part.length * depth : product;
  }, 1);
}

/** Binary ones are ignored. */
function asEvent(attributes: Attributes): Record<string, unknown> {
  const entries = Object.entries(attributes).filter(([, { DataType }]) => DataType !== 'Binary');
  return Object.fromEntries(
    entries.map(([name, { DataType, StringValue = '' }]) => [
      name,
      DataType === 'String' ? StringValue : parsedJson(StringValue),
    ]),
  );
}
