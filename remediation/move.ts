/** What follows from CloudFront's answers to the move calls. Pure. */
import type { AliasMove, Move, Proof } from './document.ts';
import { MoveRefusedForGood } from './errors.ts';
import { readable } from './instant.ts';
import { classifyRefusal, whatToDo } from './move-refusal.ts';
import type { MoveOutcome } from './ports.ts';
import { waitingUntil } from './waiting.ts';
import { listed } from './wording.ts';

/**
 * How often a settled proof may be refused before AWS Support is asked to look: three tries, one negative TTL apart.
 * By then no cache can be the reason.
 */
const PATIENCE = 3;

/**
 * `before`: what came of this alias in the pass before. The certificate gate that CloudFront sent us back to has let us
 * through again, so it cannot see what CloudFront minds: nobody but a person can.
 *
 * @throws MoveRefusedForGood when neither waiting nor AWS Support can help.
 */
export function aliasMove(alias: string, outcome: MoveOutcome, before: AliasMove | undefined): AliasMove {
  if (outcome.moved) return { alias, verdict: 'moved' };
  const refusal = classifyRefusal(outcome.code, outcome.message);
  const again = refusal === 'certificate-missing' && before?.verdict === 'certificate-missing';
  if (
    (refusal === 'txt-not-seen' || refusal === 'holder-enabled' || refusal === 'certificate-missing') &&
    !again
  ) {
    return { alias, verdict: refusal, refusal: outcome.message };
  }
  throw new MoveRefusedForGood(alias, outcome, whatToDo(refusal));
}

/** `now` in epoch milliseconds; `previous` is the section of the last pass, if there was one. */
export function judgeMove(
  aliases: AliasMove[],
  proof: Proof | undefined,
  previous: Move | undefined,
  now: number,
): Omit<Move, 'checkedAt'> {
  const names = (verdict: AliasMove['verdict']) =>
    listed(aliases.filter((move) => move.verdict === verdict).map(({ alias }) => alias));
  const settled = proof?.verdict === 'settled';
  const settledRefusals = (previous?.settledRefusals ?? 0) + (settled && names('txt-not-seen') ? 1 : 0);

  if (names('certificate-missing')) {
    return {
      verdict: 'back-to-gates',
      reason: `CloudFront says that the certificate of the target does not cover ${names('certificate-missing')}.`,
      aliases,
    };
  }
  if (names('released')) {
    return { verdict: 'released', reason: `Nobody holds ${names('released')} any more.`, aliases };
  }
  const forSupport = [names('holder-enabled'), names('plain-proof'), names('self-service-off')]
    .filter(Boolean)
    .join(', ');
  if (!settled && (names('txt-not-seen') || forSupport)) {
    return {
      verdict: 'wait',
      reason: names('txt-not-seen')
        ? `CloudFront does not see the TXT record for ${names('txt-not-seen')} yet: somebody asked for it before it was published, and that miss may be cached until ${readable(proof?.settledAt)}.`
        : `${forSupport} ${names('self-service-off') ? 'is to be moved by AWS Support (selfService=false)' : 'can only be moved by AWS Support'}. The case is opened when no cache can miss the TXT record any more, at ${readable(proof?.settledAt)}.`,
      aliases,
      ...waitingUntil(proof?.settledAt === undefined ? now : Date.parse(proof.settledAt), now),
    };
  }
  if (names('txt-not-seen') && settledRefusals < PATIENCE) {
    const seconds = Math.max(1, ...(proof?.aliases ?? []).map(({ negativeTtl }) => negativeTtl));
    return {
      verdict: 'wait',
      reason: `CloudFront still does not see the TXT record for ${names('txt-not-seen')}, though it is published and settled. One more negative TTL.`,
      aliases,
      settledRefusals,
      ...waitingUntil(now + seconds * 1000, now),
    };
  }
  const stuck = [
    names('holder-enabled') &&
      `What holds ${names('holder-enabled')} is enabled in another account: only AWS Support can make this move. CloudFront checked the TXT record and the certificate before it said so.`,
    names('plain-proof') &&
      `The proof for ${names('plain-proof')} is the plain TXT record, which only AWS Support takes; with the underscore it could be moved by API.`,
    names('self-service-off') &&
      `This stack leaves moves to AWS Support (selfService=false), so it is asked to move ${names('self-service-off')}.`,
    names('txt-not-seen') &&
      `CloudFront does not see the TXT record for ${names('txt-not-seen')} though it is published and settled: AWS Support can look.`,
  ].filter(Boolean);
  if (stuck.length > 0) return { verdict: 'support', reason: stuck.join(' '), aliases, settledRefusals };
  return { verdict: 'moved', reason: `${names('moved')} moved to the target.`, aliases };
}
