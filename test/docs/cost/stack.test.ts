import { expect, test } from 'vitest';
import { stackOf } from '../../../docs/cost/stack.ts';

const resource = (Type: string, Properties: object = {}) => ({ Type: `AWS::${Type}`, Properties });
const machine = (more: object = {}) =>
  resource('StepFunctions::StateMachine', {
    StateMachineName: 'cname-rescue-prod',
    StateMachineType: 'STANDARD',
    ...more,
  });

/** The least that a stack has, and more. */
const template = (more: Record<string, object> = {}) => ({
  Resources: {
    machine: machine(),
    table: resource('DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
    topic: resource('SNS::Topic'),
    logs: resource('Logs::LogGroup', { RetentionInDays: 90 }),
    ...more,
  },
});

test('what stands by itself costs nothing', () => {
  expect(stackOf(template())).toEqual({
    service: 'cname-rescue-prod',
    functions: new Map(),
    stateMachine: { logged: false, traced: false },
    logRetentionDays: 90,
    topics: [{ encrypted: false }],
    mailboxes: 0,
    alarmMetrics: 0,
    customMetrics: 0,
    dashboards: 0,
    keys: 0,
  });
});

test('a function goes by its name without the service', () => {
  const { functions } = stackOf(
    template({
      fn: resource('Lambda::Function', {
        FunctionName: 'cname-rescue-prod-move-alias',
        MemorySize: 256,
        Timeout: 300,
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
      }),
    }),
  );
  expect([...functions]).toEqual([['move-alias', { memoryGb: 0.25, timeoutSeconds: 300, traced: true }]]);
});

test('keys, dashboards, mailboxes, logs and traces', () => {
  const stack = stackOf(
    template({
      machine: machine({
        LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
        TracingConfiguration: { Enabled: true },
      }),
      topic: resource('SNS::Topic', { KmsMasterKeyId: { Ref: 'key' } }),
      mail: resource('SNS::Subscription', { Protocol: 'email' }),
      key: resource('KMS::Key'),
      dashboard: resource('CloudWatch::Dashboard', { DashboardBody: '{"widgets":[]}' }),
    }),
  );
  expect(stack).toMatchObject({
    stateMachine: { logged: true, traced: true },
    topics: [{ encrypted: true }],
    mailboxes: 1,
    keys: 1,
    dashboards: 1,
  });
});

test('an alarm costs as much as the metrics that it looks at', () => {
  const metric = { Namespace: 'AWS/States', MetricName: 'ExecutionsFailed' };
  const ours = { Namespace: 'ours', MetricName: 'Oldest' };
  const stack = stackOf(
    template({
      one: resource('CloudWatch::Alarm', { ...metric, Period: 300 }),
      two: resource('CloudWatch::Alarm', {
        Metrics: [
          { Id: 'a', MetricStat: { Metric: metric, Period: 300, Stat: 'Sum' } },
          { Id: 'b', MetricStat: { Metric: ours, Period: 3600, Stat: 'Maximum' } },
          { Id: 'sum', Expression: 'a + b' },
        ],
      }),
    }),
  );
  expect(stack).toMatchObject({ alarmMetrics: 3, customMetrics: 1 });
});

test('with every condition: an alarm looks at what is left out without, too', () => {
  const metric = (name: unknown) => ({
    MetricStat: {
      Metric: { Namespace: 'ours', MetricName: 'a', Dimensions: [{ Name: 'fn', Value: name }] },
      Period: 60,
    },
  });
  const stack = stackOf(
    template({
      alarm: resource('CloudWatch::Alarm', {
        Metrics: [
          metric({ 'Fn::Sub': 'the-stack-one' }),
          { 'Fn::If': ['SlackConfigured', metric('two'), { Ref: 'AWS::NoValue' }] },
        ],
      }),
      dashboard: resource('CloudWatch::Dashboard', {
        DashboardBody: {
          'Fn::Sub': ['{"widgets":[{"properties":{"metrics":[["ours","a","fn","the-stack-one"]]}}]}', {}],
        },
      }),
    }),
  );
  expect(stack).toMatchObject({ alarmMetrics: 2, customMetrics: 2 });
});

test.each([
  ['a type that nobody has priced', { nat: resource('EC2::NatGateway') }, 'AWS::EC2::NatGateway'],
  [
    'an alarm of high resolution',
    { alarm: resource('CloudWatch::Alarm', { Namespace: 'a', MetricName: 'b', Period: 10 }) },
    '',
  ],
  [
    'documents in the log of the state machine',
    { machine: machine({ LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: true } }) },
    '',
  ],
  ['an express workflow', { machine: machine({ StateMachineType: 'EXPRESS' }) }, ''],
  [
    'a function on x86',
    { fn: resource('Lambda::Function', { FunctionName: 'a', MemorySize: 1, Timeout: 1 }) },
    '',
  ],
])('%s is refused, not left out', (_, more, message) => {
  expect(() => stackOf(template(more))).toThrow(message);
});
