/** The stack's own metrics: what AWS does not count by itself. Who writes which, and why: docs/adr/0014. */

/** By name, with the unit of CloudWatch. */
export const METRICS = {
  /** From the start of an execution until every name server had the TXT record. */
  TimeToProof: 'Seconds',
  /** From the start of an execution until its aliases were confirmed on their target. */
  TimeToResolution: 'Seconds',
  CasesOpened: 'Count',
  RemediationsFailed: 'Count',
  /** Running executions, by phase. */
  OpenRemediations: 'Count',
  OldestRemediationSeconds: 'Seconds',
} as const;

export interface Measurement {
  metric: keyof typeof METRICS;
  value: number;
  /** With `OpenRemediations` only: by what else it is told apart. */
  dimensions?: Record<string, string>;
  /** Lies beside it in the log, for whoever looks there; CloudWatch makes no metric of it. */
  details?: Record<string, string>;
  /** Epoch milliseconds, where it is not now. */
  at?: number;
}

/** Hands a measurement to CloudWatch. */
export type Measure = (measurement: Measurement) => void;
