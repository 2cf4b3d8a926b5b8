/** What the sandbox says of a value that is not as it must be. */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { sentence } from '../../sandbox/issues.ts';
import { recordOf } from '../../sandbox/record-of.ts';

const Refusal = v.strictObject({ code: v.string(), status: v.pipe(v.number(), v.minValue(400)) });
const Order = v.strictObject({
  by: v.optional(v.string()),
  kind: v.union([v.picklist(['timeout', 'reset']), Refusal]),
  tags: v.optional(recordOf(v.array(v.string()))),
});

test.each<[what: string, value: unknown, said: string]>([
  ['no object', 3, 'the order: Invalid type: Expected Object but received 3'],
  ['a key too few', {}, 'kind: Missing key'],
  ['a key too many', { kind: 'reset', bye: 'x' }, 'bye: Unknown key'],
  [
    'a value of another type, deep inside',
    { kind: 'reset', tags: { a: ['x', 1] } },
    'tags.a.1: Invalid type: Expected string but received 1',
  ],
  [
    'a list for a record',
    { kind: 'reset', tags: [['x']] },
    'tags: Invalid type: Expected Object but received Array',
  ],
  [
    'no member of a union',
    { kind: 'reste' },
    'kind: Invalid type: Expected (("timeout" | "reset") | Object) but received "reste"',
  ],
  ['one like a member of a union', { kind: { code: 'x' } }, 'kind.status: Missing key'],
  [
    'a member of a union, but for a value',
    { kind: { code: 'x', status: 200 } },
    'kind.status: Invalid value: Expected >=400 but received 200',
  ],
  ['several things', { by: null }, 'by: Invalid type: Expected string but received null; kind: Missing key'],
])('%s', (_, value, said) => {
  const { issues = [] } = v.safeParse(Order, value);
  expect(sentence(issues, 'the order')).toBe(said);
});
