/** Who is called, about what, and with which page of the runbook. */

import { existsSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { PARAMETERS, type ParameterName } from '../../infra/parameters.ts';
import { METRICS } from '../../remediation/metrics/metric.ts';
import { emptyAccount } from '../sandbox/cloudformation/account.ts';
import { ofType, packagedTemplate, propertiesOf } from './template.ts';

const Sub = v.pipe(
  v.object({ 'Fn::Sub': v.string() }),
  v.transform((sub) => sub['Fn::Sub']),
);
const Metric = v.object({
  Namespace: v.string(),
  MetricName: v.string(),
  Dimensions: v.array(v.object({ Name: v.string(), Value: Sub })),
});
const Query = v.object({ MetricStat: v.object({ Metric, Period: v.number() }) });
const Alarm = v.object({
  AlarmName: v.string(),
  AlarmDescription: v.string(),
  Threshold: v.number(),
  TreatMissingData: v.literal('notBreaching'),
  Metrics: v.optional(v.array(v.unknown())),
});
/** Where there is Slack, as in this stage. */
const If = v.object({ 'Fn::If': v.strictTuple([v.string(), v.unknown(), v.unknown()]) });

const alarms = ofType('AWS::CloudWatch::Alarm').map(([id, { Properties, Condition }]) => {
  const alarm = v.parse(Alarm, Properties);
  const [expression, ...queries] = alarm.Metrics ?? [];
  const metrics = alarm.Metrics
    ? queries.map((query) => {
        return v.parse(Query, v.is(If, query) ? query['Fn::If'][1] : query).MetricStat.Metric;
      })
    : [v.parse(Metric, Properties)];
  return { id, condition: Condition, ...alarm, expression, metrics };
});

const named = (type: string, property: string) =>
  ofType(type).map(([, { Properties }]) => v.parse(v.string(), Properties?.[property]));
/** What a dimension may be, as the stack has it. */
const there: Record<string, string[]> = {
  QueueName: named('AWS::SQS::Queue', 'QueueName'),
  FunctionName: named('AWS::Lambda::Function', 'FunctionName'),
  RuleName: named('AWS::Events::Rule', 'Name'),
  EventBusName: [`\${AnnouncementBus}`],
  StateMachineArn: [`\${Remediation}`],
  service: ['cname-rescue'],
};

test.each(alarms)('$AlarmName says what it means, and names a page that exists', ({ AlarmDescription }) => {
  const [, says, page = ''] = /^(\S.+\.) See (docs\/runbook\/[\w-]+\.md)\.$/.exec(AlarmDescription) ?? [];
  expect(says).toBeDefined();
  expect(existsSync(page)).toBe(true);
});

test.each(alarms)(
  '$AlarmName looks at what there is, and at ten metrics at most',
  ({ metrics, expression }) => {
    for (const { Dimensions } of metrics) {
      for (const { Name, Value } of Dimensions) expect(there[Name]).toContain(Value);
    }
    expect(metrics.length).toBeGreaterThan(0);
    expect(metrics.length).toBeLessThanOrEqual(10);
    if (metrics.length > 1)
      expect(expression).toMatchObject({ Expression: 'SUM(METRICS())', ReturnData: true });
  },
);

const watched = (namespace: string, metric: string) =>
  alarms
    .flatMap(({ metrics }) => metrics)
    .filter(({ Namespace, MetricName }) => Namespace === namespace && MetricName === metric)
    .map(({ Dimensions }) => Dimensions.map(({ Value }) => Value).at(-1));

describe('nothing is lost in silence', () => {
  const queues = there.QueueName ?? [];
  const listeners = queues.map((queue) => queue.replace(/-dead-letters$/, ''));

  test('each dead-letter queue has an alarm of its own', () => {
    const single = alarms.filter(({ metrics: [metric] }) => metric?.Namespace === 'AWS/SQS');
    expect(single.map(({ AlarmName }) => AlarmName).toSorted()).toEqual(queues.toSorted());
    expect(watched('AWS/SQS', 'ApproximateNumberOfMessagesVisible').toSorted()).toEqual(queues.toSorted());
  });

  /** A measurement that is missing is no harm, and each metric that an alarm looks at is paid for. */
  const vital = listeners.filter((name) => !/-(record-metrics|measure-remediations)$/.test(name));

  test('what does not even get into its queue has one as well, by the rule and by the function behind it', () => {
    // What Slack does not hear of an alarm, the topic does.
    const rules = (there.RuleName ?? []).filter((name) => !name.endsWith('-announce-by-slack-alarms'));
    expect(rules.toSorted()).toEqual(listeners.toSorted());
    expect(watched('AWS/Events', 'InvocationsFailedToBeSentToDlq').toSorted()).toEqual(vital.toSorted());
    expect(watched('AWS/Lambda', 'DeadLetterErrors').toSorted()).toEqual(vital.toSorted());
  });

  test('a rule on our bus goes by its bus and its name', () => {
    const rules = ofType('AWS::Events::Rule').map(([, { Properties }]) => ({
      name: Properties?.Name,
      own: Properties?.EventBusName !== undefined,
    }));
    const lost = alarms.find(({ id }) => id === 'EventsLostAlarm');
    const ofRules = (lost?.metrics ?? []).filter(({ Namespace }) => Namespace === 'AWS/Events');
    const seen = ofRules.map(({ Dimensions }) => ({
      name: Dimensions.at(-1)?.Value,
      own: Dimensions.some(({ Name }) => Name === 'EventBusName'),
    }));
    expect(rules).toEqual(expect.arrayContaining(seen));
    expect(new Set(seen.map(({ own }) => own))).toEqual(new Set([true, false]));
  });

  test('how executions end badly, and what slows anything down', () => {
    for (const metric of [
      'ExecutionsFailed',
      'ExecutionsTimedOut',
      'ExecutionsAborted',
      'ExecutionThrottled',
    ]) {
      expect(watched('AWS/States', metric)).toEqual([`\${Remediation}`]);
    }
    expect(watched('AWS/Lambda', 'Throttles').toSorted()).toEqual(vital.toSorted());
  });
});

test('without Slack, no alarm asks for anything of it', async () => {
  const template = packagedTemplate();
  const Conditions = { ...template.Conditions, SlackConfigured: { 'Fn::Equals': ['with', 'without'] } };
  const { physicalIds } = await emptyAccount().deploy({ ...template, Conditions });
  expect(physicalIds).toHaveProperty('AnnouncementsFailingAlarm');
  expect(physicalIds).not.toHaveProperty('AnnounceBySlackDeadLettersAlarm');
});

test('an old remediation is one that is older than all deadlines together, by a metric that the stack writes', () => {
  const seconds = (name: ParameterName) => Number(PARAMETERS[name].default);
  const deadlines: ParameterName[] = [
    'proofDeadlineSeconds',
    'certificateDeadlineSeconds',
    'caseDeadlineSeconds',
    'deploymentDeadlineSeconds',
  ];
  const together = deadlines.map(seconds).reduce((sum, each) => sum + each, 0);
  expect(seconds('oldRemediationSeconds')).toBeGreaterThan(together);

  const old = alarms.find(({ id }) => id === 'OldRemediationAlarm');
  expect(old?.Threshold).toBe(seconds('oldRemediationSeconds'));
  const [metric] = old?.metrics ?? [];
  expect(Object.keys(METRICS)).toContain(metric?.MetricName);
  expect(metric?.Namespace).toBe('cname-rescue-sandbox');
  // A metric that is written once an hour is not missed by a shorter period, and not seen twice by it either.
  expect(propertiesOf('OldRemediationAlarm').Period).toBe(3600);
});
