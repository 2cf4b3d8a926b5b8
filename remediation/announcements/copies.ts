/** What of a message is to be copied: records, commands, the text of a case, what the servers said. */

import { recordLine } from '../proof-record.ts';
import { aliasRecords } from './alias-record.ts';
import type { AnnouncementDetail, AnnouncementType } from './announcement.ts';
import { startByHand } from './by-hand.ts';
import { certificateCopy } from './certificate.ts';
import { follow, retry, stop } from './commands.ts';
import { lookUpCustomDomainNames } from './custom-domain-name.ts';
import { drafted } from './dry-run.ts';
import type { Language } from './language.ts';
import type { Message } from './message.ts';
import { proofRecords } from './proof-records.ts';
import { type Looked, proofTables } from './proof-tables.ts';
import { caseToPaste } from './support-case.ts';
import { whereabouts } from './whereabouts.ts';

type Copies = (detail: AnnouncementDetail, words: Language) => Message['copy'];

/** Most important first. */
export const COPIES: Record<AnnouncementType, Copies> = {
  'Remediation opened': ({ remediation, execution }, words) => [
    ...proofRecords(remediation.diagnosis?.aliases ?? [], words),
    ...lookUpCustomDomainNames(remediation, words),
    follow(execution, words),
  ],
  'DNS record in the way': (detail, words) => [
    ...recordsOfAliases(detail, words),
    follow(detail.execution, words),
  ],
  'Certificate missing': ({ remediation }, words) => certificateCopy(remediation, words),
  'Certificate attached': none,
  'Ownership proof incomplete': ({ remediation: { proof } }, words) =>
    proof ? missingRecords(proof, words) : [],
  'Ownership proof seen': ({ remediation: { proof } }, words) => (proof ? proofTables(proof, words) : []),
  'Alias moved': none,
  'Alias added': none,
  'Alias free': recordsOfAliases,
  'Support case opened': none,
  'Support case updated': none,
  'Open the case by hand': ({ remediation }, words) =>
    remediation.case?.caseId ? [] : caseToPaste(remediation, words),
  'Too many Support cases': none,
  'Alias confirmed': ({ remediation }, words) =>
    aliasRecords(remediation, whereabouts(remediation).others, words),
  'Nothing to do': none,
  'No target': ({ remediation, execution }, { captions }) => [
    { caption: captions.startCreated, text: startByHand(remediation.incident, execution.arn) },
  ],
  'Details omitted': ({ remediation, execution }, { captions }) => [
    { caption: captions.startOmitted, text: startByHand(remediation.incident, execution.arn) },
  ],
  'Dry run finished': ({ remediation }, words) => drafted(remediation, words),
  'Alias claimed': ({ execution }, words) => stop(execution, words),
  'Remediation failed': ({ execution }, words) => retry(execution, words),
  'Remediation stopped': ({ execution }, words) => retry(execution, words, words.captions.goOn),
};

function none(): Message['copy'] {
  return [];
}

/** All of them: each keeps the others from being moved. */
function missingRecords(proof: Looked, words: Language): Message['copy'] {
  const aliases = proof.aliases.filter(({ verdict }) => verdict === 'missing');
  const records = aliases.map(({ record, zone }) => ({
    caption: words.captions.recordAgain(zone),
    text: recordLine(record),
  }));
  return [...records, ...proofTables({ ...proof, aliases }, words)];
}

function recordsOfAliases({ remediation }: AnnouncementDetail, words: Language): Message['copy'] {
  return aliasRecords(remediation, remediation.diagnosis?.aliases ?? [], words);
}
