import { describe, expect, test } from 'vitest';
import type { AwsEvent } from '../../../sandbox/parts.ts';
import { compileTargetInput } from '../../../sandbox/services/eventbridge/target-input.ts';

const event: AwsEvent = {
  version: '0',
  id: '7bf73129-1428-4cd3-a780-95db273d1602',
  'detail-type': 'Alias Moved',
  source: 'example.app',
  account: '111122223333',
  time: '2026-11-20T01:04:31Z',
  region: 'us-east-1',
  resources: ['arn:aws:cloudfront::111122223333:distribution/E1', 'second'],
  detail: {
    'instance-id': 'i-1',
    count: 3,
    nothing: null,
    nested: { list: [{ name: 'a' }, { name: 'b' }] },
    quoted: 'say "yes"',
  },
};

const origin = {
  event,
  ruleArn: 'arn:aws:events:us-east-1:111122223333:rule/moved',
  ruleName: 'moved',
  ingestionTime: '2026-11-20T01:04:32.123Z',
};

const target = { Id: 'one', Arn: 'arn:aws:sqs:us-east-1:111122223333:queue' };

function transformed(InputTemplate: string, InputPathsMap: Record<string, string> = {}): string {
  return compileTargetInput({ ...target, InputTransformer: { InputPathsMap, InputTemplate } })(origin);
}

test('a target that says nothing receives the event', () => {
  expect(JSON.parse(compileTargetInput(target)(origin))).toEqual(event);
});

test('a constant is sent as it is', () => {
  expect(compileTargetInput({ ...target, Input: '{"a": 1}' })(origin)).toBe('{"a": 1}');
});

test.each([
  ['$', event],
  ['$.detail-type', 'Alias Moved'],
  ['$.detail.count', 3],
  ['$.resources[1]', 'second'],
  ['$.detail.nested.list[*].name', ['a', 'b']],
  ["$.detail['instance-id']", 'i-1'],
  ['$.detail.absent.deeper', null],
])('InputPath %s', (InputPath, expected) => {
  expect(JSON.parse(compileTargetInput({ ...target, InputPath })(origin))).toEqual(expected);
});

describe('InputTransformer', () => {
  const paths = {
    id: '$.detail.instance-id',
    count: '$.detail.count',
    nested: '$.detail.nested.list',
    nothing: '$.detail.nothing',
    absent: '$.detail.absent',
  };

  test('adds quotes to strings, and to nothing else', () => {
    expect(transformed('{"id": <id>, "list": [9, <count>, <nested>], "null": <nothing>}', paths)).toBe(
      '{"id":"i-1","list":[9,3,[{"name":"a"},{"name":"b"}]],"null":null}',
    );
  });

  test('replaces inside strings, where objects lose their quotes', () => {
    expect(transformed('{"text": "\\"<id>\\" has <count> of <nested>"}', paths)).toBe(
      '{"text":"\\"i-1\\" has 3 of [{name:a},{name:b}]"}',
    );
  });

  test('a text template stays a JSON string', () => {
    expect(transformed('"Instance <id> is at <aws.events.event.ingestion-time>"', paths)).toBe(
      '"Instance i-1 is at 2026-11-20T01:04:32.123Z"',
    );
  });

  test('what is not in the event becomes an empty string, inside and outside of strings', () => {
    expect(transformed('{"a": <absent>, "b": "x<absent>y"}', paths)).toBe('{"a":"","b":"xy"}');
  });

  test('knows the rule and the event', () => {
    const template =
      '{"rule": <aws.events.rule-name>, "arn": <aws.events.rule-arn>, "all": <aws.events.event.json>}';
    expect(JSON.parse(transformed(template))).toEqual({ rule: 'moved', arn: origin.ruleArn, all: event });
    const { detail: _, 'detail-type': detailType, ...envelope } = event;
    expect(JSON.parse(transformed('<aws.events.event>'))).toEqual({ ...envelope, detailType });
  });

  test('escapes nothing inside strings: what comes out is then no JSON, as in AWS', () => {
    expect(transformed('{"text": "<quoted>"}', { quoted: '$.detail.quoted' })).toBe('{"text": "say "yes""}');
    expect(transformed('{"text": <quoted>}', { quoted: '$.detail.quoted' })).toBe('{"text":"say \\"yes\\""}');
  });
});

test.each([
  [
    { Input: '{}', InputPath: '$.detail' },
    'Only one of Input, InputPath, or InputTransformer must be provided for target one.',
  ],
  [{ Input: '{' }, 'JSON syntax error in input for target one.'],
  [{ InputPath: 'detail' }, 'InputPath for target one is invalid: detail'],
  [{ InputPath: '$.detail..x' }, 'InputPath for target one is invalid'],
  [
    { InputTransformer: { InputTemplate: '"<unknown>"' } },
    'InputTemplate for target one contains invalid placeholder unknown.',
  ],
  [
    { InputTransformer: { InputPathsMap: { 'aws.x': '$.id' }, InputTemplate: '"<aws.x>"' } },
    'reserved key aws.x',
  ],
  [{ InputTransformer: { InputTemplate: `"${'x'.repeat(8192)}"` } }, 'must have 1 to 8192 characters'],
])('refuses %j', (given, message) => {
  expect(() => compileTargetInput({ ...target, ...given })).toThrow(message);
});
