/** A `Support Case Update` event wakes the execution that is parked with the case. */
import * as v from 'valibot';
import { parseEvent } from '../parse-event.ts';
import type { Executions, Ledger, Now } from '../ports.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-support.html */
const SupportCaseUpdate = v.object({
  source: v.literal('aws.support'),
  detail: v.object({ 'case-id': v.string() }),
});

export type Woken = 'woken' | 'nobody-waits' | 'not-ours';

/** @throws InvalidEvent when the event is no Support Case Update. */
export function receiveSupportUpdate(ports: {
  ledger: Pick<Ledger, 'caseUpdated'>;
  executions: Pick<Executions, 'resume'>;
  now: Now;
}) {
  return async (event: unknown): Promise<Woken> => {
    const { detail } = parseEvent(SupportCaseUpdate, event);
    const { ours, token } = await ports.ledger.caseUpdated(detail['case-id'], ports.now());
    if (!ours) return 'not-ours';
    if (!token) return 'nobody-waits';
    await ports.executions.resume(token);
    return 'woken';
  };
}
