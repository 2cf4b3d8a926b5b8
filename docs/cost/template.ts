/** The resources of a packaged template that cost money, and of their properties those that decide how much. */
import * as z from 'zod/mini';
import { isRecord } from '../../sandbox/is-record.ts';

const text = z.string();

/** The template of a stack in which every condition holds: each Fn::If as its first branch, each Fn::Sub as its text. */
export function withEverything(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withEverything);
  if (!isRecord(value)) return value;
  const { 'Fn::If': choice, 'Fn::Sub': substituted } = value;
  if (Array.isArray(choice)) return withEverything(choice[1]);
  if (substituted !== undefined) return Array.isArray(substituted) ? substituted[0] : substituted;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withEverything(inner)]));
}

export const Resources = z.record(text, z.object({ Type: text, Properties: z.optional(z.unknown()) }));

export const LambdaFunction = z.object({
  FunctionName: text,
  MemorySize: z.number(),
  Timeout: z.number(),
  Architectures: z.tuple([z.literal('arm64')]),
  TracingConfig: z.optional(z.object({ Mode: text })),
});

/** Documents in its log would make it as large as they are: that would have to be counted. */
export const StateMachine = z.object({
  StateMachineName: text,
  StateMachineType: z.literal('STANDARD'),
  LoggingConfiguration: z.optional(
    z.object({ Level: z.literal('ALL'), IncludeExecutionData: z.literal(false) }),
  ),
  TracingConfiguration: z.optional(z.object({ Enabled: z.boolean() })),
});

export const Table = z.object({
  BillingMode: z.literal('PAY_PER_REQUEST'),
  PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.literal(true) }),
});

export const Topic = z.object({ KmsMasterKeyId: z.optional(z.unknown()) });
export const Subscription = z.object({ Protocol: z.literal('email') });
export const LogGroup = z.object({ RetentionInDays: z.number() });

const Metric = z.object({
  Namespace: text,
  MetricName: text,
  Dimensions: z.optional(z.array(z.object({ Name: text, Value: z.unknown() }))),
});
export type Metric = z.infer<typeof Metric>;

/** Of standard resolution: faster ones cost more. */
const Period = z.number().check(z.minimum(60));
export const Alarm = z.union([
  z.extend(Metric, { Period }),
  z.object({ Metrics: z.array(z.object({ MetricStat: z.optional(z.object({ Metric, Period })) })) }),
]);

/** What the alarm looks at; expressions over these cost nothing more. */
export function metricsOf(alarm: z.infer<typeof Alarm>): Metric[] {
  if (!('Metrics' in alarm)) return [alarm];
  return alarm.Metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : []));
}

export const Dashboard = z.object({ DashboardBody: text });
