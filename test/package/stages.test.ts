import { expect, test } from 'vitest';
import { differencesBetween } from './stages.ts';

const queue = (properties: object) => ({ Resources: { Queue: { Properties: properties } } });
const variables = (values: object) => ({
  Resources: { MoveDashaliasLambdaFunction: { Properties: { Environment: { Variables: values } } } },
});

const between = (one: unknown, other: unknown) =>
  differencesBetween({ name: 'app-prod', template: one }, { name: 'app-sandbox', template: other });

test.for([
  ['a value', { Delay: 1 }, { Delay: 2 }, ['Delay']],
  ['a kind of value', { Delay: 1 }, { Delay: '1' }, ['Delay']],
  ['a list for an object', { Tags: [] }, { Tags: {} }, ['Tags']],
  ['something missing', { Tags: [{ Key: 'a' }] }, { Tags: [{}] }, ['Tags/0/Key']],
  ['something more', { Tags: [] }, { Tags: [{ Key: 'a' }], Delay: 1 }, ['Tags/0', 'Delay']],
] as const)('%s is a difference', ([, one, other, paths]) => {
  const expected = paths.map((path) => `/Resources/Queue/Properties/${path}`);
  expect(between(queue(one), queue(other))).toEqual(expected);
});

test('names and the values of parameters may differ', () => {
  expect(
    between(queue({ Name: 'app-prod-dead-letters' }), queue({ Name: 'app-sandbox-dead-letters' })),
  ).toEqual([]);
  expect(between(variables({ DRY_RUN: 'false' }), variables({ DRY_RUN: 'true' }))).toEqual([]);
});
