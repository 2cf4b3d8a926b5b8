/**
 * The gates opened, and the look right before acting found one closed again. Back to them after a pause that grows: where
 * gate and actor see different things for good, nothing must go round without a wait.
 */
import { type EarlierWait, gateClock } from '../deadline.ts';
import { CertificateDeadlineExceeded } from '../errors.ts';
import type { ProofSettings } from '../ownership-proof.ts';
import { backingOff } from '../waiting.ts';
import type { CertificateLook } from './certificate-gate.ts';

/** One round costs about four times the history events of a look, so the longest pause is four times that of a look. */
const LOOKS_A_ROUND = 4;

/**
 * `previous`: the acting step's section of the pass before. `exceeded`: the error when that has gone on for too long.
 * `now` in epoch milliseconds.
 *
 * @throws what `exceeded` makes.
 */
export function backToGates(
  previous: EarlierWait | undefined,
  redriveCount: number,
  now: number,
  settings: ProofSettings,
  exceeded: (waitingSince: string) => Error,
) {
  const clock = gateClock(previous, redriveCount, now, settings.proofDeadlineSeconds);
  if (clock.exceeded) throw exceeded(clock.waitingSince);
  const wait = backingOff(clock, redriveCount, now, {
    shortestSeconds: settings.shortestCheckSeconds,
    longestSeconds: settings.longestCheckSeconds * LOOKS_A_ROUND,
  });
  return { verdict: 'back-to-gates' as const, ...wait };
}

/** Which of the two gates the look right before acting found closed, and how it fails when that has gone on for too long. */
export function closedGate(
  certificate: Pick<CertificateLook, 'covered' | 'reason'>,
  other: { reason: string },
  OtherExceeded: new (sofar: string, waitingSince: string) => Error,
) {
  const { reason } = certificate.covered ? other : certificate;
  const Exceeded = certificate.covered ? OtherExceeded : CertificateDeadlineExceeded;
  return { reason, exceeded: (since: string) => new Exceeded(reason, since) };
}
