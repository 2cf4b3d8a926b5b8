/** What is told in English from the move to the end. */
import { isStartedByHand } from '../../by-hand.ts';
import { caseName, listed } from '../../wording.ts';
import type { Language } from '../language.ts';
import { awaitedNames, movedOnes, namesNow, namesOf } from '../names.ts';
import { whereabouts } from '../whereabouts.ts';
import { finished } from './dry-run.ts';
import { naming, them } from './naming.ts';

type Progress =
  | 'Alias moved'
  | 'Alias added'
  | 'Support case opened'
  | 'Support case updated'
  | 'Open the case by hand'
  | 'Too many Support cases'
  | 'Alias confirmed'
  | 'Dry run finished';

export const progress: Pick<Language['announcements'], Progress> = {
  'Alias moved': {
    title: ({ remediation }) => {
      const names = naming.inTitle(namesOf(movedOnes(remediation)));
      const target = targetIn(remediation);
      return remediation.diagnosis?.verdict === 'arrived'
        ? `${names}: on ${target} by now`
        : `${names} moved to ${target}`;
    },
    text: ({ remediation }) => {
      const { diagnosis, case: asked, move } = remediation;
      const names = namesOf(movedOnes(remediation));
      if (diagnosis?.verdict === 'arrived') {
        const closing = asked?.caseId ? ` ${caseName(asked)} can be closed.` : '';
        return `${diagnosis.reason} Others brought ${them(names)} there, people or AWS Support, so nothing had to be moved.${closing}`;
      }
      const free = namesOf(diagnosis?.free);
      return [
        `Traffic for the name${names.length === 1 ? '' : 's'} switched with the move. Now the new configuration has to reach every edge location.`,
        move?.partly ? `Not yet: ${listed(awaitedNames(remediation))}. ${move.reason}` : '',
        free.length > 0
          ? `Last, ${listed(free)} ${free.length === 1 ? 'is' : 'are'} added, which nobody held.`
          : '',
      ]
        .filter(Boolean)
        .join(' ');
    },
  },

  'Alias added': {
    title: ({ remediation }) => `${naming.inTitle(namesNow(remediation))} added to ${targetIn(remediation)}`,
    text: ({ remediation }) => {
      const { addition, incident } = remediation;
      const what = namesNow(remediation).length === 1 ? 'the alias' : 'the aliases';
      const made = `${isStartedByHand(incident) ? 'An update was made' : 'The failed update was made again'}, with nothing but ${what} changed.`;
      return `${addition?.reason ?? ''} ${addition?.found ? 'So nothing had to be changed.' : made} Now the new configuration has to reach every edge location.`;
    },
  },

  'Support case opened': {
    title: ({ remediation }) => {
      const names = awaitedNames(remediation);
      return `${naming.inTitle(names)}: AWS Support was asked to move ${them(names)}`;
    },
    text: ({ remediation }) =>
      [
        'Nothing has to be done: what AWS says in the case is told here.',
        remediation.move?.reason,
        remediation.case?.reason,
      ]
        .filter(Boolean)
        .join(' '),
  },

  'Support case updated': {
    title: ({ remediation }) =>
      remediation.case?.status === 'pending-customer-action'
        ? `${naming.inTitle(awaitedNames(remediation))}: AWS Support waits for your answer`
        : `${naming.inTitle(awaitedNames(remediation))}: news in the Support case`,
    text: ({ remediation }) => {
      const { case: asked } = remediation;
      const answer =
        asked?.status === 'pending-customer-action'
          ? 'Answer in the case (its link is below): AWS goes on once you have. '
          : '';
      return `${answer}${asked?.reason ?? ''}`;
    },
  },

  'Open the case by hand': {
    title: ({ remediation }) =>
      `${naming.inTitle(awaitedNames(remediation))}: ${remediation.case?.caseId ? 'follow' : 'open'} the Support case by hand`,
    text: ({ remediation }) => remediation.case?.reason ?? '',
  },

  'Too many Support cases': {
    title: ({ remediation }) =>
      `${naming.inTitle(awaitedNames(remediation))}: too many Support cases are open`,
    text: ({ remediation }) => remediation.case?.reason ?? '',
  },

  'Alias confirmed': {
    title: ({ remediation }) =>
      `${naming.inTitle(remediation.confirmation?.aliases ?? remediation.incident.aliases)} arrived on ${targetIn(remediation)}`,
    text: ({ remediation }) => whatRemains(remediation),
  },

  'Dry run finished': finished,
};

type Remediation = Parameters<typeof whereabouts>[0];

function targetIn({ diagnosis, incident }: Remediation): string {
  if (diagnosis?.target) return naming.target(diagnosis.target);
  return 'id' in incident.target ? incident.target.id : naming.unknownTarget;
}

/** The DNS record where it does not lead to the target yet, and what the infrastructure code says. */
function whatRemains(remediation: Remediation): string {
  const { all, moved, lost, others } = whereabouts(remediation);
  const one = all.length === 1;
  const set = others.length > 0 ? [`set the DNS record${others.length === 1 ? '' : 's'} below`] : [];
  const declare = `declare the alias${one ? '' : 'es'} in the target's infrastructure code`;
  const whose = lost.length < all.length ? listed(namesOf(lost)) : them(all);
  return [
    remediation.confirmation?.reason ?? '',
    moved.length > 0 ? `Traffic for ${listed(moved)} switched with the move, whatever DNS says.` : '',
    others.length > 0
      ? ''
      : `${one ? 'Its DNS record leads' : 'Their DNS records lead'} to the target already.`,
    'What remains is yours:',
    lost.length === 0
      ? `${[...set, declare].join(', and ')}.`
      : `${[...set, declare].join(', ')}, and take ${whose} out of the former holder's: the next deployment of either would undo ${moved.length > 0 ? 'the move' : 'that'}.`,
    consentIsOver(remediation),
  ]
    .filter(Boolean)
    .join(' ');
}

function consentIsOver({ proof }: Remediation): string {
  const records = proof?.aliases.length ?? 0;
  if (records === 0) return '';
  return records === 1
    ? 'The TXT record may go now: as long as it stands, it is the consent to a move.'
    : 'The TXT records may go now: as long as they stand, they are the consent to a move.';
}
