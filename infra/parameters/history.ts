/**
 * How many events a remediation may leave in its execution's history by waiting. Step Functions ends an execution for good at
 * 25,000 (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html), and a redrive goes on with the same history. Pure.
 */
import { type BackOff, backOff } from '../../remediation/back-off.ts';

/** What is left to waiting: diagnoses, announcements, moves and retries take the rest. */
export const EVENTS_FOR_WAITING = 25_000 - 500;

/** A Lambda state: entered, scheduled, started, succeeded, exited. */
const TASK = 5;
/** A Wait or a Choice: entered, exited. */
const OTHER_STATE = 2;
/** Look, decide, wait. */
const LOOK = TASK + 2 * OTHER_STATE;
/** Diagnose, decide. */
const DIAGNOSIS = TASK + OTHER_STATE;
/** `Await Support`, where the task token is submitted, too; look, decide. */
const POLL = TASK + 1 + TASK + OTHER_STATE;

/** Where no case can be opened, it is an hour: remediation/unopened-case.ts. */
const LONGEST_PAUSE_WITHOUT_CASE_SECONDS = 3600;

export interface Waits {
  shortestCheckSeconds: number;
  longestCheckSeconds: number;
  longestCertificateCheckSeconds: number;
  proofDeadlineSeconds: number;
  certificateDeadlineSeconds: number;
  rediagnoseSeconds: number;
  casePollSeconds: number;
  caseDeadlineSeconds: number;
  deploymentCheckSeconds: number;
  deploymentDeadlineSeconds: number;
}

/** What one wait leaves, and what decides how much. */
export interface Share {
  pause: keyof Waits;
  deadline: keyof Waits;
  events: number;
}

/**
 * The worse of two: both gates wait to their deadlines, are redriven and wait as long again, and AWS Support is waited for to the
 * end; or each wait there is goes to its end once, with a case that nobody can open by API.
 */
export function worstHistory(waits: Waits): Share[] {
  const gates = gateShares(waits);
  const { casePollSeconds, caseDeadlineSeconds, deploymentCheckSeconds, deploymentDeadlineSeconds } = waits;
  const polls = Math.ceil(caseDeadlineSeconds / casePollSeconds);
  const looksAtAlias = looks(caseDeadlineSeconds, {
    shortestSeconds: waits.shortestCheckSeconds,
    longestSeconds: Math.min(casePollSeconds, LONGEST_PAUSE_WITHOUT_CASE_SECONDS),
  });
  const looksAtTarget = Math.ceil(deploymentDeadlineSeconds / deploymentCheckSeconds);
  const redriven: Share[] = [
    ...gates.map((share) => ({ ...share, events: 2 * share.events })),
    { pause: 'casePollSeconds', deadline: 'caseDeadlineSeconds', events: POLL * polls },
  ];
  const straight: Share[] = [
    ...gates,
    { pause: 'casePollSeconds', deadline: 'caseDeadlineSeconds', events: LOOK * looksAtAlias },
    { pause: 'deploymentCheckSeconds', deadline: 'deploymentDeadlineSeconds', events: LOOK * looksAtTarget },
  ];
  return total(redriven) > total(straight) ? redriven : straight;
}

export function total(shares: readonly Share[]): number {
  return shares.reduce((sum, { events }) => sum + events, 0);
}

function gateShares(waits: Waits): Share[] {
  const { proofDeadlineSeconds, certificateDeadlineSeconds, rediagnoseSeconds } = waits;
  const pauses = (longestSeconds: number) => ({
    shortestSeconds: waits.shortestCheckSeconds,
    longestSeconds,
  });
  const looksAtDns = looks(proofDeadlineSeconds, pauses(waits.longestCheckSeconds));
  const looksAtCertificate = looks(certificateDeadlineSeconds, pauses(waits.longestCertificateCheckSeconds));
  // It is diagnosed right after a look at DNS, so not more often.
  const diagnoses = Math.min(looksAtDns, Math.ceil(proofDeadlineSeconds / rediagnoseSeconds));
  return [
    { pause: 'longestCheckSeconds', deadline: 'proofDeadlineSeconds', events: LOOK * looksAtDns },
    {
      pause: 'longestCertificateCheckSeconds',
      deadline: 'certificateDeadlineSeconds',
      events: LOOK * looksAtCertificate,
    },
    { pause: 'rediagnoseSeconds', deadline: 'proofDeadlineSeconds', events: DIAGNOSIS * diagnoses },
  ];
}

/** At the beginning, after each pause, and at the deadline. */
function looks(deadlineSeconds: number, pauses: BackOff): number {
  let count = 1;
  for (let waited = 0; waited < deadlineSeconds; waited += backOff(waited, pauses)) count++;
  return count;
}
