/** The dashboard is a string to CloudFormation: whether it holds what CloudWatch understands is looked at here. */
import { readdirSync } from 'node:fs';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { METRICS } from '../../remediation/metrics/metric.ts';
import { PHASES } from '../../remediation/metrics/phase.ts';
import { emptyAccount } from '../sandbox/cloudformation/account.ts';
import { ofType, packagedTemplate, propertiesOf } from './template.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const whole = v.pipe(v.number(), v.integer());
const place = { x: whole, y: whole, width: whole, height: whole };
const Options = v.strictObject({ label: v.string() });
const Widget = v.variant('type', [
  v.strictObject({ ...place, type: v.literal('text'), properties: v.strictObject({ markdown: v.string() }) }),
  v.strictObject({
    ...place,
    type: v.literal('alarm'),
    properties: v.strictObject({ title: v.string(), alarms: v.array(v.string()) }),
  }),
  v.strictObject({
    ...place,
    type: v.literal('metric'),
    properties: v.strictObject({
      title: v.string(),
      region: v.literal('us-east-1'),
      view: v.literal('timeSeries'),
      stacked: v.optional(v.boolean()),
      stat: v.picklist(['Sum', 'Maximum', 'p50']),
      period: whole,
      yAxis: v.optional(v.unknown()),
      metrics: v.array(v.array(v.union([v.string(), Options]))),
    }),
  }),
]);
const Body = v.strictObject({ widgets: v.array(Widget) });

/** What the pages say that infra/metrics.cjs names, as far as it is looked at. */
const OF_AWS: Record<string, { metrics: string[]; dimension: string }> = {
  'AWS/States': {
    metrics: ['ExecutionsStarted', 'ExecutionsSucceeded', 'ExecutionsFailed', 'ExecutionThrottled'],
    dimension: 'StateMachineArn',
  },
  'AWS/Lambda': { metrics: ['Errors', 'Throttles'], dimension: 'FunctionName' },
  'AWS/SQS': { metrics: ['ApproximateNumberOfMessagesVisible'], dimension: 'QueueName' },
};

const NAME = 'cname-rescue-sandbox';
let widgets: v.InferOutput<typeof Widget>[];
/** Each as `[namespace, metric, dimension, value, …]`. */
let metrics: string[][];

beforeAll(async () => {
  const { DashboardBody } = propertiesOf('Dashboard');
  const { outputs } = await emptyAccount().deploy({
    ...packagedTemplate(),
    Outputs: { Body: { Value: DashboardBody } },
  });
  widgets = v.parse(Body, JSON.parse(v.parse(v.string(), outputs.Body))).widgets;
  metrics = widgets.flatMap((widget) =>
    widget.type === 'metric'
      ? widget.properties.metrics.map((row) => row.filter((part) => typeof part === 'string'))
      : [],
  );
});

const shown = (namespace: string) => metrics.filter(([each]) => each === namespace);

test('it has the name of the stage', () => {
  expect(propertiesOf('Dashboard').DashboardName).toBe(NAME);
});

test('its widgets fit beside each other', () => {
  const cells = widgets.flatMap(({ x, y, width, height }) => {
    expect(x + width).toBeLessThanOrEqual(24);
    return Array.from(
      { length: width * height },
      (_, n) => `${x + (n % width)},${y + Math.floor(n / width)}`,
    );
  });
  expect(new Set(cells).size).toBe(cells.length);
});

describe('every metric that it names exists', () => {
  test('AWS documents it, with that dimension', () => {
    const ofAws = metrics.filter(([namespace]) => namespace?.startsWith('AWS/'));
    expect(ofAws.length).toBeGreaterThan(0);
    for (const [namespace = '', metric, dimension, , ...more] of ofAws) {
      expect(OF_AWS[namespace]?.metrics).toContain(metric);
      expect(dimension).toBe(OF_AWS[namespace]?.dimension);
      expect(more).toEqual([]);
    }
  });

  test('or the stack writes it, and all that it writes is shown', () => {
    const own = shown(NAME);
    expect(
      own.length + shown('AWS/States').length + shown('AWS/Lambda').length + shown('AWS/SQS').length,
    ).toBe(metrics.length);
    expect(new Set(own.map(([, metric]) => metric))).toEqual(new Set(Object.keys(METRICS)));
    for (const [, metric, dimension, service, ...more] of own) {
      expect([dimension, service]).toEqual(['service', 'cname-rescue']);
      if (metric !== 'OpenRemediations') expect(more).toEqual([]);
    }
  });
});

test('each phase, each function and each dead-letter queue is shown', () => {
  const phases = shown(NAME).filter(([, metric]) => metric === 'OpenRemediations');
  expect(phases.map((row) => row.slice(4))).toEqual(PHASES.map((phase) => ['phase', phase]));

  const functions = readdirSync('functions')
    .filter((file) => !['lambda.ts', 'step.ts'].includes(file))
    .map((file) => `${NAME}-${file.replace('.ts', '')}`);
  const errors = shown('AWS/Lambda').filter(([, metric]) => metric === 'Errors');
  expect(errors.map(([, , , value]) => value).toSorted()).toEqual(functions.toSorted());

  const queues = ofType('AWS::SQS::Queue').map(([, { Properties }]) => Properties?.QueueName);
  expect(shown('AWS/SQS').map(([, , , value]) => value)).toEqual(queues);
});

test('each alarm that is always there is shown', () => {
  const always = ofType('AWS::CloudWatch::Alarm').filter(([, { Condition }]) => Condition === undefined);
  const arns = always.map(
    ([, { Properties }]) => `arn:aws:cloudwatch:us-east-1:111122223333:alarm:${Properties?.AlarmName}`,
  );
  const alarms = widgets.flatMap((widget) => (widget.type === 'alarm' ? widget.properties.alarms : []));
  expect(alarms.toSorted()).toEqual(arns.toSorted());
});

/** https://aws.amazon.com/cloudwatch/pricing/ */
test('it costs nothing: it names no more metrics than a dashboard of the free tier may', () => {
  expect(metrics.length).toBeLessThanOrEqual(50);
});

test('it says where the executions and the runbook are', () => {
  const [text] = widgets.flatMap((widget) => (widget.type === 'text' ? [widget.properties.markdown] : []));
  expect(text).toContain(
    `(https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/statemachines/view/arn:aws:states:us-east-1:111122223333:stateMachine:${NAME})`,
  );
  expect(text).toContain(`#logsV2:log-groups/log-group/$252Faws$252Fvendedlogs$252Fstates$252F${NAME})`);
  expect(text).toContain('docs/runbook');
});
