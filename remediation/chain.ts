/**
 * Where a remediation stands, from the top: the chain of causes, one link for each thing that has to be so before the next. The first
 * that is not so is what is waited for. Read from the document alone, as `cmctl status certificate` reads a certificate's. Pure.
 */
import type { Ended, Link, LinkName } from './chain/link.ts';
import { addedEarlier, looksOf, movedEarlier } from './chain/looks.ts';
import { whereItFailed } from './chain/where-it-failed.ts';
import type { Remediation } from './document.ts';
import { moveSinceDiagnosis } from './steps/established.ts';

export type { Ended, Link, LinkName };

export function chainOf(remediation: Remediation, ended?: Ended): Link[] {
  const running = runningChain(remediation);
  return ended ? atItsEnd(running, ended) : running;
}

function runningChain(remediation: Remediation): Link[] {
  const looks = looksOf(remediation);
  const names = belonging(remediation);
  const first = names.find((name) => !looks[name].done);
  const waiting = first === undefined ? [] : [first, ...besides(names, first)];
  return names.map((name) => {
    const { done, reason, nextCheckAt, deadlineAt } = looks[name];
    if (done) return { name, state: 'done', reason };
    if (!waiting.includes(name)) return { name, state: 'ahead', reason: '' };
    return {
      name,
      state: 'waiting',
      reason,
      ...(nextCheckAt !== undefined && { nextCheckAt }),
      ...(deadlineAt !== undefined && { deadlineAt }),
    };
  });
}

const GATES: readonly LinkName[] = ['proof', 'alias-record', 'certificate'];

/** The two gates run side by side. One of a later round is not beside the first: something lies between them. */
function besides(names: readonly LinkName[], first: LinkName): LinkName[] {
  const next = names[names.indexOf(first) + 1];
  return GATES.includes(first) && next !== undefined && GATES.includes(next) ? [next] : [];
}

/** Only the links that this remediation has, as far as is known by now. */
function belonging(remediation: Remediation): LinkName[] {
  const { diagnosis, dryRun, incident } = remediation;
  const last: LinkName[] = dryRun ? [] : ['confirmation'];
  const unknown = incident.target.kind === 'none' || incident.target.kind === 'unknown';
  const round = diagnosis ? ofRound(remediation, diagnosis) : unknown ? [] : HELD;
  if (round.length === 0) return ['call', 'conflict'];
  const between: LinkName[] = ['call', 'conflict', ...ofEarlierRounds(remediation), ...round];
  const later = !dryRun && diagnosis && diagnosis.free.length > 0 ? FREE : [];
  return [...new Set([...between, ...later, ...last])];
}

const HELD: readonly LinkName[] = ['proof', 'certificate', 'move'];
const FREE: readonly LinkName[] = ['alias-record', 'certificate', 'addition'];

function ofRound(
  remediation: Remediation,
  { verdict }: NonNullable<Remediation['diagnosis']>,
): readonly LinkName[] {
  switch (verdict) {
    case 'held-elsewhere':
    case 'both':
      return needsCase(remediation) ? ['proof', 'certificate', 'case', 'move'] : HELD;
    case 'dns-points-elsewhere':
    case 'free':
      return FREE;
    case 'arrived':
      return remediation.case?.verdict === 'arrived' ? ['case', 'move'] : ['move'];
    case 'already-settled':
    case 'no-target':
    case 'details-omitted':
      return [];
  }
}

/** AWS Support has been asked, or is to be. */
function needsCase(remediation: Remediation): boolean {
  const verdict = moveSinceDiagnosis(remediation)?.verdict;
  return remediation.case !== undefined || verdict === 'support' || verdict === 'would-need-support';
}

/** What was done for other aliases of the same call before. */
function ofEarlierRounds(remediation: Remediation): LinkName[] {
  if (addedEarlier(remediation)) return ['addition'];
  if (!movedEarlier(remediation)) return [];
  return remediation.case?.verdict === 'arrived' ? ['proof', 'case', 'move'] : ['proof', 'move'];
}

function atItsEnd(links: readonly Link[], { status, failure }: Ended): Link[] {
  const without = ({ name, reason }: Link, state: Link['state']): Link => ({ name, state, reason });
  if (status === 'SUCCEEDED') {
    return links.map((link) =>
      link.state === 'done' ? link : { ...without(link, 'done'), reason: 'The execution has succeeded.' },
    );
  }
  const waiting = links.filter(({ state }) => state === 'waiting').map(({ name }) => name);
  const where = status === 'ABORTED' ? undefined : failure && whereItFailed(failure);
  const known = links.find(({ name }) => name === where)?.name;
  // A document that waits for nothing did not get to the failed step's own section: it is the last link.
  const failed = known === undefined ? waiting : [known];
  const last = failed.length === 0 ? links.at(-1)?.name : undefined;
  const reason = lastWords(status, failure);
  const ends = links.findIndex(({ name }) => failed.includes(name) || name === last);
  return links.map((link, at) => {
    if (failed.includes(link.name) || link.name === last) return { ...without(link, 'failed'), reason };
    if (link.state === 'done' && (at < ends || GATES.includes(link.name))) return link;
    return { ...without(link, 'ahead'), reason: '' };
  });
}

const STOPPED = 'The execution was stopped here';

function lastWords(status: Ended['status'], failure: Ended['failure']): string {
  if (status === 'ABORTED') return failure?.cause ? `${STOPPED}: ${failure.cause}` : `${STOPPED}.`;
  if (failure === undefined) return 'The execution failed here.';
  return failure.cause || `${failure.error}: Step Functions tells no cause.`;
}
