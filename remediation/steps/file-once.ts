/**
 * CreateCase, so that there is never a second case. It has no idempotency token, and AWS shows a new case late in its listing,
 * after an unknown time: who looks for the case too early finds none. So the ledger is told before CreateCase is called. As long
 * as it does not know what came of that, and the listing may lag, no other case is created.
 */
import { DryRunRefused } from '../errors.ts';
import type { CaseState, Filing, Ledger, Now, Support } from '../ports.ts';

/** Somebody else is about to create the same case, or was and died. */
export class CaseBeingFiled extends Error {
  readonly filing: Filing;

  constructor(filing: Filing) {
    super('The case is being created.');
    this.filing = filing;
  }
}

export interface Filed {
  marker: string;
  execution: string;
  /** How long a case may be missing from AWS's listing after it was created, seconds. */
  lagSeconds: number;
}

/**
 * The case that was created already, as far as that is known. The open one is looked for first; if it is not listed, the ledger tells.
 *
 * @throws CaseBeingFiled when there may be one that is not listed yet.
 */
export async function filedBefore(
  {
    support,
    ledger,
    now,
  }: {
    support: Pick<Support, 'findOpen' | 'describe'>;
    ledger: Pick<Ledger, 'filingOf' | 'withdrawCase'>;
    now: Now;
  },
  { marker, execution, lagSeconds }: Filed,
): Promise<CaseState | undefined> {
  const listed = await support.findOpen(marker);
  if (listed) return listed;
  const filing = await ledger.filingOf(marker);
  if (!filing) return undefined;
  const mayLag = now() < filing.at + lagSeconds * 1000;
  if (filing.case === undefined) {
    if (mayLag) throw new CaseBeingFiled(filing);
    return undefined;
  }
  const { caseId, subject, language } = filing.case;
  const state = await support.describe(caseId);
  if (state?.status === 'resolved' && !(mayLag && filing.execution === execution)) {
    // AWS is done with it: whoever asks now needs another one.
    await ledger.withdrawCase(marker, filing);
    return undefined;
  }
  if (state) return state;
  return mayLag ? { caseId, subject, language, status: 'opened', communications: [] } : undefined;
}

/** The same desk, whose CreateCase is in the ledger before it is called, and its outcome after. */
export function filing<Desk extends Pick<Support, 'create'>>(
  support: Desk,
  ledger: Pick<Ledger, 'intendCase' | 'caseFiled' | 'withdrawCase'>,
  now: Now,
  { marker, execution, lagSeconds }: Filed,
): Desk {
  return {
    ...support,
    async create(draft) {
      const mine = { execution, at: now() };
      const standing = await ledger.intendCase(marker, mine, mine.at - lagSeconds * 1000);
      if (standing) throw new CaseBeingFiled(standing);
      const outcome = await support.create(draft).catch(async (error: unknown) => {
        // It has not left us, so there is none to wait for.
        if (error instanceof DryRunRefused) await ledger.withdrawCase(marker, mine);
        throw error;
      });
      if (outcome.created) {
        const { subject, language } = draft;
        await ledger.caseFiled(marker, { caseId: outcome.caseId, subject, language });
      } else {
        // AWS said no, so there is none.
        await ledger.withdrawCase(marker, mine);
      }
      return outcome;
    },
  };
}
