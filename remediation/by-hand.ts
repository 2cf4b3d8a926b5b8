/** A remediation that a person starts: no call was refused, so there are no words of CloudFront's to go by, only what it lists. */
import type { Incident } from './document.ts';

/** In the place of CloudFront's message. */
export const STARTED_BY_HAND = 'Started by hand: no call was refused.';

export function isStartedByHand({ errorMessage }: Pick<Incident, 'errorMessage'>): boolean {
  return errorMessage === STARTED_BY_HAND;
}
