/** A `Support Case Update` event wakes the execution that is parked with the case. */
import * as z from 'zod/mini';
import { InvalidEvent } from '../errors.ts';
import type { Executions, Ledger, Now } from '../ports.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-support.html */
const SupportCaseUpdate = z.object({
  source: z.literal('aws.support'),
  detail: z.object({ 'case-id': z.string() }),
});

export type Woken = 'woken' | 'nobody-waits' | 'not-ours';

/** @throws InvalidEvent when the event is no Support Case Update. */
export function receiveSupportUpdate(ports: { ledger: Ledger; executions: Executions; now: Now }) {
  return async (event: unknown): Promise<Woken> => {
    const parsed = SupportCaseUpdate.safeParse(event);
    if (!parsed.success) throw new InvalidEvent(z.prettifyError(parsed.error));
    const { ours, token } = await ports.ledger.caseUpdated(parsed.data.detail['case-id'], ports.now());
    if (!ours) return 'not-ours';
    if (!token) return 'nobody-waits';
    await ports.executions.resume(token);
    return 'woken';
  };
}
