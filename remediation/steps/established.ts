/** What earlier steps have settled. The state machine's order guarantees it; a hand-made input may not. */
import type { ContestedAlias, Remediation, Target } from '../document.ts';
import { StepOutOfOrder } from '../errors.ts';
import { movedNames } from '../move-news.ts';

/** @throws StepOutOfOrder */
export function established<Section extends 'diagnosis' | 'proof' | 'certificate' | 'case'>(
  remediation: Remediation,
  section: Section,
): NonNullable<Remediation[Section]> {
  const value = remediation[section];
  if (!value) throw new StepOutOfOrder(section);
  return value;
}

/** @throws StepOutOfOrder */
export function contest(remediation: Remediation): { target: Target; aliases: ContestedAlias[] } {
  const { target, aliases } = established(remediation, 'diagnosis');
  if (!target) throw new StepOutOfOrder('diagnosis.target');
  return { target, aliases };
}

/**
 * All that this remediation was about so far: what it is about now, and what has arrived before.
 *
 * @throws StepOutOfOrder
 */
export function allContested(remediation: Remediation): { target: Target; aliases: ContestedAlias[] } {
  const { arrived } = established(remediation, 'diagnosis');
  const { target, aliases } = contest(remediation);
  return { target, aliases: [...arrived, ...aliases] };
}

/**
 * The contested aliases that are not on the target yet, as far as the last attempt to move them tells. The record of
 * one that has moved has done its service, and may be gone.
 *
 * @throws StepOutOfOrder
 */
export function awaited(remediation: Remediation): ContestedAlias[] {
  const there = new Set(movedNames(moveSinceDiagnosis(remediation)));
  return contest(remediation).aliases.filter(({ alias }) => !there.has(alias));
}

/** What moved before the last diagnosis, and is missing at that, was taken off the target again. */
export function moveSinceDiagnosis({ move, diagnosis }: Remediation): Remediation['move'] {
  return move && move.checkedAt >= (diagnosis?.checkedAt ?? '') ? move : undefined;
}
