/** Where remediations stand, as they are read from Step Functions, written short. */
import type { Standing } from '../../providers/operator/standing.ts';
import type { Remediation } from '../../remediation/document.ts';
import { EXECUTION, EXECUTION_ARN, remediation } from '../doubles/documents.ts';

export const STARTED = '2026-11-20T01:04:10.000Z';

export function running(document: Remediation | undefined, changes: Partial<Standing> = {}): Standing {
  return {
    name: EXECUTION,
    arn: EXECUTION_ARN,
    status: 'RUNNING',
    startedAt: STARTED,
    redriveCount: 0,
    remediation: document,
    states: [{ name: 'Wait', since: STARTED }],
    ...changes,
  };
}

export function ended(
  status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED',
  changes: Partial<Standing> = {},
): Standing {
  return running(remediation(), { status, states: [], stoppedAt: '2026-11-20T03:00:00.000Z', ...changes });
}
