/** Rules that run at a rate. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { code, elsewhere, eventBridge, functionArn, place } from './buses.ts';

const HOUR = 3_600_000;
beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-11-20T01:00:00Z') }));
afterEach(() => vi.useRealTimers());

function scheduled(ScheduleExpression: string) {
  const bridge = eventBridge();
  bridge.operations.PutRule({ Name: 'r', ScheduleExpression }, place);
  bridge.operations.PutTargets({ Rule: 'r', Targets: [{ Id: 'a', Arn: functionArn }] }, place);
  return bridge;
}

test('its targets get a scheduled event each time, the first when the time is over once', () => {
  const { invoked, seen } = scheduled('rate(1 hour)');
  vi.advanceTimersByTime(HOUR - 1);
  expect(invoked).toEqual([]);
  vi.advanceTimersByTime(1 + HOUR + 1);
  expect(invoked.map(({ payload }) => payload)).toMatchObject([
    {
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      account: '111122223333',
      region: 'us-east-1',
      time: '2026-11-20T02:00:00Z',
      resources: ['arn:aws:events:us-east-1:111122223333:rule/r'],
      detail: {},
    },
    { time: '2026-11-20T03:00:00Z' },
  ]);
  expect(seen.map(({ rules }) => rules)).toEqual([['r'], ['r']]);
});

test.each([
  ['rate(1 minute)', 60_000],
  ['rate(5 minutes)', 300_000],
  ['rate(2 hours)', 2 * HOUR],
  ['rate(1 day)', 24 * HOUR],
])('%s', (expression, ms) => {
  const { invoked } = scheduled(expression);
  vi.advanceTimersByTime(ms - 1);
  expect(invoked).toHaveLength(0);
  vi.advanceTimersByTime(2);
  expect(invoked).toHaveLength(1);
});

test.each([
  'rate(1 hours)',
  'rate(5 hour)',
  'rate(0 hours)',
  'rate(1.5 hours)',
  'rate(1 week)',
  'rate(30 days)',
  'cron(0 * * * ? *)',
  'hourly',
])('%s is refused', (ScheduleExpression) => {
  const { operations } = eventBridge();
  expect(code(() => operations.PutRule({ Name: 'r', ScheduleExpression }, place))).toMatch(
    /^ValidationException/,
  );
  expect(operations.ListRules({}, place).Rules).toEqual([]);
});

test('a bus of our own takes no schedule', () => {
  const { operations } = eventBridge();
  operations.CreateEventBus({ Name: 'own' }, place);
  const put = { Name: 'r', EventBusName: 'own', ScheduleExpression: 'rate(1 hour)' };
  expect(code(() => operations.PutRule(put, place))).toContain('only on the default event bus');
});

test('no rule but its own hears of a schedule', () => {
  const { operations, invoked } = scheduled('rate(1 hour)');
  operations.PutRule({ Name: 'all', EventPattern: '{"source":["aws.events"]}' }, place);
  operations.PutTargets({ Rule: 'all', Targets: [{ Id: 'a', Arn: functionArn }] }, place);
  vi.advanceTimersByTime(HOUR + 1);
  expect(invoked).toHaveLength(1);
});

test('it runs only while it is enabled, and not when it is deleted or the sandbox ends', () => {
  const { operations, invoked, close } = scheduled('rate(1 hour)');
  operations.DisableRule({ Name: 'r' }, place);
  vi.advanceTimersByTime(HOUR + 1);
  expect(invoked).toHaveLength(0);
  operations.EnableRule({ Name: 'r' }, place);
  vi.advanceTimersByTime(HOUR);
  expect(invoked).toHaveLength(1);

  operations.PutRule({ Name: 's', ScheduleExpression: 'rate(1 hour)' }, elsewhere);
  operations.RemoveTargets({ Rule: 'r', Ids: ['a'] }, place);
  operations.DeleteRule({ Name: 'r' }, place);
  expect(vi.getTimerCount()).toBe(1);
  close();
  expect(vi.getTimerCount()).toBe(0);
});

test('a rule that is put again without a schedule has none', () => {
  const { operations } = scheduled('rate(1 hour)');
  operations.PutRule({ Name: 'r', EventPattern: '{"source":["example.app"]}' }, place);
  expect(vi.getTimerCount()).toBe(0);
  expect(operations.DescribeRule({ Name: 'r' }, place).ScheduleExpression).toBeUndefined();
});
