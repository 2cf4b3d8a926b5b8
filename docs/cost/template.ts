/** The resources of a packaged template that cost money, and of their properties those that decide how much. */
import * as v from 'valibot';
import { isRecord } from '../../sandbox/is-record.ts';

const text = v.string();

/** The template of a stack in which every condition holds: each Fn::If as its first branch, each Fn::Sub as its text. */
export function withEverything(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withEverything);
  if (!isRecord(value)) return value;
  const { 'Fn::If': choice, 'Fn::Sub': substituted } = value;
  if (Array.isArray(choice)) return withEverything(choice[1]);
  if (substituted !== undefined) return Array.isArray(substituted) ? substituted[0] : substituted;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withEverything(inner)]));
}

export const Resources = v.record(text, v.object({ Type: text, Properties: v.optional(v.unknown()) }));

export const LambdaFunction = v.object({
  FunctionName: text,
  MemorySize: v.number(),
  Timeout: v.number(),
  Architectures: v.strictTuple([v.literal('arm64')]),
  TracingConfig: v.optional(v.object({ Mode: text })),
});

/** Documents in its log would make it as large as they are: that would have to be counted. */
export const StateMachine = v.object({
  StateMachineName: text,
  StateMachineType: v.literal('STANDARD'),
  LoggingConfiguration: v.optional(
    v.object({ Level: v.literal('ALL'), IncludeExecutionData: v.literal(false) }),
  ),
  TracingConfiguration: v.optional(v.object({ Enabled: v.boolean() })),
});

export const Table = v.object({
  BillingMode: v.literal('PAY_PER_REQUEST'),
  PointInTimeRecoverySpecification: v.object({ PointInTimeRecoveryEnabled: v.literal(true) }),
});

export const Topic = v.object({ KmsMasterKeyId: v.optional(v.unknown()) });
export const Subscription = v.object({ Protocol: v.literal('email') });
export const LogGroup = v.object({ RetentionInDays: v.number() });

const Metric = v.object({
  Namespace: text,
  MetricName: text,
  Dimensions: v.optional(v.array(v.object({ Name: text, Value: v.unknown() }))),
});
export type Metric = v.InferOutput<typeof Metric>;

/** Of standard resolution: faster ones cost more. */
const Period = v.pipe(v.number(), v.minValue(60));
export const Alarm = v.union([
  v.object({ ...Metric.entries, Period }),
  v.object({ Metrics: v.array(v.object({ MetricStat: v.optional(v.object({ Metric, Period })) })) }),
]);

/** What the alarm looks at; expressions over these cost nothing more. */
export function metricsOf(alarm: v.InferOutput<typeof Alarm>): Metric[] {
  if (!('Metrics' in alarm)) return [alarm];
  return alarm.Metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : []));
}

export const Dashboard = v.object({ DashboardBody: text });
