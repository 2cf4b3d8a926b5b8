/** What is told in English when a remediation begins, or when there is nothing to begin. */
import { isStartedByHand } from '../../by-hand.ts';
import { targetKind } from '../../target-kind.ts';
import { targetNoun } from '../../target-words.ts';
import { caseName, listed } from '../../wording.ts';
import type { Language } from '../language.ts';
import { areCustomDomainNames, namesNow, targetId, wereAskedToProve } from '../names.ts';
import type { Telling } from '../telling.ts';
import { addYourself, createAllTheSame } from './dry-run.ts';
import { duration, naming, them } from './naming.ts';

type Opening =
  | 'Remediation opened'
  | 'DNS record in the way'
  | 'Alias free'
  | 'Nothing to do'
  | 'No target'
  | 'Details omitted'
  | 'Alias claimed';

export const opening: Pick<Language['announcements'], Opening> = {
  'Remediation opened': {
    title: ({ remediation }) => {
      const names = namesNow(remediation);
      const records = names.length === 1 ? 'this TXT record' : 'these TXT records';
      const first = areCustomDomainNames(remediation) ? 'delete the custom domain name, or ' : '';
      const purpose = remediation.dryRun ? 'see what would follow' : `move ${them(names)}`;
      return `${naming.inTitle(names)}: ${first}create ${records} to ${purpose}`;
    },
    text: ({ remediation }, telling) =>
      [
        (remediation.dryRun ? createAllTheSame : consent)(namesNow(remediation)),
        looks(telling, namesNow(remediation)),
        remediation.diagnosis?.reason ?? '',
      ]
        .filter(Boolean)
        .join(' '),
  },

  'DNS record in the way': {
    title: ({ remediation }) => {
      const names = namesNow(remediation);
      const records = names.length === 1 ? 'its DNS record' : 'their DNS records';
      return `${naming.inTitle(names)}: change ${records} first`;
    },
    text: ({ remediation }) =>
      `${remediation.diagnosis?.reason ?? ''} As soon as that is done and the old TTL is over, the failed update is made again by itself.${remediation.dryRun ? ` ${addYourself(namesNow(remediation))}` : ''}`,
  },

  'Alias free': {
    title: ({ remediation }) => {
      const names = namesNow(remediation);
      return `${naming.inTitle(names)}: nobody holds ${them(names)}`;
    },
    text: ({ remediation }) =>
      [
        remediation.diagnosis?.reason ?? '',
        namesNow(remediation).length === 1
          ? 'If its record still leads to another distribution, change it as below.'
          : 'Where a record still leads to another distribution, change it as below.',
        wereAskedToProve(remediation) ? 'No TXT record is needed for that.' : '',
        remediation.case?.caseId
          ? `${caseName(remediation.case)} can be closed once ${namesNow(remediation).length === 1 ? 'the alias has' : 'the aliases have'} arrived.`
          : '',
        remediation.dryRun ? addYourself(namesNow(remediation)) : '',
      ]
        .filter(Boolean)
        .join(' '),
  },

  'Nothing to do': {
    title: ({ remediation }) => `${naming.inTitle(namesNow(remediation))}: settled already`,
    text: ({ remediation }) => remediation.diagnosis?.reason ?? '',
  },

  'No target': {
    title: ({ remediation }) =>
      `${naming.inTitle(namesNow(remediation))}: create the ${targetNoun({ kind: targetKind(remediation.incident.action) })} first`,
    text: ({ remediation }) => remediation.diagnosis?.reason ?? '',
  },

  'Details omitted': {
    title: () => 'A call failed with CNAMEAlreadyExists, but CloudTrail does not say for what',
    text: ({ remediation }) =>
      `${remediation.diagnosis?.reason ?? ''} Ask ${remediation.incident.caller}, or look the request up by its id; then start the remediation by hand.`,
  },

  'Alias claimed': {
    title: ({ remediation, claim }) =>
      `${naming.inTitle(claim ? [claim.alias] : remediation.incident.aliases)}: wanted on ${wanting(remediation)} while a remediation for ${claim?.target ?? 'another target'} runs`,
    text: ({ remediation, claim }) => {
      const { action, aliases } = remediation.incident;
      const [alias, target] = [claim?.alias ?? listed(aliases), wanting(remediation)];
      const other = claim?.target ?? 'the other target';
      const byHand = isStartedByHand(remediation.incident);
      const asking = byHand ? 'a wish by hand' : `the failed ${action}`;
      const again = byHand ? 'start it by hand again' : 'make the failed update again';
      return `Two targets want ${alias}, so nothing was started for ${asking}, which asked for ${listed(aliases)}. If ${other} is right, let the running remediation go on, and take the alias out of what ${target} is configured from. If ${target} is right, stop the running remediation, and ${again}.`;
    },
  },
};

function wanting(remediation: Parameters<typeof targetId>[0]): string {
  return targetId(remediation) ?? naming.unknownTarget;
}

function consent(names: readonly string[]): string {
  return names.length === 1
    ? "Nothing moves before the record below is there: it is the DNS owner's consent."
    : "Nothing moves before all the records below are there: they are the DNS owners' consent.";
}

function looks({ longestCheckSeconds, proofDeadlineSeconds }: Telling, names: readonly string[]): string {
  const they = names.length === 1 ? 'It is' : 'They are';
  return `${they} looked for at once, then ever more rarely, but every ${duration(longestCheckSeconds).replace(/^1 /, '')} at least, for ${duration(proofDeadlineSeconds)} at the most.`;
}
