/** What stands beside the text of a message, label and value: which facts an announcement has. */
import { isStartedByHand } from '../by-hand.ts';
import type { Remediation } from '../document.ts';
import type { AnnouncementDetail, AnnouncementType } from './announcement.ts';
import { holderOfEach, targetIn } from './in-words.ts';
import type { Label, Language } from './language.ts';
import { movedOnes, when } from './names.ts';
import { runbookPage } from './runbook-page.ts';
import type { Telling } from './telling.ts';
import { whereabouts } from './whereabouts.ts';

type Fact = [label: Label, value: string];
type Facts = (detail: AnnouncementDetail, words: Language, telling: Telling) => Fact[];

/** Most important first. What is empty is left out. */
export const FACTS: Record<AnnouncementType, Facts> = {
  'Remediation opened': ({ remediation }, words) => [
    ['wantedBy', targetIn(remediation, words)],
    ['heldBy', holderOfEach(remediation.diagnosis?.aliases, words)],
    ...failedCall(remediation, words),
  ],
  'DNS record in the way': ({ remediation }, words) => [
    ['wantedBy', targetIn(remediation, words)],
    ...failedCall(remediation, words),
  ],
  'Certificate missing': ({ remediation }, words) => {
    const { certificate } = remediation;
    const waits: Fact[] = [
      ['nextLook', when(certificate?.nextCheckAt)],
      ['givenUp', when(certificate?.deadlineAt)],
    ];
    return [
      ['target', targetIn(remediation, words)],
      ['notCovered', certificate?.uncovered.join(', ') ?? ''],
      endingSoon(remediation),
      ['acmGivesUp', when(certificate?.candidate?.validateBy)],
      // A dry run goes on as if it were attached.
      ...(certificate?.verdict === 'would-be-attached' ? [] : waits),
    ];
  },
  'Certificate attached': ({ remediation }, words) => [
    ['target', targetIn(remediation, words)],
    endingSoon(remediation),
  ],
  'Ownership proof incomplete': ({ remediation: { proof } }) => [
    ['nextLook', when(proof?.nextCheckAt)],
    ['givenUp', when(proof?.deadlineAt)],
  ],
  'Ownership proof seen': ({ remediation }) => [['settledAt', when(remediation.proof?.settledAt)]],
  'Alias moved': ({ remediation }, words) => {
    const brought = remediation.diagnosis?.verdict === 'arrived';
    // Of what had been let go before, nobody is known.
    const from = movedOnes(remediation).filter(({ holder }) => !brought || holder);
    return [['beforeOn', holderOfEach(from, words)], endingSoon(remediation)];
  },
  'Alias added': ({ remediation }) => [endingSoon(remediation)],
  'Alias free': ({ remediation }, words) => [['wantedBy', targetIn(remediation, words)]],
  'Support case opened': ({ remediation: { case: asked } }) => [
    ['case', asked?.displayId ?? asked?.caseId ?? ''],
    ['subject', asked?.subject ?? ''],
    ['nextLook', when(asked?.nextCheckAt)],
  ],
  'Support case updated': ({ remediation: { case: asked } }, { naming }) => [
    ['case', asked?.displayId ?? asked?.caseId ?? ''],
    ['status', asked?.status === undefined ? '' : naming.caseStatus(asked.status)],
    ['nextLook', when(asked?.nextCheckAt)],
    ['givenUp', when(asked?.deadlineAt)],
  ],
  'Open the case by hand': watched,
  'Too many Support cases': watched,
  'Alias confirmed': ({ remediation }, words) => [
    ['beforeOn', holderOfEach(whereabouts(remediation).lost, words)],
    ...(remediation.confirmation?.records ?? [])
      .slice(0, RECORDS_TOLD)
      .map((record): Fact => ['dns', words.naming.dns(record)]),
  ],
  'Nothing to do': ({ remediation }, words) => [['target', targetIn(remediation, words)]],
  'No target': ({ remediation }, words) => [
    ...failedCall(remediation, words),
    ['certificate', remediation.incident.certificate?.id ?? ''],
  ],
  'Details omitted': ({ remediation: { incident } }) => [
    ['askedBy', incident.caller],
    ['request', incident.requestId],
    ['at', when(incident.time)],
  ],
  'Dry run finished': ({ remediation }, words) => {
    const { addition, certificate, diagnosis, proof } = remediation;
    const attached = certificate?.verdict === 'would-be-attached' ? certificate.candidate : certificate;
    return [
      ['wantedBy', targetIn(remediation, words)],
      ['heldBy', addition ? '' : holderOfEach(diagnosis?.aliases, words)],
      ['certificate', attached?.id ?? ''],
      ['settledAt', when(proof?.settledAt)],
    ];
  },
  'Alias claimed': ({ remediation, claim }, words, telling) => [
    ['askedBy', remediation.incident.caller],
    ['at', when(remediation.incident.time)],
    ['for', targetIn(remediation, words)],
    ['runsFor', claim?.target ?? ''],
    ...runbook('AliasClaimed', telling),
  ],
  'Remediation failed': ({ failure }, _words, telling) => [
    ['state', failure?.state ?? ''],
    ['error', failure?.error ?? ''],
    ...runbook(failure?.error, telling),
  ],
  'Remediation stopped': () => [],
};

/** Of a hundred aliases the first few; all are in the execution. */
const RECORDS_TOLD = 3;

/** Or who started it, where no call has failed. */
function failedCall({ incident }: Remediation, { naming }: Language): Fact[] {
  if (isStartedByHand(incident)) {
    return [
      ['startedBy', incident.caller],
      ['at', when(incident.time)],
    ];
  }
  return [
    ['failedCall', naming.call(incident.action, incident.caller)],
    ['at', when(incident.time)],
  ];
}

function watched({ remediation: { case: unopened } }: AnnouncementDetail): Fact[] {
  return [
    ['nextLook', when(unopened?.nextCheckAt)],
    ['givenUp', when(unopened?.deadlineAt)],
  ];
}

function endingSoon({ certificate }: Remediation): Fact {
  return ['certificateEnds', when(certificate?.endsSoon)];
}

/** Where its pages can be read, it is a link instead: links.ts. */
function runbook(error: string | undefined, { runbookUrl }: Telling): Fact[] {
  return [['runbook', runbookUrl === '' ? runbookPage(error) : '']];
}
