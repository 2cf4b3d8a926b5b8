/** Where a remediation stands, in one line: as `list` shows it, and `status` at its top. */
import * as v from 'valibot';
import type { Standing } from '../../providers/operator/standing.ts';
import { namesInAll } from '../../remediation/announcements/names.ts';
import { chainOf, type Ended, type Link } from '../../remediation/chain.ts';
import type { Remediation } from '../../remediation/document.ts';
import * as described from '../described.ts';
import type { Place } from '../suggested.ts';
import { toDoAbout } from './to-do.ts';

const WHEREABOUTS = [
  'diagnosing',
  'waiting-for-dns',
  'waiting-for-certificate',
  'waiting-for-dns-and-certificate',
  'waiting-for-support',
  'moving',
  'adding',
  'deploying',
  'arrived',
  'nothing-to-do',
  'dry-run-finished',
  'no-target',
  'details-omitted',
  'failed',
  'stopped',
  'unknown',
] as const;
export type Whereabouts = (typeof WHEREABOUTS)[number];

export const RemediationSummary = v.object({
  name: described.text('Of the remediation: that of its execution.'),
  status: described.text('Of the execution, as Step Functions calls it.'),
  standing: described.oneOf(
    WHEREABOUTS,
    '`no-target`: the failed call was to create the target. `details-omitted`: CloudTrail did not say what was asked for. `unknown`: the execution was started with something that is no incident.',
  ),
  since: described.instant('Since when it stands there; of one that is over, when it ended.'),
  needsPerson: described.flag('It does not go on before somebody has done something.'),
  dryRun: described.flag('It changes nothing.'),
  aliases: described.list(
    v.string(),
    'What the failed call asked for. Lower case, punycode, no trailing dot.',
  ),
  about: described.list(
    v.string(),
    'Those of them that it is about: what the target had before is left out. Until the diagnosis, all.',
  ),
  target: v.optional(described.text('Id of the distribution or tenant, where it is known.')),
  error: v.optional(described.text('What it failed of.')),
});
export type RemediationSummary = v.InferOutput<typeof RemediationSummary>;

export function summaryOf(standing: Standing, place: Place): RemediationSummary {
  const { name, status, remediation, failure } = standing;
  const target = remediation?.incident.target;
  return {
    name,
    status,
    standing: whereabouts(standing),
    since: sinceWhen(standing),
    needsPerson: toDoAbout(standing, place).length > 0,
    dryRun: remediation?.dryRun ?? false,
    aliases: remediation?.incident.aliases ?? [],
    about: remediation ? namesInAll(remediation) : [],
    ...(target && 'id' in target && { target: target.id }),
    ...(failure && status !== 'ABORTED' && { error: failure.error }),
  };
}

export function endOf({ status, failure }: Standing): Ended | undefined {
  switch (status) {
    case 'SUCCEEDED':
    case 'FAILED':
    case 'TIMED_OUT':
    case 'ABORTED':
      return { status, ...(failure && { failure }) };
    default:
      return undefined;
  }
}

function whereabouts(standing: Standing): Whereabouts {
  const { status, remediation } = standing;
  if (status === 'ABORTED') return 'stopped';
  if (status === 'FAILED' || status === 'TIMED_OUT') return 'failed';
  if (!remediation) return 'unknown';
  const [first, beside] = status === 'SUCCEEDED' ? [] : waitingLinks(remediation);
  if (!first) return atTheEnd(remediation);
  // Only the gates are side by side, and the certificate's is the second.
  return beside ? 'waiting-for-dns-and-certificate' : OF_LINK[first.name](remediation);
}

function waitingLinks(remediation: Remediation): Link[] {
  return chainOf(remediation).filter(({ state }) => state === 'waiting');
}

const OF_LINK: Record<Link['name'], (remediation: Remediation) => Whereabouts> = {
  call: () => 'diagnosing',
  conflict: () => 'diagnosing',
  proof: () => 'waiting-for-dns',
  'alias-record': () => 'waiting-for-dns',
  certificate: () => 'waiting-for-certificate',
  // Until no cache can miss the record any more, or lead elsewhere.
  move: ({ move }) => (move?.verdict === 'wait' ? 'waiting-for-dns' : 'moving'),
  addition: ({ addition }) => (addition?.verdict === 'wait' ? 'waiting-for-dns' : 'adding'),
  case: () => 'waiting-for-support',
  confirmation: () => 'deploying',
};

function atTheEnd({ diagnosis, dryRun }: Remediation): Whereabouts {
  switch (diagnosis?.verdict) {
    case 'already-settled':
      return 'nothing-to-do';
    case 'no-target':
      return 'no-target';
    case 'details-omitted':
      return 'details-omitted';
    default:
      return dryRun ? 'dry-run-finished' : 'arrived';
  }
}

function sinceWhen({ stoppedAt, remediation, states, startedAt }: Standing): string {
  if (stoppedAt !== undefined) return stoppedAt;
  const [link] = remediation ? waitingLinks(remediation) : [];
  const waiting = link && remediation && waitingSince(link.name, remediation);
  // The earlier of two gates is what has been waited for longer.
  return waiting ?? states.map(({ since }) => since).toSorted()[0] ?? startedAt;
}

function waitingSince(name: Link['name'], remediation: Remediation): string | undefined {
  const { proof, aliasRecord, certificate, case: asked, confirmation } = remediation;
  switch (name) {
    case 'proof':
      return proof?.waitingSince;
    case 'alias-record':
      return aliasRecord?.waitingSince;
    case 'certificate':
      return certificate?.waitingSince;
    case 'case':
      return asked?.openSince?.at ?? asked?.waitingSince;
    case 'confirmation':
      return confirmation?.waitingSince;
    default:
      return undefined;
  }
}
