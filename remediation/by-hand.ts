/** A remediation that a person starts: no call was refused, so there are no words of CloudFront's to go by, only what it lists. */
import type { Incident, TargetId } from './document.ts';
import { updateCall } from './target-words.ts';

/** In the place of CloudFront's message. */
export const STARTED_BY_HAND = 'Started by hand: no call was refused.';

export function isStartedByHand({ errorMessage }: Pick<Incident, 'errorMessage'>): boolean {
  return errorMessage === STARTED_BY_HAND;
}

export interface Wish {
  /** Of the start itself. The execution's name follows from it. */
  id: string;
  time: string;
  /** ARN of the person. */
  caller: string;
  account: string;
  region: string;
  target: TargetId;
  aliases: string[];
}

/** As if the update that asks for these aliases had been refused. */
export function incidentByHand({ target, ...wish }: Wish): Omit<Incident, 'marker'> {
  return {
    ...wish,
    target: { kind: target.kind, id: target.id },
    action: updateCall(target),
    errorCode: 'CNAMEAlreadyExists',
    errorMessage: STARTED_BY_HAND,
    requestId: wish.id,
  };
}
