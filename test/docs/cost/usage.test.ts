import { expect, test } from 'vitest';
import type { Course } from '../../../docs/cost/play.ts';
import type { Stack } from '../../../docs/cost/stack.ts';
import { idle, mostGbSeconds, open, poll, remediation } from '../../../docs/cost/usage.ts';

const FUNCTION = { memoryGb: 0.25, timeoutSeconds: 60, traced: false };

function stack(more: Partial<Stack> = {}): Stack {
  return {
    service: 'cname-rescue-prod',
    functions: new Map(
      ['check-ownership-proof', 'announce-by-sns', 'announce-by-slack'].map((name) => [name, FUNCTION]),
    ),
    stateMachine: { logged: false, traced: false },
    logRetentionDays: 90,
    topics: [{ encrypted: false }],
    mailboxes: 1,
    alarmMetrics: 0,
    customMetrics: 0,
    dashboards: 0,
    keys: 0,
    ...more,
  };
}

const announced = (size: number) => ({
  source: 'cname-rescue',
  'detail-type': 'Alias moved',
  detail: 'x'.repeat(size),
});

function course(more: Partial<Course> = {}): Course {
  return {
    seconds: 0,
    transitions: 0,
    historyEvents: 0,
    invocations: {},
    fromAws: [],
    announced: [],
    ledger: { reads: 0, writes: 0 },
    ...more,
  };
}

test('a month without incidents is what stands, and what runs on a schedule', () => {
  const usage = idle(stack({ alarmMetrics: 5, dashboards: 1, keys: 1 }), { 'announce-by-sns': 730 });
  expect(usage).toMatchObject({ alarmMetric: 5, dashboard: 1, key: 1, lambdaRequest: 730 });
  expect(usage.lambdaGbSecond).toBeCloseTo(730 * 0.25 * 1.6);
});

test('metrics of our own cost something only in a month in which something is open', () => {
  expect(idle(stack({ customMetrics: 3 }), {}).customMetricHour).toBeUndefined();
  expect(open(stack({ customMetrics: 3 }))).toEqual({ customMetricHour: 3 * 730 });
});

test('an announcement counts as an event for each 64 KB', () => {
  const sizes = [10, 64 * 1024, 130 * 1024];
  expect(remediation(stack(), course({ announced: sizes.map(announced) }), {}).customEvent).toBe(1 + 2 + 3);
});

test('a message is published to each topic, mailed, and encrypted where the topic is', () => {
  const invocations = { 'announce-by-sns': 6, 'announce-by-slack': 6 };
  expect(remediation(stack(), course(), invocations)).toMatchObject({
    snsPublish: 6,
    snsEmail: 6,
    keyRequest: 6,
  });
  const two = stack({ topics: [{ encrypted: true }, { encrypted: false }], mailboxes: 2 });
  expect(remediation(two, course(), invocations)).toMatchObject({
    snsPublish: 12,
    snsEmail: 12,
    keyRequest: 6 + 2 * 6,
  });
});

test('the state machine is logged and traced only where the stack says so', () => {
  const played = course({ historyEvents: 1000 });
  expect(remediation(stack(), played, {})).toMatchObject({ trace: 0 });
  expect(remediation(stack(), played, {}).logGb).toBeUndefined();
  const usage = remediation(stack({ stateMachine: { logged: true, traced: true } }), played, {});
  expect(usage).toMatchObject({ trace: 1, logGb: 0.0005 });
  // 90 days are three months, less a little.
  expect(usage.logGbMonth).toBeCloseTo(0.0015, 4);
});

test('a traced function counts a trace for each invocation', () => {
  const functions = new Map([['check-ownership-proof', { ...FUNCTION, traced: true }]]);
  expect(remediation(stack({ functions }), course(), { 'check-ownership-proof': 7 }).trace).toBe(7);
});

test('the poll passes once a minute, and a pass is three transitions', () => {
  const usage = poll(stack(), 3600);
  expect(usage).toMatchObject({ stateTransition: 180, lambdaRequest: 60, lambdaGbSecond: 15 });
});

test('at its most, each invocation runs until its timeout', () => {
  expect(mostGbSeconds(stack(), { 'check-ownership-proof': 10 })).toBe(10 * 0.25 * 60);
});

test('a function that is not deployed is an error: it would cost nothing', () => {
  expect(() => remediation(stack(), course(), { 'move-alias': 1 })).toThrow('move-alias');
});
