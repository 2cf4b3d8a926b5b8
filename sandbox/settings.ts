/** The clock of the sandbox's AWS, in seconds. Real time, only shorter: what takes minutes or hours out there takes moments here. */
export interface SandboxSettings {
  /** Of every new hosted zone's SOA: how long a miss stays cached. Route 53: 900. */
  negativeTtlSeconds: number;
  /** From a change until a distribution is Deployed again. CloudFront: minutes. */
  deploySeconds: number;
  /** Until somebody at AWS Support reads a new case. */
  agentSeconds: number;
  /** Until Lambda repeats a failed asynchronous invocation, first and second time. Lambda: 60 and 120. */
  retryDelaysSeconds: [number, number];
  /** What no function's own timeout may exceed. */
  longestInvocationSeconds: number;
}

export const SETTINGS: SandboxSettings = {
  negativeTtlSeconds: 4,
  deploySeconds: 2,
  agentSeconds: 2,
  retryDelaysSeconds: [1, 2],
  longestInvocationSeconds: 900,
};
