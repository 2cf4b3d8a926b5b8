/** What must hold between parameters, each of which is allowed by itself. */
import { EVENTS_FOR_WAITING, total, type Waits, worstHistory } from './history.ts';

type Name = keyof Waits | 'caseListingLagSeconds';

/** The first must not be longer than the second. */
const NOT_LONGER: [Name, Name][] = [
  ['shortestCheckSeconds', 'longestCheckSeconds'],
  ['shortestCheckSeconds', 'longestCertificateCheckSeconds'],
  ['longestCheckSeconds', 'proofDeadlineSeconds'],
  ['longestCertificateCheckSeconds', 'certificateDeadlineSeconds'],
  ['rediagnoseSeconds', 'proofDeadlineSeconds'],
  ['casePollSeconds', 'caseDeadlineSeconds'],
  ['caseListingLagSeconds', 'caseDeadlineSeconds'],
  ['deploymentCheckSeconds', 'deploymentDeadlineSeconds'],
];

/** A sentence for each that does not hold. */
export function brokenRelations(values: Record<Name, number>): string[] {
  const tooLong = NOT_LONGER.filter(([one, other]) => values[one] > values[other]).map(
    ([one, other]) =>
      `${one}=${values[one]}: it must not be longer than ${other}, which is ${values[other]}.`,
  );
  if (tooLong.length > 0) return tooLong;
  const history = worstHistory(values);
  const [largest] = history.toSorted((one, other) => other.events - one.events);
  if (!largest || total(history) <= EVENTS_FOR_WAITING) return [];
  return [
    `${largest.pause}=${values[largest.pause]}: to look that often until ${largest.deadline}=${values[largest.deadline]} is too much. With the other waits, a remediation could leave ${total(history)} events in its history, and there is room for ${EVENTS_FOR_WAITING}.`,
  ];
}
