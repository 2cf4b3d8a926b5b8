/**
 * AWS closed the case, and the alias is not on the target: said in the case, once. AddCommunicationToCase has no
 * idempotency token, so our own words are looked for first, by their marker: after a crash, a lost answer or a redrive
 * they are found. Closed again after that, a person has to talk to AWS.
 */
import type { Incident, SupportCase, TargetId } from '../document.ts';
import { SupportResolvedWithoutMove } from '../errors.ts';
import type { CaseState, Communication, Support } from '../ports.ts';
import { notMovedBody, notMovedMarker } from '../support-case/text.ts';
import { caseName } from '../wording.ts';

export interface ClosedCase {
  incident: Incident;
  state: CaseState;
  /** Aliases that are not on the target. */
  missing: string[];
  target: TargetId;
  /** The section of the pass before. */
  previous: SupportCase;
  /** Epoch milliseconds. */
  now: number;
  /** How long AWS may take to open the case again after our words, seconds. */
  patienceSeconds: number;
}

/**
 * Returns a sentence for a person.
 *
 * @throws SupportResolvedWithoutMove when it was said before, and AWS closed the case all the same.
 */
export async function sayNotMoved(
  support: Pick<Support, 'communications' | 'say'>,
  closed: ClosedCase,
): Promise<string> {
  const { incident, state, missing, target } = closed;
  const said = await support.communications(state.caseId);
  const marker = notMovedMarker(incident);
  const ours = said.find(({ body, byAws }) => !byAws && body.includes(marker));
  if (!ours) {
    await support.say(state.caseId, notMovedBody(incident, missing, target, state.language));
    return 'AWS Support was told in the case that it is not done.';
  }
  if (closedAgain(ours, said, closed)) {
    throw new SupportResolvedWithoutMove(caseName(state), missing, target.id);
  }
  return 'AWS Support was told in the case that it is not done, and has not opened it again yet.';
}

/** What tells a case that was closed again from one that is only not open again yet. */
function closedAgain(
  ours: Communication,
  said: readonly Communication[],
  { previous, now, patienceSeconds }: ClosedCase,
): boolean {
  const answered = said.some(({ at, byAws }) => byAws && at > ours.at);
  const wasOpen = previous.status !== 'resolved' && Date.parse(previous.checkedAt) > ours.at;
  return answered || wasOpen || now >= ours.at + patienceSeconds * 1000;
}
