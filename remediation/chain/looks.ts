/** How each link of the chain looks in the document: is it done, and what is there to say of it. */

import { isStartedByHand } from '../by-hand.ts';
import type { ContestedAlias, Remediation } from '../document.ts';
import { readable } from '../instant.ts';
import { movedNames } from '../move-news.ts';
import { proofReason } from '../proof-reason.ts';
import { awaited, moveSinceDiagnosis } from '../steps/established.ts';
import { listed } from '../wording.ts';
import type { Link, LinkName } from './link.ts';

export type Look = Pick<Link, 'reason' | 'nextCheckAt' | 'deadlineAt'> & { done: boolean };

export function looksOf(remediation: Remediation): Record<LinkName, Look> {
  return {
    call: call(remediation),
    conflict: conflict(remediation),
    proof: proof(remediation),
    'alias-record': aliasRecord(remediation),
    certificate: certificate(remediation),
    move: move(remediation),
    addition: addition(remediation),
    case: supportCase(remediation),
    confirmation: confirmation(remediation),
  };
}

function call({ incident }: Remediation): Look {
  const { action, caller, time, errorCode } = incident;
  if (isStartedByHand(incident)) return { done: true, reason: `${caller} started it at ${readable(time)}.` };
  return { done: true, reason: `${action} by ${caller} failed at ${readable(time)}: ${errorCode}.` };
}

function conflict(remediation: Remediation): Look {
  const { diagnosis } = remediation;
  if (!diagnosis) {
    return { done: false, reason: 'Which aliases are missing, and who holds them, is being looked up.' };
  }
  const anew = toBeDiagnosedAnew(remediation);
  if (anew) return { done: false, ...waitOf(anew) };
  return { done: true, reason: diagnosis.reason };
}

/** The section by which the diagnosis does not hold any more. */
function toBeDiagnosedAnew({ diagnosis, move, case: asked, addition }: Remediation) {
  const since = diagnosis?.checkedAt ?? '';
  if (asked?.verdict === 'released' && asked.checkedAt >= since) return asked;
  if (move?.verdict === 'released' && move.checkedAt >= since) return move;
  // Between this one and the diagnosis that follows there is no pause.
  return addition?.verdict === 'held' && addition.checkedAt > since ? addition : undefined;
}

function proof(remediation: Remediation): Look {
  const { proof: found } = remediation;
  if (isAboutFree(remediation)) {
    // Of those that were held, in the round before.
    return { done: true, reason: proofReason(found?.aliases ?? [], {}) };
  }
  const wanted = awaitedOnes(remediation);
  const looks = wanted.map(({ alias }) => found?.aliases.find((each) => each.alias === alias));
  if (!found || looks.includes(undefined)) {
    const records = wanted.map(({ record, zone }) => `${record.name} "${record.value}" (zone ${zone})`);
    const reason = records.length === 1 ? 'This TXT record is' : 'These TXT records are';
    return { done: false, reason: `${reason} being looked for: ${listed(records, RECORDS_NAMED)}.` };
  }
  const done =
    wanted.length > 0 ? looks.every((look) => look?.verdict !== 'missing') : found.verdict !== 'missing';
  // The times are the link's own.
  return { ...waitOf(found), done, reason: proofReason(found.aliases, {}) };
}

const RECORDS_NAMED = 3;

function aliasRecord(remediation: Remediation): Look {
  const { diagnosis, aliasRecord: found } = remediation;
  const theirTurn = isAboutFree(remediation);
  const wanted = ((theirTurn ? diagnosis?.aliases : diagnosis?.free) ?? []).map(({ alias }) => alias);
  if (!found || !wanted.every((alias) => found.aliases.some((each) => each.alias === alias))) {
    const next = theirTurn
      ? `Where DNS leads ${listed(wanted)} is being looked up.`
      : `Next: ${listed(wanted)}, which nobody held.`;
    return { done: false, reason: next };
  }
  return { ...waitOf(found), done: found.verdict === 'clear' };
}

function certificate({ certificate: found }: Remediation): Look {
  if (!found) {
    return {
      done: false,
      reason: 'Whether the certificate of the target covers every alias is being checked.',
    };
  }
  return { ...waitOf(found), done: found.verdict === 'covered' || found.verdict === 'would-be-attached' };
}

function supportCase(remediation: Remediation): Look {
  const { case: asked, draft, dryRun } = remediation;
  const why = moveSinceDiagnosis(remediation)?.reason ?? '';
  if (dryRun) {
    return draft
      ? { done: true, reason: draft.reason }
      : { done: false, reason: 'Whether AWS Support could be asked is being looked up.' };
  }
  if (!asked) return { done: false, reason: `${why} A case is being opened.`.trim() };
  const there = asked.verdict === 'arrived' || isMoved(remediation);
  if (there) return { done: true, reason: asked.verdict === 'arrived' ? asked.reason : ofCase(asked) };
  return { ...waitOf(asked), done: false, reason: `${why} ${asked.reason}`.trim() };
}

function ofCase({ caseId, displayId }: NonNullable<Remediation['case']>): string {
  return caseId === undefined ? 'No case is needed any more.' : `Case ${displayId ?? caseId} can be closed.`;
}

function move(remediation: Remediation): Look {
  const { diagnosis, move: last, case: asked } = remediation;
  const since = moveSinceDiagnosis(remediation);
  if (isAboutFree(remediation)) {
    return { done: true, reason: `${listed(movedNames(last))} moved to the target.` };
  }
  if (since && (isMoved(remediation) || isRehearsed(since.verdict))) {
    return { done: true, reason: since.reason };
  }
  if (asked?.verdict === 'arrived') return { done: false, reason: asked.reason };
  if (diagnosis?.verdict === 'arrived') return { done: false, reason: diagnosis.reason };
  if (!since) return { done: false, reason: 'CloudFront is being asked to move it.' };
  return { ...waitOf(since), done: false };
}

function isRehearsed(verdict: NonNullable<Remediation['move']>['verdict']): boolean {
  return verdict === 'would-move' || verdict === 'would-need-support';
}

/** All that the diagnosis is about. What moved in a round before says nothing of these. */
function isMoved(remediation: Remediation): boolean {
  const moved = movedNames(moveSinceDiagnosis(remediation));
  return (remediation.diagnosis?.aliases ?? []).every(({ alias }) => moved.includes(alias));
}

function addition(remediation: Remediation): Look {
  const { addition: last, diagnosis } = remediation;
  const since = last && last.checkedAt >= (diagnosis?.checkedAt ?? '') ? last : undefined;
  if (addedSinceDiagnosis(remediation)) return { done: true, reason: since?.reason ?? '' };
  if (addedEarlier(remediation)) return { done: true, reason: last?.reason ?? '' };
  if (since?.verdict === 'would-add') return { done: true, reason: since.reason };
  if (!since || since.verdict === 'added')
    return { done: false, reason: 'The update that adds it is being made.' };
  return { ...waitOf(since), done: false };
}

function confirmation({ confirmation: found }: Remediation): Look {
  if (!found) {
    return { done: false, reason: 'The new configuration has to reach every edge location.' };
  }
  return { ...waitOf(found), done: found.verdict === 'confirmed' };
}

/** Whether those that the diagnosis is about now have been added. */
function addedSinceDiagnosis({ addition: last, diagnosis }: Remediation): boolean {
  return (
    last?.verdict === 'added' &&
    last.checkedAt >= (diagnosis?.checkedAt ?? '') &&
    (diagnosis?.aliases ?? []).every(({ alias }) => last.aliases.includes(alias))
  );
}

/** Nobody holds those that the diagnosis is about now. */
export function isAboutFree({ diagnosis }: Remediation): boolean {
  return diagnosis?.verdict === 'free' || diagnosis?.verdict === 'dns-points-elsewhere';
}

/** Others of the same call were moved, before it was the turn of these. */
export function movedEarlier(remediation: Remediation): boolean {
  return isAboutFree(remediation) && haveArrived(remediation, movedNames(remediation.move));
}

/** Others of the same call were added, and then it turned out that somebody holds these. */
export function addedEarlier(remediation: Remediation): boolean {
  const { addition: last, diagnosis } = remediation;
  if (isAboutFree(remediation) || last?.verdict !== 'added') return false;
  return diagnosis?.free.length === 0 && haveArrived(remediation, last.aliases);
}

function haveArrived({ diagnosis }: Remediation, names: readonly string[]): boolean {
  return diagnosis?.arrived.some(({ alias }) => names.includes(alias)) ?? false;
}

function awaitedOnes(remediation: Remediation): ContestedAlias[] {
  return remediation.diagnosis?.target ? awaited(remediation) : [];
}

function waitOf({
  reason,
  nextCheckAt,
  deadlineAt,
}: {
  reason: string;
  nextCheckAt?: string | undefined;
  deadlineAt?: string | undefined;
}): Omit<Look, 'done'> {
  return {
    reason,
    ...(nextCheckAt !== undefined && { nextCheckAt }),
    ...(deadlineAt !== undefined && { deadlineAt }),
  };
}
