/** One link of the chain of causes, and how an execution ended. */

export type LinkName =
  | 'call'
  | 'conflict'
  | 'proof'
  | 'alias-record'
  | 'certificate'
  | 'move'
  | 'addition'
  | 'case'
  | 'confirmation';

export interface Link {
  name: LinkName;
  /** `ahead`: not reached yet. */
  state: 'done' | 'waiting' | 'failed' | 'ahead';
  /** A sentence for a person; empty when it is ahead. */
  reason: string;
  nextCheckAt?: string;
  deadlineAt?: string;
}

/** `state`: the one that failed, as the state machine calls it. */
export interface Ended {
  status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  failure?: { state?: string | undefined; error: string; cause: string };
}
