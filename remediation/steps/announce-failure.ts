/**
 * An execution that failed, timed out or was stopped is announced from outside it: by a rule on Step Functions' own
 * status event. A Catch inside would turn the failed Task into a Fail state, and a redrive would fail again at once.
 */
import * as v from 'valibot';
import type { Announce, AnnouncementDetail, AnnouncementType } from '../announcements/announcement.ts';
import { Remediation } from '../document.ts';
import { messageOfCause } from '../failure-cause.ts';
import { parseEvent } from '../parse-event.ts';
import type { Executions } from '../ports.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
const StatusChange = v.object({
  source: v.literal('aws.states'),
  detail: v.object({
    executionArn: v.string(),
    name: v.string(),
    status: v.picklist(['FAILED', 'TIMED_OUT', 'ABORTED']),
  }),
});

/** @throws InvalidEvent when the event is no ended execution, or the execution no remediation. */
export function announceFailure({
  executions,
  announce,
}: {
  executions: Pick<Executions, 'failure'>;
  announce: Announce;
}) {
  return async (event: unknown): Promise<void> => {
    const { executionArn, name, status } = parseEvent(StatusChange, event).detail;
    // The event may leave out what is long; the execution itself knows.
    const { state, error, cause, remediation } = await executions.failure(executionArn);
    const type: AnnouncementType = status === 'ABORTED' ? 'Remediation stopped' : 'Remediation failed';
    const detail: AnnouncementDetail = {
      execution: { arn: executionArn, name },
      remediation: parseEvent(Remediation, remediation),
      failure: {
        ...(state !== undefined && { state }),
        error: status === 'TIMED_OUT' ? 'States.Timeout' : error,
        cause: messageOfCause(cause),
      },
    };
    await announce(type, detail);
  };
}
