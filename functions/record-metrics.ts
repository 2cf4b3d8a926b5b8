/** Our bus -> here -> CloudWatch, by the log. */
import { metricSettings } from '../providers/environment.ts';
import { createMetrics } from '../providers/metrics.ts';
import { recordMetrics } from '../remediation/steps/record-metrics.ts';
import { lambda } from './lambda.ts';

export const handler = lambda(recordMetrics({ measure: createMetrics(metricSettings()) }));
