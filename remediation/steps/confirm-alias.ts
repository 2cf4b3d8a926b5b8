/**
 * `Confirm alias`: the end state itself, not some call's 200: the alias is on the target and the target is Deployed. Then
 * what DNS says, since that is what remains to be done.
 */

import { isStartedByHand } from '../by-hand.ts';
import { gateClock } from '../deadline.ts';
import { contestedNames } from '../diagnosis.ts';
import type { Confirmation, StepInput } from '../document.ts';
import { AliasNotArrived, DeploymentDeadlineExceeded, DnsUnavailable } from '../errors.ts';
import { pointingReport, worst } from '../pointing.ts';
import type { CloudFront, Dns, Now } from '../ports.ts';
import { waiting } from '../waiting.ts';
import { theyAre } from '../wording.ts';
import { allContested, established } from './established.ts';

export interface ConfirmSettings {
  deploymentCheckSeconds: number;
  deploymentDeadlineSeconds: number;
}

/**
 * How long the alias may be missing from what GetDistribution answers after it was moved: AWS's own samples poll for it.
 * Longer than that, and somebody has taken it off again. Also in the middle of a deployment: one stale answer is no sign of that.
 */
const ARRIVAL_SECONDS = 300;

/** @throws AliasNotArrived, DeploymentDeadlineExceeded, TargetGone */
export function confirmAlias(
  ports: { cloudfront: Pick<CloudFront, 'target'>; dns: Dns; now: Now },
  settings: ConfirmSettings,
) {
  return async ({ remediation, execution }: StepInput): Promise<Confirmation> => {
    const { target, aliases } = allContested(remediation);
    const { aliases: there, inactive, status } = await ports.cloudfront.target(target);
    // What nobody held is nobody's wait; but others may have brought it before it was its turn.
    const brought = established(remediation, 'diagnosis').free.filter(({ alias }) => there.includes(alias));
    const names = [...aliases, ...brought].map(({ alias }) => alias);
    const missing = names.filter((alias) => !there.includes(alias));
    const asleep = missing.filter((alias) => inactive.includes(alias));
    const absent = missing.filter((alias) => !asleep.includes(alias));
    const now = ports.now();
    const facts = { aliases: names, checkedAt: new Date(now).toISOString() };
    if (missing.length === 0 && status === 'Deployed') {
      return {
        ...facts,
        verdict: 'confirmed',
        reason: [
          `${theyAre(names)} on ${target.id} and ${target.id} is Deployed.`,
          ...leftOver(contestedNames(remediation.incident, there), isStartedByHand(remediation.incident)),
        ].join(' '),
        records: await Promise.all(names.map((alias) => recordOf(ports.dns, alias, target.domainName))),
      };
    }
    const { redriveCount } = execution;
    const { deploymentCheckSeconds, deploymentDeadlineSeconds } = settings;
    const previous = remediation.confirmation;
    const deployment = gateClock(previous, redriveCount, now, deploymentDeadlineSeconds);
    if (absent.length === 0) {
      if (deployment.exceeded) {
        throw asleep.length > 0
          ? new AliasNotArrived(asleep, target.id, asleep)
          : new DeploymentDeadlineExceeded(target.id, status, deployment.waitingSince);
      }
      return {
        ...facts,
        verdict: 'waiting',
        reason: standing(target.id, status, names, absent, asleep),
        ...waiting(deployment, redriveCount, now, deploymentCheckSeconds),
      };
    }
    const missed = { waitingSince: previous?.missingSince, redriveCount: previous?.redriveCount };
    const arrival = gateClock(
      missed,
      redriveCount,
      now,
      Math.min(ARRIVAL_SECONDS, deploymentDeadlineSeconds),
    );
    if (arrival.exceeded) throw new AliasNotArrived(missing, target.id, asleep);
    return {
      ...facts,
      verdict: 'waiting',
      reason: standing(target.id, status, names, absent, asleep),
      ...waiting(arrival, redriveCount, now, deploymentCheckSeconds),
      // The deployment's clock goes on meanwhile.
      waitingSince: deployment.waitingSince,
      missingSince: arrival.waitingSince,
    };
  };
}

function standing(
  targetId: string,
  status: string,
  names: string[],
  absent: string[],
  asleep: string[],
): string {
  const sentences = [
    ...(absent.length > 0 ? [`${theyAre(absent)} not on ${targetId} yet.`] : []),
    ...(asleep.length > 0
      ? [
          `${theyAre(asleep)} on ${targetId}, but inactive: CloudFront does not serve it before a certificate of the tenant covers it.`,
        ]
      : []),
  ];
  return sentences.join(' ') || `${theyAre(names)} on ${targetId}, which is ${status}.`;
}

/** What the same call asked for and is not there after all: whoever asked must know. */
function leftOver(names: string[], byHand: boolean): string[] {
  if (names.length === 0) return [];
  const [who, again] = byHand
    ? ['it was wished for at the start', 'Start a remediation again']
    : ['the same call asked for it', 'Make the failed update again'];
  return [`${theyAre(names)} not on it, though ${who}. ${again}.`];
}

type AliasRecord = NonNullable<Confirmation['records']>[number];

/** The alias is there, whatever DNS says: that nobody answers does not keep the remediation from its end. */
async function recordOf(dns: Dns, alias: string, targetDomainName: string): Promise<AliasRecord> {
  try {
    const { servers } = await dns.whereItLeads(alias);
    const found = worst(servers.map((answer) => pointingReport(answer, targetDomainName)));
    return found
      ? { alias, leads: found.verdict, detail: found.detail }
      : { alias, leads: 'unknown', detail: 'no name server says where it leads' };
  } catch (error) {
    if (!(error instanceof DnsUnavailable)) throw error;
    return { alias, leads: 'unknown', detail: error.message };
  }
}
