/** For whom a remediation waits, as the states of its execution tell. */

/** `unknown`: nothing of the history that was looked at says it. */
export const PHASES = [
  'diagnosis',
  'ownership-proof',
  'certificate',
  'move',
  'support',
  'confirmation',
  'unknown',
] as const;
export type Phase = (typeof PHASES)[number];

/** States that take time, and those with which the first gate ends. Others are passed over: they only choose, or announce. */
const PHASE_OF = new Map<string, Phase>(
  Object.entries({
    'Diagnose conflict': 'diagnosis',
    // Both gates have just begun: the record comes first, as it is what people are asked for first.
    'Gather proof': 'ownership-proof',
    // The owner of the zone has to act, by the TXT record or by the alias's own.
    'Check ownership proof': 'ownership-proof',
    'Diagnose conflict without proof': 'ownership-proof',
    'Wait for DNS': 'ownership-proof',
    'Check alias record': 'ownership-proof',
    'Diagnose conflict with record in the way': 'ownership-proof',
    'Wait for alias record': 'ownership-proof',
    // That gate is over: if the gates are not, the other one is open.
    'Ownership proven': 'certificate',
    'Way is clear': 'certificate',
    'Proof not wanted': 'certificate',
    'Record not in the way': 'certificate',
    'Diagnose conflict again': 'move',
    'Add alias': 'move',
    'Wait to add again': 'move',
    'Wait before adding': 'move',
    'Move alias': 'move',
    'Wait to move again': 'move',
    'Wait until settled': 'move',
    'Wait to diagnose again': 'move',
    'Draft support case': 'support',
    'Open support case': 'support',
    'Wait to ask again': 'support',
    'Wait before asking': 'support',
    'Wait before diagnosing': 'support',
    'Await Support': 'support',
    'Check support case': 'support',
    'Confirm alias': 'confirmation',
    'Wait for deployment': 'confirmation',
  } satisfies Record<string, Phase>),
);

/** The second gate runs beside the first, which may say that it is open, too. */
const CERTIFICATE = ['Check certificate', 'Attach certificate', 'Wait for certificate'];

/**
 * While both gates are closed it is the record that is waited for: what people were asked for first.
 * @param entered the states that were entered lately, newest first
 */
export function phaseOf(entered: readonly string[]): Phase {
  const telling = entered.find((state) => PHASE_OF.has(state));
  const phase = telling === undefined ? undefined : PHASE_OF.get(telling);
  if (phase !== undefined) return phase;
  // Of the first gate nothing is in sight: it was over long ago.
  return entered.some((state) => CERTIFICATE.includes(state)) ? 'certificate' : 'unknown';
}
