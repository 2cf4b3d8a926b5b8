import { expect, test } from 'vitest';
import { rulesOf } from '../../../docs/cost/rules.ts';

const SERVICE = 'cname-rescue-prod';
const lambda = (name: string) => ({
  Id: name,
  Arn: `arn:aws:lambda:us-east-1:111122223333:function:${SERVICE}-${name}`,
});
const created = (rule: object, ...targets: object[]) =>
  [
    ['rule', { Name: 'it', ...rule }],
    ['targets', { Rule: 'it', Targets: targets }],
  ] as const;
const announcement = (type: string) => ({ source: 'cname-rescue', 'detail-type': type, detail: {} });

test('an event invokes the targets of each rule on its bus that it matches', () => {
  const EventPattern = JSON.stringify({ source: ['cname-rescue'], 'detail-type': ['Alias moved'] });
  const rules = rulesOf(created({ EventBusName: 'ours', EventPattern }, lambda('a'), lambda('b')), SERVICE);
  const events = ['Alias moved', 'Alias added', 'Alias moved'].map(announcement);
  expect(rules.invocations(events, 'ours')).toEqual({ a: 2, b: 2 });
  expect(rules.invocations(events, 'default')).toEqual({});
});

test.each([
  ['rate(1 hour)', 730],
  ['rate(5 minutes)', 8760],
  ['rate(2 days)', 365 / 24],
])('%s is %d times a month', (ScheduleExpression, times) => {
  const rules = rulesOf(created({ ScheduleExpression }, lambda('measure')), SERVICE);
  expect(rules.scheduled().measure).toBeCloseTo(times);
  expect(rules.invocations([announcement('Alias moved')], 'default')).toEqual({});
});

test('a schedule that nothing here can count is refused', () => {
  const rules = rulesOf(created({ ScheduleExpression: 'cron(0 10 * * ? *)' }, lambda('measure')), SERVICE);
  expect(() => rules.scheduled()).toThrow('cron(0 10 * * ? *)');
});

test('a target that is no function is refused: it would cost something else', () => {
  const queue = { Id: 'queue', Arn: 'arn:aws:sqs:us-east-1:111122223333:queue' };
  expect(() => rulesOf(created({ EventPattern: '{"source":["a"]}' }, queue), SERVICE)).toThrow(queue.Arn);
});
