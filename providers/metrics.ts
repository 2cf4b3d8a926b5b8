/**
 * CloudWatch makes the metrics of what a function prints, so that no function needs a permission or waits for a call. Powertools prints
 * to standard output itself: what goes through `console` comes inside another object (log format JSON).
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format.html
 */
import { Metrics } from '@aws-lambda-powertools/metrics';
import { METRICS, type Measure } from '../remediation/metrics/metric.ts';

/** `serviceName` is a dimension of every metric: the library writes none without. */
export function createMetrics(names: { namespace: string; serviceName: string }): Measure {
  return ({ metric, value, dimensions = {}, details = {}, at }) => {
    // One line each: dimensions and time belong to all metrics of a line.
    const metrics = new Metrics(names);
    for (const [name, text] of Object.entries(dimensions)) metrics.addDimension(name, text);
    for (const [name, text] of Object.entries(details)) metrics.addMetadata(name, text);
    if (at !== undefined) metrics.setTimestamp(at);
    metrics.addMetric(metric, METRICS[metric], value).publishStoredMetrics();
  };
}
