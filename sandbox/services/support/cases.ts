/**
 * Support cases: what is said in them, by whom, and whose turn it is. Every change is told to EventBridge.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { AttachmentDetails } from '@aws-sdk/client-support';
import type { EventBuses } from '../../parts.ts';

export type CaseStatus =
  | 'opened'
  | 'work-in-progress'
  | 'pending-customer-action'
  | 'customer-action-completed'
  | 'reopened'
  | 'resolved';

export interface Communication {
  id: string;
  origin: 'AWS' | 'CUSTOMER';
  body: string;
  submittedBy: string;
  /** Epoch milliseconds. */
  at: number;
  attachments: AttachmentDetails[];
}

export interface Case {
  readonly id: string;
  readonly displayId: string;
  readonly account: string;
  readonly subject: string;
  readonly serviceCode: string;
  readonly categoryCode: string;
  readonly severityCode: string;
  readonly language: string;
  readonly ccEmailAddresses: readonly string[];
  readonly submittedBy: string;
  readonly createdAt: number;
  status: CaseStatus;
  /** Oldest first; the first is the body that the case was opened with. */
  readonly communications: Communication[];
}

/** What a case is opened with. */
export type NewCase = Pick<
  Case,
  | 'account'
  | 'subject'
  | 'serviceCode'
  | 'categoryCode'
  | 'severityCode'
  | 'language'
  | 'ccEmailAddresses'
  | 'submittedBy'
> & { body: string; attachments: AttachmentDetails[] };

export interface Cases {
  open(wish: NewCase): Case;
  /** Words of the customer: they put a question to rest and, as is assumed from the event ReopenCase, open a resolved case again. */
  customerSays(of: Case, words: Pick<Communication, 'body' | 'submittedBy' | 'attachments'>): void;
  /** Words of AWS, and what the case waits for after them. */
  awsSays(of: Case, body: string, then: 'work-in-progress' | 'pending-customer-action'): void;
  resolve(of: Case): void;
  find(caseId: string): Case | undefined;
  /** Oldest first. */
  all(): readonly Case[];
}

type EventName = 'CreateCase' | 'AddCommunicationToCase' | 'ResolveCase' | 'ReopenCase';

export function createCases(buses: EventBuses, now: () => number): Cases {
  const cases = new Map<string, Case>();

  /** As in AWS's examples: `origin` and a communication's id only where somebody said something. */
  function tell(of: Case, name: EventName, communication?: Communication): void {
    buses.put({
      source: 'aws.support',
      'detail-type': 'Support Case Update',
      account: of.account,
      // The events of Support come from there, whatever Region the caller works in.
      region: 'us-east-1',
      detail: {
        'case-id': of.id,
        'display-id': of.displayId,
        'communication-id': communication?.id ?? '',
        'event-name': name,
        ...(communication && { origin: communication.origin }),
      },
    });
  }

  function say(of: Case, words: Omit<Communication, 'id' | 'at'>): Communication {
    const communication = { ...words, id: randomUUID(), at: now() };
    of.communications.push(communication);
    return communication;
  }

  return {
    open({ body, attachments, ...wish }) {
      const year = new Date(now()).getUTCFullYear();
      const opened: Case = {
        ...wish,
        id: `case-${wish.account}-exen-${year}-${randomBytes(8).toString('hex')}`,
        displayId: `17${(randomBytes(6).readUIntBE(0, 6) % 1e10).toString().padStart(10, '0')}`,
        createdAt: now(),
        status: 'opened',
        communications: [],
      };
      say(opened, { origin: 'CUSTOMER', body, submittedBy: wish.submittedBy, attachments });
      cases.set(opened.id, opened);
      tell(opened, 'CreateCase');
      return opened;
    },

    customerSays(of, words) {
      const communication = say(of, { ...words, origin: 'CUSTOMER' });
      const wasResolved = of.status === 'resolved';
      if (wasResolved) of.status = 'reopened';
      else if (of.status === 'pending-customer-action') of.status = 'customer-action-completed';
      tell(of, 'AddCommunicationToCase', communication);
      if (wasResolved) tell(of, 'ReopenCase');
    },

    awsSays(of, body, then) {
      const communication = say(of, {
        body,
        origin: 'AWS',
        submittedBy: 'Amazon Web Services',
        attachments: [],
      });
      of.status = then;
      tell(of, 'AddCommunicationToCase', communication);
    },

    resolve(of) {
      if (of.status === 'resolved') return;
      of.status = 'resolved';
      tell(of, 'ResolveCase');
    },

    find: (caseId) => cases.get(caseId),
    all: () => [...cases.values()],
  };
}
