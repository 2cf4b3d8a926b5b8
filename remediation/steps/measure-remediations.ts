/**
 * How many remediations are open, in which phase, and how old the oldest is. Where none is, nothing is measured: a metric costs in
 * the hours in which it is written.
 */
import type { Measure, Measurement } from '../metrics/metric.ts';
import { type Phase, phaseOf } from '../metrics/phase.ts';
import type { Now, RunningExecutions } from '../ports.ts';

/** Histories that are read at most, of the oldest. The others count as `unknown`: that there are so many says more than their phases. */
const HISTORIES = 100;

export function measureRemediations({
  executions,
  measure,
  now,
}: {
  executions: RunningExecutions;
  measure: Measure;
  now: Now;
}) {
  return async (): Promise<void> => {
    const running = (await executions.list()).toSorted((a, b) => a.startedAt - b.startedAt);
    const [oldest] = running;
    if (oldest === undefined) return;
    const phases = await Promise.all(
      running.map(async ({ arn }, index) =>
        index < HISTORIES ? phaseOf(await executions.statesEntered(arn)) : 'unknown',
      ),
    );
    for (const measurement of openByPhase(phases)) measure(measurement);
    measure({
      metric: 'OldestRemediationSeconds',
      value: Math.max(0, (now() - oldest.startedAt) / 1000),
      details: { execution: oldest.name },
    });
  };
}

function openByPhase(phases: readonly Phase[]): Measurement[] {
  const byPhase = Map.groupBy(phases, (phase) => phase);
  return [...byPhase].map(([phase, { length }]) => ({
    metric: 'OpenRemediations',
    value: length,
    dimensions: { phase },
  }));
}
