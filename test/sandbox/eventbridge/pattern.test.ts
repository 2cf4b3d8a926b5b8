import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compilePattern } from '../../../sandbox/services/eventbridge/pattern.ts';

function matches(pattern: unknown, event: unknown): boolean {
  return compilePattern(JSON.stringify(pattern))(event);
}

function refusal(pattern: unknown): string {
  try {
    compilePattern(typeof pattern === 'string' ? pattern : JSON.stringify(pattern));
  } catch (error) {
    return String(error);
  }
  return 'accepted';
}

/** Each row: the choices for the field `f`, an event that they match and one that they do not. */
const operators: [what: string, choices: unknown[], yes: object, no: object][] = [
  ['exact string', ['a', 'b'], { f: 'b' }, { f: 'B' }],
  ['exact number', [42], { f: 42.0 }, { f: '42' }],
  ['boolean', [true], { f: true }, { f: 'true' }],
  ['null', [null], { f: null }, {}],
  ['empty string', [''], { f: '' }, { f: null }],
  ['any element of an array', ['b'], { f: ['a', 'b'] }, { f: ['a', 'c'] }],
  ['prefix', [{ prefix: 'CNAME' }], { f: 'CNAMEAlreadyExistsException' }, { f: 'cnameAlreadyExists' }],
  [
    'prefix, any case',
    [{ prefix: { 'equals-ignore-case': 'EVENT' } }],
    { f: 'eventBridge' },
    { f: 'anEvent' },
  ],
  ['suffix', [{ suffix: '.png' }], { f: 'a.png' }, { f: 'a.png.zip' }],
  ['suffix, any case', [{ suffix: { 'equals-ignore-case': '.PNG' } }], { f: 'a.pNg' }, { f: 'a.jpg' }],
  ['equals-ignore-case', [{ 'equals-ignore-case': 'alice' }], { f: 'ALICE' }, { f: 'ALICE ' }],
  ['wildcard', [{ wildcard: 'dir/*.log*' }], { f: 'dir/a/b.log.1' }, { f: 'dir/a/b.txt' }],
  ['wildcard, escaped star', [{ wildcard: 'a\\*b\\\\c' }], { f: 'a*b\\c' }, { f: 'axb\\c' }],
  ['wildcard takes nothing else for special', [{ wildcard: 'a.b' }], { f: 'a.b' }, { f: 'axb' }],
  ['anything-but', [{ 'anything-but': 'a' }], { f: 'b' }, { f: 'a' }],
  ['anything-but a list', [{ 'anything-but': [100, 200] }], { f: 300 }, { f: 200 }],
  ['anything-but does not match an absent field', [{ 'anything-but': 'a' }], { f: 'b' }, { g: 'b' }],
  ['anything-but matches null', [{ 'anything-but': 'a' }], { f: null }, {}],
  ['anything-but prefix', [{ 'anything-but': { prefix: 'own' } }], { f: 'other' }, { f: 'own-role' }],
  ['anything-but prefixes', [{ 'anything-but': { prefix: ['x-', 'y-'] } }], { f: 'z-1' }, { f: 'y-1' }],
  ['anything-but suffix', [{ 'anything-but': { suffix: '.tmp' } }], { f: 'a.txt' }, { f: 'a.tmp' }],
  [
    'anything-but any case',
    [{ 'anything-but': { 'equals-ignore-case': ['red', 'blue'] } }],
    { f: 'green' },
    { f: 'BLUE' },
  ],
  ['anything-but wildcard', [{ 'anything-but': { wildcard: '*/lib/*' } }], { f: 'src/a' }, { f: 'x/lib/y' }],
  ['exists', [{ exists: true }], { f: null }, {}],
  ['exists sees no objects', [{ exists: true }], { f: [1] }, { f: { g: 1 } }],
  ['exists: false', [{ exists: false }], {}, { f: null }],
  ['exists: false takes an empty array for nothing', [{ exists: false }], { f: [] }, { f: [0] }],
  ['a value or its absence', ['a', { exists: false }], {}, { f: 'b' }],
  ['numeric =', [{ numeric: ['=', 1.5] }], { f: 1.5 }, { f: '1.5' }],
  ['numeric <', [{ numeric: ['<', 0] }], { f: -1 }, { f: 0 }],
  ['numeric range', [{ numeric: ['>', 0, '<=', 5] }], { f: 5 }, { f: 0 }],
  ['numeric range, other bounds', [{ numeric: ['>=', 0, '<', 5] }], { f: 0 }, { f: 5 }],
  ['cidr', [{ cidr: '198.51.100.0/24' }], { f: '198.51.100.200' }, { f: '203.0.113.1' }],
  ['cidr, version 6', [{ cidr: '2001:db8::/32' }], { f: '2001:db8:1::1' }, { f: '198.51.100.1' }],
];

describe('operators', () => {
  test.each(operators)('%s', (_, choices, yes, no) => {
    expect(matches({ f: choices }, yes)).toBe(true);
    expect(matches({ f: choices }, no)).toBe(false);
  });
});

describe('structure', () => {
  test('every field of the pattern must match, and fields that it does not name may hold anything', () => {
    const pattern = { source: ['aws.states'], detail: { status: ['FAILED'] } };
    expect(matches(pattern, { source: 'aws.states', detail: { status: 'FAILED', more: 1 } })).toBe(true);
    expect(matches(pattern, { source: 'aws.states', detail: { status: 'RUNNING' } })).toBe(false);
    expect(matches(pattern, { source: 'aws.states', detail: 'FAILED' })).toBe(false);
  });

  test('names that every JavaScript object has are not there unless the event has them', () => {
    expect(matches({ detail: { constructor: [{ exists: false }] } }, { detail: {} })).toBe(true);
  });

  test('absence matches below a parent that is absent too', () => {
    const pattern = { userIdentity: { sessionContext: { arn: [{ exists: false }] } } };
    expect(matches(pattern, { userIdentity: { type: 'IAMUser' } })).toBe(true);
    expect(matches(pattern, { userIdentity: { sessionContext: { arn: 'x' } } })).toBe(false);
  });

  test('in an array of objects, one of them must match as a whole', () => {
    const pattern = { rows: { a: [1], b: [2] } };
    expect(matches(pattern, { rows: [{ a: 9 }, { a: 1, b: 2 }] })).toBe(true);
    expect(matches(pattern, { rows: [{ a: 1 }, { b: 2 }] })).toBe(false);
  });

  test('in an array of objects, absence means absent from all', () => {
    const pattern = { rows: { a: [{ exists: false }] } };
    expect(matches(pattern, { rows: [{ b: 1 }, { a: 1 }] })).toBe(false);
    expect(matches(pattern, { rows: [{ b: 1 }, { c: 1 }] })).toBe(true);
  });

  test('$or, beside other fields and nested', () => {
    const pattern = {
      source: ['s'],
      detail: { $or: [{ code: [{ prefix: 'C' }] }, { message: ['m'], kind: [{ exists: false }] }] },
    };
    expect(matches(pattern, { source: 's', detail: { code: 'CNAME' } })).toBe(true);
    expect(matches(pattern, { source: 's', detail: { message: 'm' } })).toBe(true);
    expect(matches(pattern, { source: 's', detail: { message: 'm', kind: 1 } })).toBe(false);
    expect(matches(pattern, { source: 't', detail: { code: 'CNAME' } })).toBe(false);
  });
});

describe('malformed patterns', () => {
  test.each<[pattern: unknown, reason: string]>([
    ['{', 'JSON'],
    [[1], 'Filter is not an object'],
    [{}, 'Empty objects are not allowed'],
    [{ detail: {} }, 'Empty objects are not allowed at detail'],
    [{ source: 'aws.acm' }, '"source" must be an object or an array at source'],
    [{ source: [] }, 'Empty arrays are not allowed at source'],
    [{ source: [['a']] }, 'Match value must be String, number, true, false, or null at source[0]'],
    [{ detail: { n: ['a', { prefx: 'b' }] } }, 'Unrecognized match type "prefx" at detail.n[1].prefx'],
    [{ a: [{ prefix: 'x', suffix: 'y' }] }, 'Only one key allowed in match expression at a[0]'],
    [{ a: [{ prefix: 1 }] }, 'Match value must be a string at a[0].prefix'],
    [{ a: [{ exists: 'yes' }] }, 'exists match pattern must be either true or false at a[0]'],
    [{ a: [{ wildcard: 'x**' }] }, 'Consecutive wildcard characters at pos 1'],
    [{ a: [{ wildcard: 'a\\d' }] }, 'Invalid escape character at pos 1'],
    [{ a: [{ 'anything-but': ['x', 1] }] }, 'strings only or numbers only at a[0].anything-but'],
    [{ a: [{ 'anything-but': null }] }, 'strings only or numbers only'],
    [{ a: [{ 'anything-but': { prefix: '' } }] }, 'Null prefix not allowed at a[0].anything-but.prefix'],
    [{ a: [{ 'anything-but': { numeric: ['=', 1] } }] }, 'Unsupported anything-but pattern "numeric"'],
    [{ a: [{ numeric: ['<', 5, '>', 1] }] }, 'A numeric range goes from > or >='],
    [{ a: [{ numeric: ['>', 5, '<', 1] }] }, 'Bottom must be less than top'],
    [{ a: [{ numeric: ['!=', 5] }] }, 'Unrecognized numeric range operator: !='],
    [{ a: [{ cidr: '10.0.0.0/33' }] }, 'Malformed CIDR'],
    [{ $or: [{ a: [1] }] }, 'at least 2 objects in an $or relationship at $or'],
    [{ a: ['x'.repeat(4096)] }, 'Longer than 4096 characters'],
  ])('%j', (pattern, reason) => {
    const message = refusal(pattern);
    expect(message).toMatch(/^InvalidEventPatternException: Event pattern is not valid\. Reason: /);
    expect(message).toContain(reason);
  });
});

test('a pattern for failed CloudFront calls takes every fixture, and none of those to be ignored', () => {
  const pattern = {
    source: ['aws.cloudfront'],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: {
      eventName: [{ prefix: 'UpdateDistribution' }, { prefix: 'CreateDistribution' }],
      errorCode: [{ prefix: 'CNAMEAlreadyExists' }],
      userIdentity: {
        arn: [
          { 'anything-but': { prefix: 'arn:aws:sts::111122223333:assumed-role/cname-rescue-prod-' } },
          { exists: false },
        ],
        sessionContext: {
          sessionIssuer: {
            arn: [
              { 'anything-but': { prefix: 'arn:aws:iam::111122223333:role/cname-rescue-prod-' } },
              { exists: false },
            ],
          },
        },
      },
    },
  };
  const verdicts = (directory: string) =>
    readdirSync(directory)
      .filter((name) => name.endsWith('.json'))
      .map((name) => matches(pattern, JSON.parse(readFileSync(`${directory}/${name}`, 'utf8'))));
  const fixtures = new URL('../../fixtures/cloudtrail', import.meta.url).pathname;
  expect(new Set(verdicts(fixtures))).toEqual(new Set([true]));
  expect(new Set(verdicts(`${fixtures}/ignored`))).toEqual(new Set([false]));
});
