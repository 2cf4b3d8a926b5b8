/** Every hour -> here -> CloudWatch, by the log. */
import { metricSettings, name, settings } from '../providers/environment.ts';
import { createMetrics } from '../providers/metrics.ts';
import { createRunningExecutions } from '../providers/running-executions.ts';
import { measureRemediations } from '../remediation/steps/measure-remediations.ts';
import { lambda } from './lambda.ts';

const { STATE_MACHINE_ARN } = settings({ STATE_MACHINE_ARN: name });

export const handler = lambda(
  measureRemediations({
    executions: createRunningExecutions(STATE_MACHINE_ARN),
    measure: createMetrics(metricSettings()),
    now: Date.now,
  }),
);
