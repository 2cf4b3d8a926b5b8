/** An event that is not delivered or not handled lies in a queue of its own, and nobody else puts anything there. */
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ofType, propertiesOf } from './template.ts';

const Arn = v.object({ 'Fn::GetAtt': v.strictTuple([v.string(), v.literal('Arn')]) });
const Rule = v.object({
  Targets: v.array(v.object({ Arn, DeadLetterConfig: v.object({ Arn }) })),
});
const Policy = v.object({
  Queues: v.strictTuple([v.object({ Ref: v.string() })]),
  PolicyDocument: v.object({ Statement: v.array(v.unknown()) }),
});
const Listener = v.object({ DeadLetterConfig: v.optional(v.object({ TargetArn: Arn })) });

const idIn = (arn: v.InferOutput<typeof Arn>) => arn['Fn::GetAtt'][0];
const queues = ofType('AWS::SQS::Queue').map(([id]) => id);
const routes = ofType('AWS::Events::Rule').flatMap(([rule, { Properties }]) =>
  v.parse(Rule, Properties).Targets.map((target) => ({
    rule,
    fn: idIn(target.Arn),
    queue: idIn(target.DeadLetterConfig.Arn),
  })),
);

test('each rule has a queue, and each queue is that of one function', () => {
  expect(new Set(routes.map(({ queue }) => queue))).toEqual(new Set(queues));
  expect(new Set(routes.map(({ queue }) => queue)).size).toBe(new Set(routes.map(({ fn }) => fn)).size);
});

test.each(routes)('$fn sends what it cannot do to the queue of its rule, $queue', ({ fn, queue }) => {
  const { DeadLetterConfig } = v.parse(Listener, propertiesOf(fn));
  expect(DeadLetterConfig?.TargetArn && idIn(DeadLetterConfig.TargetArn)).toBe(queue);
});

test.each(queues)('%s takes messages of the rules that it is for, over TLS only', (queue) => {
  const policies = ofType('AWS::SQS::QueuePolicy').map(([, { Properties }]) => v.parse(Policy, Properties));
  const [policy, ...others] = policies.filter(({ Queues: [{ Ref }] }) => Ref === queue);
  const Resource = { 'Fn::GetAtt': [queue, 'Arn'] };
  expect(others).toEqual([]);
  const arns = routes
    .filter((route) => route.queue === queue)
    .map(({ rule }) => ({ 'Fn::GetAtt': [rule, 'Arn'] }));
  // One by itself, several in a list, in whatever order.
  const sources =
    arns.length > 1 ? expect.toSatisfy((found) => isDeepStrictEqual(new Set(found), new Set(arns))) : arns[0];
  expect(policy?.PolicyDocument.Statement).toEqual([
    {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource,
      Condition: { ArnEquals: { 'aws:SourceArn': sources } },
    },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sqs:*',
      Resource,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ]);
});

test('what only Slack needs is there with Slack only', () => {
  const conditional = [
    ...ofType('AWS::SQS::Queue'),
    ...ofType('AWS::SQS::QueuePolicy'),
    ...ofType('AWS::IAM::Role'),
  ].flatMap(([id, { Condition }]) => (Condition === 'SlackConfigured' ? [id] : []));
  expect(conditional.toSorted()).toEqual([
    'AnnounceBySlackDeadLetters',
    'AnnounceBySlackDeadLettersPolicy',
    'AnnounceBySlackRole',
  ]);
});
