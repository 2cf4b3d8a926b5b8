/**
 * CloudFront lists nobody any more who holds the alias, so the conflict is diagnosed anew. A listing that wavers must not send the
 * remediation round and round: there is a pause before, and at some point its word counts no more. Pure.
 */
import type { SupportCase } from './document.ts';
import { waitingUntil } from './waiting.ts';

/** Somebody may be quicker than the update once or twice; more often than that nobody takes and leaves an alias. */
const MOST_RELEASES = 3;

type Releases = Pick<SupportCase, 'releases'> | undefined;

/** `previous`: the section of the pass before. */
export function countsAsReleased(previous: Releases): boolean {
  return (previous?.releases ?? 0) < MOST_RELEASES;
}

/** `now` in epoch milliseconds. */
export function afterRelease(
  previous: Releases,
  now: number,
  { shortestCheckSeconds }: { shortestCheckSeconds: number },
) {
  return { releases: (previous?.releases ?? 0) + 1, ...waitingUntil(now + shortestCheckSeconds * 1000, now) };
}
