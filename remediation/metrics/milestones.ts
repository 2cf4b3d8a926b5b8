/** What an announcement says in numbers. One that is delivered twice counts twice: a metric is no ledger. */
import type { AnnouncementDetail, AnnouncementType } from '../announcements/announcement.ts';
import type { Measurement } from './metric.ts';

/** `at`: when it was announced, in epoch milliseconds; it may be delivered much later. */
export function milestone(
  type: AnnouncementType,
  { execution, failure }: AnnouncementDetail,
  at: number,
): Measurement | undefined {
  const details = { execution: execution.name };
  const elapsed = (metric: 'TimeToProof' | 'TimeToResolution') =>
    execution.startedAt === undefined
      ? undefined
      : { metric, value: Math.max(0, (at - Date.parse(execution.startedAt)) / 1000), details, at };
  switch (type) {
    case 'Ownership proof seen':
      return elapsed('TimeToProof');
    case 'Alias confirmed':
      return elapsed('TimeToResolution');
    case 'Support case opened':
      return { metric: 'CasesOpened', value: 1, details, at };
    case 'Remediation failed':
      return {
        metric: 'RemediationsFailed',
        value: 1,
        details: { ...details, ...(failure && { error: failure.error }) },
        at,
      };
    default:
      return undefined;
  }
}
