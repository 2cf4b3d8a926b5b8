/** What a person is told at each turn, before it is dressed for a channel: what happened, what to do, what comes next. */
import type { Remediation } from '../document.ts';
import { executionUrl } from '../links.ts';
import { targetKind } from '../target-kind.ts';
import { targetNoun } from '../target-words.ts';
import { caseName } from '../wording.ts';
import { afterwards, recordsAfterwards } from './alias-record.ts';
import type { AnnouncementDetail, AnnouncementType } from './announcement.ts';
import { attentionOf } from './attention.ts';
import { startByHand } from './by-hand.ts';
import { certificateCopy, endingSoon } from './certificate.ts';
import { lookUpCustomDomainNames } from './custom-domain-name.ts';
import { ADD_IT_YOURSELF, CREATE_IT_ALL_THE_SAME, finished, marked } from './dry-run.ts';
import type { Message, Told } from './message.ts';
import { awaitedNames, holdersOf, inTitle, movedOnes, names, provenNames, targetOf, when } from './names.ts';
import { proofTables } from './proof-tables.ts';
import { runbookPage } from './runbook-page.ts';
import { caseToPaste, watched } from './support-case.ts';
import { whichOne } from './which-one.ts';

type Write = (remediation: Remediation, detail: AnnouncementDetail) => Told;

export function messageFor(type: AnnouncementType, detail: AnnouncementDetail): Message {
  const { remediation, execution } = detail;
  const links = [{ label: 'Execution', url: executionUrl(execution.arn) }];
  if (remediation.case?.url) links.push({ label: 'Support case', url: remediation.case.url });
  const message = write[type](remediation, detail);
  const told = remediation.dryRun ? marked(message) : message;
  return {
    ...told,
    subject: told.title,
    attention: attentionOf(type, remediation),
    context: whichOne(execution),
    links,
  };
}

const write: Record<AnnouncementType, Write> = {
  'Remediation opened': (remediation) => ({
    title: `${names(remediation)}: create ${isOne(remediation) ? 'this TXT record' : 'these TXT records'} to ${remediation.dryRun ? 'see what would follow' : `move ${isOne(remediation) ? 'it' : 'them'}`}`,
    text: `${remediation.diagnosis?.reason ?? ''} ${remediation.dryRun ? CREATE_IT_ALL_THE_SAME : consentOf(remediation)}`,
    facts: [
      ['Wanted by', targetOf(remediation)],
      ['Held by', holdersOf(remediation.diagnosis?.aliases)],
      ['Failed call', `${remediation.incident.action} by ${remediation.incident.caller}`],
      ['At', when(remediation.incident.time)],
    ],
    copy: [
      ...(remediation.diagnosis?.aliases ?? []).map(({ record, zone }) => ({
        caption: `Create in zone ${zone}`,
        text: `${record.name} ${record.type} "${record.value}"`,
      })),
      ...lookUpCustomDomainNames(remediation),
    ],
  }),
  'DNS record in the way': (remediation) => ({
    title: `${names(remediation)}: change its DNS record first`,
    text: `${remediation.diagnosis?.reason ?? ''} As soon as that is done and the old TTL is over, the failed update is made again by itself.${remediation.dryRun ? ` ${ADD_IT_YOURSELF}` : ''}`,
    facts: [
      ['Wanted by', targetOf(remediation)],
      ['Failed call', `${remediation.incident.action} by ${remediation.incident.caller}`],
      ['At', when(remediation.incident.time)],
    ],
    copy: recordsAfterwards(remediation),
  }),
  'Certificate missing': (remediation) => ({
    title: `${names(remediation)}: the target needs a certificate`,
    text: remediation.certificate?.reason ?? '',
    facts: [
      ['Target', targetOf(remediation)],
      ['Not covered', remediation.certificate?.uncovered.join(', ') ?? ''],
      endingSoon(remediation),
      ['ACM gives up', when(remediation.certificate?.candidate?.validateBy)],
      ...(remediation.certificate?.verdict === 'would-be-attached' ? [] : untilCertified(remediation)),
    ],
    copy: certificateCopy(remediation),
  }),
  'Certificate attached': (remediation) => ({
    title: `${names(remediation)}: the target has its certificate`,
    text: `${remediation.attachment?.reason ?? ''} Nothing else of its configuration was changed. Declare it in the target's infrastructure code, or the next deployment takes it off again.`,
    facts: [['Target', targetOf(remediation)], endingSoon(remediation)],
    copy: [],
  }),
  'Ownership proof incomplete': ({ proof, ...remediation }) => ({
    title: `${provenNames({ proof, ...remediation })}: the TXT record needs attention`,
    text: (proof?.troubles ?? []).map(({ problem, remedy }) => `${problem} ${remedy}`).join('\n\n'),
    facts: [
      ['Next look', when(proof?.nextCheckAt)],
      ['Given up', when(proof?.deadlineAt)],
    ],
    copy: proofTables(proof, 'missing', ({ record, zone }) => ({
      caption: `The record as it has to be in zone ${zone}`,
      text: `${record.name} ${record.type} "${record.value}"`,
    })),
  }),
  'Ownership proof seen': ({ proof, ...remediation }) => ({
    title: `${provenNames({ proof, ...remediation })}: ownership is proven`,
    text: proof?.reason ?? '',
    facts: [['No cache can miss it after', when(proof?.settledAt)]],
    copy: proofTables(proof),
  }),
  'Alias moved': (remediation) =>
    remediation.diagnosis?.verdict === 'arrived'
      ? {
          title: `${inTitle(movedOnes(remediation).map(({ alias }) => alias))}: on ${targetOf(remediation)} by now`,
          text: [
            `${remediation.diagnosis.reason} Others brought ${movedOnes(remediation).length === 1 ? 'it' : 'them'} there, people or AWS Support, so nothing had to be moved.`,
            ...toClose(remediation, 'can be closed.'),
          ].join(' '),
          // Of what had been let go before, nobody is known.
          facts: [
            ['Before on', holdersOf(movedOnes(remediation).filter(({ holder }) => holder))],
            endingSoon(remediation),
          ],
          copy: [],
        }
      : {
          title: `${inTitle(movedOnes(remediation).map(({ alias }) => alias))} moved to ${targetOf(remediation)}`,
          text: [
            `Traffic for the name${movedOnes(remediation).length === 1 ? '' : 's'} switched with the move. Now the new configuration has to reach every edge location.`,
            ...stillAway(remediation),
            ...turnOfOthers(remediation),
          ].join(' '),
          facts: [['Before on', holdersOf(movedOnes(remediation))], endingSoon(remediation)],
          copy: [],
        },
  'Alias added': (remediation) => ({
    title: `${names(remediation)} added to ${targetOf(remediation)}`,
    text: `${remediation.addition?.reason ?? ''} The failed update was made again, with nothing but the alias changed. Now the new configuration has to reach every edge location.`,
    facts: [endingSoon(remediation)],
    copy: [],
  }),
  'Alias free': (remediation) => ({
    title: `${names(remediation)}: nobody holds ${isOne(remediation) ? 'it' : 'them'}`,
    text: [
      remediation.diagnosis?.reason ?? '',
      ...(wasAskedToProve(remediation) ? ['No TXT record is needed for that.'] : []),
      ...toClose(remediation, 'can be closed once it has arrived.'),
      ...(remediation.dryRun ? [ADD_IT_YOURSELF] : []),
    ].join(' '),
    facts: [['Wanted by', targetOf(remediation)]],
    copy: recordsAfterwards(remediation),
  }),
  'Support case opened': (remediation) => ({
    title: `${awaitedNames(remediation)}: AWS Support was asked to move it`,
    text: `${remediation.move?.reason ?? ''} ${remediation.case?.reason ?? ''}`.trim(),
    facts: [
      ['Case', remediation.case?.displayId ?? remediation.case?.caseId ?? ''],
      ['Subject', remediation.case?.subject ?? ''],
      ['Next look', when(remediation.case?.nextCheckAt)],
    ],
    copy: [],
  }),
  'Support case updated': (remediation) => ({
    title:
      remediation.case?.status === 'pending-customer-action'
        ? `${awaitedNames(remediation)}: AWS Support waits for your answer`
        : `${awaitedNames(remediation)}: news in the Support case`,
    text: remediation.case?.reason ?? '',
    facts: [
      ['Case', remediation.case?.displayId ?? remediation.case?.caseId ?? ''],
      ['Status', remediation.case?.status ?? ''],
      ['Next look', when(remediation.case?.nextCheckAt)],
    ],
    copy: [],
    ...(remediation.case?.reply && { quote: remediation.case.reply }),
  }),
  'Open the case by hand': (remediation) => ({
    title: `${awaitedNames(remediation)}: ${remediation.case?.caseId ? 'follow' : 'open'} the Support case by hand`,
    text: remediation.case?.reason ?? '',
    facts: watched(remediation),
    copy: remediation.case?.caseId ? [] : caseToPaste(remediation),
  }),
  'Too many Support cases': (remediation) => ({
    title: `${awaitedNames(remediation)}: too many Support cases are open`,
    text: remediation.case?.reason ?? '',
    facts: watched(remediation),
    copy: [],
  }),
  'Alias confirmed': (remediation) => ({
    title: `${inTitle(remediation.confirmation?.aliases ?? remediation.incident.aliases)} arrived on ${targetOf(remediation)}`,
    ...afterwards(remediation),
  }),
  'Nothing to do': (remediation) => ({
    title: `${names(remediation)}: settled already`,
    text: remediation.diagnosis?.reason ?? '',
    facts: [['Target', targetOf(remediation)]],
    copy: [],
  }),
  'No target': (remediation, { execution }) => ({
    title: `${names(remediation)}: create the ${targetNoun({ kind: targetKind(remediation.incident.action) })} first`,
    text: remediation.diagnosis?.reason ?? '',
    facts: [
      ['Failed call', `${remediation.incident.action} by ${remediation.incident.caller}`],
      ['Certificate', remediation.incident.certificate?.id ?? ''],
    ],
    copy: [
      {
        caption: 'Or, once it is there, put in its id, and run',
        text: startByHand(remediation.incident, execution.arn),
      },
    ],
  }),
  'Details omitted': (remediation, { execution }) => ({
    title: 'A call failed with CNAMEAlreadyExists, but CloudTrail does not say for what',
    text: `${remediation.diagnosis?.reason ?? ''} Ask ${remediation.incident.caller}, or look the request up by its id; then start the remediation by hand.`,
    facts: [
      ['Request', remediation.incident.requestId],
      ['At', when(remediation.incident.time)],
    ],
    copy: [
      {
        caption: 'Put in the target and the aliases, and run',
        text: startByHand(remediation.incident, execution.arn),
      },
    ],
  }),
  'Dry run finished': finished,
  'Alias claimed': ({ incident }, { claim, execution }) => {
    const alias = claim?.alias ?? inTitle(incident.aliases);
    const target = targetOf({ incident });
    const other = claim?.target ?? 'another target';
    return {
      title: `${alias}: wanted on ${target}, while it is moved to ${other}`,
      text: `Two targets want ${alias}, so nothing was started for the failed ${incident.action}, which asked for ${inTitle(incident.aliases)}. If ${other} is right, leave it, and take the alias out of what ${target} is configured from. If ${target} is right, stop the remediation that runs, and make the failed update again.`,
      facts: [
        ['Asked by', incident.caller],
        ['At', when(incident.time)],
        ['For', target],
        ['Is moved to', other],
        ['Runbook', runbookPage('AliasClaimed')],
      ],
      copy: [
        {
          caption: 'Stop the remediation that runs',
          text: `aws stepfunctions stop-execution --region ${execution.arn.split(':')[3]} --execution-arn ${execution.arn}`,
        },
      ],
    };
  },
  'Remediation failed': (remediation, { failure, execution }) => ({
    title: `${names(remediation)}: stopped by ${failure?.error ?? 'an error'}`,
    text: failure?.cause || 'Step Functions tells no cause.',
    facts: [
      [
        'To go on',
        'Mend the cause, then choose Redrive in the execution: it continues with the failed step.',
      ],
      ['Runbook', runbookPage(failure?.error)],
    ],
    copy: [
      {
        caption: 'Or from a shell',
        text: `aws stepfunctions redrive-execution --region ${execution.arn.split(':')[3]} --execution-arn ${execution.arn}`,
      },
    ],
  }),
  'Remediation stopped': (remediation) => ({
    title: `${names(remediation)}: stopped by hand`,
    text: [
      'The execution was stopped. It does nothing more until it is redriven.',
      ...toClose(remediation, 'stays open: close it, or AWS Support may still move the alias.'),
    ].join(' '),
    facts: [],
    copy: [],
  }),
};

function isOne({ diagnosis }: Remediation): boolean {
  return (diagnosis?.aliases.length ?? 1) <= 1;
}

/** They were held when the remediation began, and the record was asked for. */
function wasAskedToProve({ diagnosis, proof }: Remediation): boolean {
  const free = (diagnosis?.aliases ?? []).map(({ alias }) => alias);
  return proof?.aliases.some(({ alias }) => free.includes(alias)) ?? false;
}

function consentOf(remediation: Remediation): string {
  return isOne(remediation)
    ? "Nothing moves before the record is there: it is the DNS owner's consent."
    : "Nothing moves before all these records are there: they are the DNS owners' consent.";
}

function untilCertified({ certificate }: Remediation): Message['facts'] {
  return [
    ['Next look', when(certificate?.nextCheckAt)],
    ['Given up', when(certificate?.deadlineAt)],
  ];
}

function toClose({ case: opened }: Remediation, words: string): string[] {
  return opened?.caseId ? [`${caseName(opened)} ${words}`] : [];
}

/** Of the same call: what nobody held is added next. */
function turnOfOthers({ diagnosis }: Remediation): string[] {
  const free = (diagnosis?.free ?? []).map(({ alias }) => alias);
  return free.length > 0 ? [`Next: ${inTitle(free)}, which the same call asked for and nobody held.`] : [];
}

/** Why the others have not moved with it. */
function stillAway(remediation: Remediation): string[] {
  const { move } = remediation;
  return move?.partly ? [`Not yet: ${awaitedNames(remediation)}. ${move.reason}`] : [];
}
