/** Whether an announcement tells of the end of its execution, and of which. */
import type { Ended } from '../chain.ts';
import type { AnnouncementDetail, AnnouncementType } from './announcement.ts';

/** As long as nobody redrives it. */
export function isStopped(type: AnnouncementType): boolean {
  return type === 'Remediation failed' || type === 'Remediation stopped';
}

export function endedBy(type: AnnouncementType, failure: AnnouncementDetail['failure']): Ended | undefined {
  switch (type) {
    case 'Remediation failed':
      return {
        status: failure?.error === 'States.Timeout' ? 'TIMED_OUT' : 'FAILED',
        ...(failure && { failure }),
      };
    case 'Remediation stopped':
      return { status: 'ABORTED', ...(failure && { failure }) };
    case 'Alias confirmed':
    case 'Nothing to do':
    case 'No target':
    case 'Details omitted':
    case 'Dry run finished':
      return { status: 'SUCCEEDED' };
    case 'Remediation opened':
    case 'DNS record in the way':
    case 'Certificate missing':
    case 'Certificate attached':
    case 'Ownership proof incomplete':
    case 'Ownership proof seen':
    case 'Alias moved':
    case 'Alias added':
    case 'Alias free':
    case 'Support case opened':
    case 'Support case updated':
    case 'Open the case by hand':
    case 'Too many Support cases':
    case 'Alias claimed':
      return undefined;
  }
}
