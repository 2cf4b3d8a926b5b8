/**
 * `Move alias`: moves by API what can be moved, and says exactly why not. Running it twice is harmless: an alias that
 * is on the target already counts as moved. A dry run looks in the same way, and says what it would do: it needs no claim for that.
 *
 * A call at `published` is safe: at worst a cached miss refuses it, and a refusal renews nothing. After a refusal for
 * the TXT record the next call comes when no cache can hold the miss any more, not sooner.
 */
import { contestedNames } from '../diagnosis.ts';
import type { AliasMove, ContestedAlias, Move, Proof, Remediation, StepInput } from '../document.ts';
import {
  AliasFoughtOver,
  CertificateDeadlineExceeded,
  MoveRefusedForGood,
  ProofDeadlineExceeded,
} from '../errors.ts';
import { aliasMove, judgeMove } from '../move.ts';
import { moveNews } from '../move-news.ts';
import { classifyRefusal } from '../move-refusal.ts';
import { isPingPong } from '../ping-pong.ts';
import type { Certificates, CloudFront, Dns, Ledger, Now } from '../ports.ts';
import { rehearsedMove } from '../rehearsed-move.ts';
import { proofRelapse } from '../relapse.ts';
import { afterRelease, countsAsReleased } from '../release.ts';
import type { Restriction } from '../tag.ts';
import { backToGates, closedGate } from './back-to-gates.ts';
import { lookAtCertificate } from './certificate-gate.ts';
import { lookAtProof, type ProofSettings } from './check-ownership-proof.ts';
import { holdClaim } from './claim.ts';
import { contest, established, moveSinceDiagnosis } from './established.ts';
import { allMustBeTagged } from './only-tagged.ts';

export interface MoveSettings extends ProofSettings, Restriction {
  pingPongSeconds: number;
  /** Whether an alias may be moved by API; where not, AWS Support is asked as soon as the proof is settled. */
  selfService: boolean;
}

interface Ports {
  cloudfront: Pick<CloudFront, 'target' | 'holders' | 'moveAlias' | 'ownResources' | 'tags'>;
  certificates: Pick<Certificates, 'describe'>;
  dns: Dns;
  ledger: Pick<Ledger, 'claimOf' | 'lastMove' | 'recordMove'>;
  now: Now;
}

/**
 * @throws AliasFoughtOver when two stacks fight over the alias.
 * @throws MoveRefusedForGood when neither waiting nor AWS Support can help: access denied, too many aliases.
 * @throws TagMissing, TargetGone, AliasClaimed
 */
export function moveAlias(ports: Ports, settings: MoveSettings) {
  const move = attemptAll(ports, settings);
  return async (input: StepInput): Promise<Move> => {
    const section = await move(input);
    const { dryRun, move: previous } = input.remediation;
    // Of a dry run people are told at its end.
    const { releases = previous?.releases } = section;
    const kept = releases === undefined ? section : { ...section, releases };
    return {
      ...kept,
      ...(dryRun ? { partly: false } : moveNews(section, moveSinceDiagnosis(input.remediation))),
    };
  };
}

function attemptAll(ports: Ports, settings: MoveSettings) {
  return async (input: StepInput): Promise<Move> => {
    const { remediation, execution } = input;
    const { target, aliases } = contest(remediation);
    const checkedAt = new Date(ports.now()).toISOString();
    const before = new Map(remediation.move?.aliases.map((move) => [move.alias, move]));

    // Days can have passed since the gates opened: look again, right before acting.
    const certificate = await lookAtCertificate(ports, remediation);
    const { away } = certificate;
    const here = new Set(certificate.resource.aliases);
    if (!remediation.dryRun) await holdClaim(ports.ledger, away, execution.name);
    await guardAgainstPingPong(ports, away, target.id, settings.pingPongSeconds);
    const proof = await lookAtProof(ports, settings, input, away);
    if (away.length > 0 && (!certificate.covered || proof.verdict === 'missing')) {
      const { reason, exceeded } = closedGate(certificate, proof, ProofDeadlineExceeded);
      const relapse = proofRelapse(proof, remediation.proof);
      const still = aliases.map(({ alias }) => (here.has(alias) ? moved(alias) : pending(alias, before)));
      return {
        ...backToGates(remediation.move, execution.redriveCount, ports.now(), settings, exceeded),
        reason,
        aliases: still,
        ...(relapse && { relapse }),
        checkedAt,
      };
    }
    const names = away.map(({ alias }) => alias);
    if (names.length > 0) await allMustBeTagged(ports.cloudfront, settings, target, names);
    if (remediation.dryRun) {
      const rehearsed = rehearsedMove({
        aliases,
        free: established(remediation, 'diagnosis').free,
        targetId: target.id,
        present: certificate.resource.aliases,
        proof,
        selfService: settings.selfService,
      });
      return { ...rehearsed, checkedAt };
    }
    const moves: AliasMove[] = [];
    for (const contested of aliases) {
      const { alias } = contested;
      const move = here.has(alias)
        ? moved(alias)
        : settings.selfService
          ? await attempt(ports.cloudfront, contested, proof, remediation)
          : { alias, verdict: 'self-service-off' as const };
      if (move.verdict === 'moved') await remember(ports, contested, target.id, execution.name);
      moves.push(move);
    }
    const judged = judgeMove(moves, proof, remediation.move, ports.now());
    if (judged.verdict === 'wait') return { ...judged, ...goingOn(remediation.move), checkedAt };
    if (judged.verdict === 'released') {
      return { ...judged, ...afterRelease(remediation.move, ports.now(), settings), checkedAt };
    }
    if (judged.verdict === 'moved') {
      const there = [...certificate.resource.aliases, ...aliases.map(({ alias }) => alias)];
      return { ...judged, more: contestedNames(remediation.incident, there).length > 0, checkedAt };
    }
    if (judged.verdict !== 'back-to-gates') return { ...judged, checkedAt };
    const pause = backToGates(
      remediation.move,
      execution.redriveCount,
      ports.now(),
      settings,
      (since) => new CertificateDeadlineExceeded(judged.reason, since),
    );
    return { ...judged, ...pause, checkedAt };
  };
}

/** Since when it has been going back and forth: that a wait came in between does not end it. Asking AWS Support does. */
function goingOn(previous: Move | undefined): Pick<Move, 'waitingSince' | 'redriveCount'> {
  const { waitingSince, redriveCount } = previous ?? {};
  return waitingSince === undefined || redriveCount === undefined ? {} : { waitingSince, redriveCount };
}

/**
 * One call at most: none while an earlier refusal for the TXT record cannot have run out, and none with the plain record,
 * which the move APIs do not look for.
 */
async function attempt(
  cloudfront: Pick<CloudFront, 'target' | 'holders' | 'moveAlias'>,
  { alias, holder }: ContestedAlias,
  proof: Proof,
  remediation: Remediation,
): Promise<AliasMove> {
  const { target, aliases } = contest(remediation);
  const { move: previous } = remediation;
  const before = previous?.aliases.find((move) => move.alias === alias);
  if (before?.verdict === 'txt-not-seen' && proof.verdict !== 'settled') return before;
  const form = proof.aliases.find((each) => each.alias === alias)?.form;
  if (form === 'plain') return { alias, verdict: 'plain-proof' };
  const outcome = await cloudfront.moveAlias(alias, target);
  try {
    return aliasMove(alias, outcome, before);
  } catch (error) {
    if (!(error instanceof MoveRefusedForGood)) throw error;
    // What CloudFront did counts, whatever could be made of its answer.
    if ((await cloudfront.target(target)).aliases.includes(alias)) return moved(alias);
    // Its holder may have let it go since the diagnosis: then there is nothing to move. Or of several that nobody is listed for,
    // this one was not what the call failed for.
    const mayBeFree =
      holder !== undefined ||
      (aliases.length > 1 && !outcome.moved && classifyRefusal(outcome.code, outcome.message) === 'unknown');
    if (!mayBeFree || !countsAsReleased(previous)) throw error;
    const now = await cloudfront.holders(alias, target);
    if (!now.listed || now.holders.length > 0) throw error;
    return { alias, verdict: 'released', ...(!outcome.moved && { refusal: outcome.message }) };
  }
}

function moved(alias: string): AliasMove {
  return { alias, verdict: 'moved' };
}

/** A refusal for the TXT record is kept: the next call has to wait for the settled proof, whatever happens until then. */
function pending(alias: string, before: Map<string, AliasMove>): AliasMove {
  const refused = before.get(alias);
  return refused?.verdict === 'txt-not-seen' ? refused : { alias, verdict: 'pending' };
}

async function guardAgainstPingPong(
  { ledger, now }: Ports,
  aliases: ContestedAlias[],
  targetId: string,
  guardSeconds: number,
): Promise<void> {
  for (const { alias } of aliases) {
    const last = await ledger.lastMove(alias);
    if (last && isPingPong(last, targetId, now(), guardSeconds)) {
      throw new AliasFoughtOver(alias, targetId, last, last.at + guardSeconds * 1000);
    }
  }
}

async function remember(
  { ledger, now }: Ports,
  { alias, holder }: ContestedAlias,
  targetId: string,
  execution: string,
): Promise<void> {
  await ledger.recordMove(alias, { from: holder?.resourceId, to: targetId, at: now(), execution });
}
