/**
 * How many metrics of our own there are: those that alarms and dashboards show, as nobody would emit another. CloudWatch counts
 * each combination of namespace, name and dimensions: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html
 */
import * as v from 'valibot';
import { isRecord } from '../../sandbox/is-record.ts';
import type { Metric } from './template.ts';

/** Namespace, name, and then each dimension's name and value. */
type Identity = unknown[];

export function customMetrics(alarmed: readonly Metric[], dashboardBodies: readonly string[]): number {
  const shown = [
    ...alarmed.map(({ Namespace, MetricName, Dimensions = [] }) => [
      Namespace,
      MetricName,
      ...Dimensions.flatMap(({ Name, Value }) => [Name, Value]),
    ]),
    ...dashboardBodies.flatMap(shownBy),
  ];
  // AWS's own cost nothing.
  const ours = shown.filter(([namespace]) => !`${namespace}`.startsWith('AWS/'));
  return new Set(ours.map((identity) => JSON.stringify(identity))).size;
}

const Body = v.object({
  widgets: v.array(
    v.object({ properties: v.object({ metrics: v.optional(v.array(v.array(v.unknown()))) }) }),
  ),
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
function shownBy(dashboardBody: string): Identity[] {
  const { widgets } = v.parse(Body, JSON.parse(dashboardBody));
  return widgets.flatMap(({ properties: { metrics = [] } }) => {
    let above: Identity = [];
    return metrics.flatMap((row) => {
      const [first] = row;
      if (isRecord(first)) return computed(first);
      above = written(row, above);
      return [above];
    });
  });
}

/** `.` is what stands above it, `...` all of that before the last value; at the end there may be how it is drawn. */
function written(row: readonly unknown[], above: Identity): Identity {
  const identity = row.filter((part) => !isRecord(part));
  const all = identity.flatMap((part, position) =>
    part === '...' ? above.slice(position, above.length - (identity.length - position - 1)) : [part],
  );
  return all.map((part, position) => (part === '.' ? above[position] : part));
}

/** From what other rows show. @throws Error for a search, which may find any number. */
function computed({ expression }: Record<string, unknown>): Identity[] {
  if (`${expression}`.includes('SEARCH')) throw new Error(`Nothing here counts what ${expression} finds.`);
  return [];
}
