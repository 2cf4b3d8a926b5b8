/** What is told in English by a dry run: that it is one, in every message, and at the end what would be done. */
import { isStartedByHand } from '../../by-hand.ts';
import type { Remediation } from '../../document.ts';
import { wouldBeDone } from '../dry-run.ts';
import type { Language, Sentences } from '../language.ts';
import { namesNow } from '../names.ts';
import { naming, them } from './naming.ts';

export const dryRun: Language['dryRun'] = {
  mark: '[dry run]',
  before: (text) =>
    `This is a dry run: nothing is changed in CloudFront, and AWS Support is not asked. ${text}`.trim(),
};

/** Why somebody should create a record by which nothing moves. */
export function createAllTheSame(names: readonly string[]): string {
  const one = names.length === 1;
  const they = one ? 'it stands, it is' : 'they stand, they are';
  return `Creating the record${one ? '' : 's'} moves nothing. It shows whether every name server would have ${them(names)}, and then you are told what would be done next. As long as ${they} the consent to the move, also for a stack that acts: if you do not wish that, delete ${them(names)} after the dry run.`;
}

export function addYourself(names: readonly string[]): string {
  return `A dry run does not make the update: you are told as soon as no record is in the way and its old TTL is over. Then make it yourself; until you do, no distribution answers for the name${names.length === 1 ? '' : 's'}.`;
}

export const finished: Sentences = {
  title: ({ remediation }) => `${naming.inTitle(namesNow(remediation))}: ${inShort(remediation)}`,
  text: ({ remediation }) => {
    const { move, addition, certificate, draft } = remediation;
    return [
      certificate?.verdict === 'would-be-attached' && certificate.reason,
      (addition ?? move)?.reason,
      draft?.reason,
      wouldBeDone(remediation) &&
        `To have it done, deploy the stack with dryRun=false and ${isStartedByHand(remediation.incident) ? 'start it by hand again' : 'make the failed call again'}${addition ? '.' : stillCounting(namesNow(remediation))}`,
    ]
      .filter(Boolean)
      .join(' ');
  },
};

function stillCounting(names: readonly string[]): string {
  return names.length === 1
    ? ': the TXT record counts then, if it still stands.'
    : ': the TXT records count then, if they still stand.';
}

function inShort({ move, addition }: Remediation): string {
  const names = addition?.aliases ?? move?.aliases ?? [];
  const it = names.length > 1 ? 'they' : 'it';
  if (addition && addition.aliases.length > 0) return `${it} would be added now`;
  const verdicts = (move?.aliases ?? []).map(({ verdict }) => verdict);
  if (verdicts.includes('would-be-tried')) return 'a move would be tried now';
  if (verdicts.includes('would-be-moved')) return `${it} would be moved now`;
  if (move?.verdict === 'would-need-support') {
    return `AWS Support would be asked to move ${names.length > 1 ? 'them' : 'it'}`;
  }
  return names.length > 1 ? 'they are on the target already' : 'it is on the target already';
}
