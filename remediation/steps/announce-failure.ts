/**
 * An execution that failed, timed out or was stopped is announced from outside it: by a rule on Step Functions' own
 * status event. A Catch inside would turn the failed Task into a Fail state, and a redrive would fail again at once.
 */
import * as z from 'zod/mini';
import type { Announce, AnnouncementDetail, AnnouncementType } from '../announcements/announcement.ts';
import { Remediation } from '../document.ts';
import { InvalidEvent } from '../errors.ts';
import type { Executions } from '../ports.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
const StatusChange = z.object({
  source: z.literal('aws.states'),
  detail: z.object({
    executionArn: z.string(),
    name: z.string(),
    status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
  }),
});

/** Lambda's errors arrive as JSON in the cause; others as text. */
const LambdaCause = z.object({ errorMessage: z.string() });

/** @throws InvalidEvent when the event is no ended execution. */
export function announceFailure({ executions, announce }: { executions: Executions; announce: Announce }) {
  return async (event: unknown): Promise<void> => {
    const parsed = StatusChange.safeParse(event);
    if (!parsed.success) throw new InvalidEvent(z.prettifyError(parsed.error));
    const { executionArn, name, status } = parsed.data.detail;
    // The event may leave out what is long; the execution itself knows.
    const { error, cause, remediation } = await executions.failure(executionArn);
    const type: AnnouncementType = status === 'ABORTED' ? 'Remediation stopped' : 'Remediation failed';
    const detail: AnnouncementDetail = {
      execution: { arn: executionArn, name },
      remediation: Remediation.parse(remediation),
      failure: { error: status === 'TIMED_OUT' ? 'States.Timeout' : error, cause: messageOf(cause) },
    };
    await announce(type, detail);
  };
}

function messageOf(cause: string): string {
  try {
    return LambdaCause.parse(JSON.parse(cause)).errorMessage;
  } catch {
    // Not Lambda's JSON: a person reads it as it is.
    return cause;
  }
}
