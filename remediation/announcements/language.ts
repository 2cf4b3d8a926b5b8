/** What there is to say in a message, so that no language leaves anything out. What is composed of it is in one place for all: compose.ts. */
import type { Link, LinkName } from '../chain.ts';
import type { Holder, Remediation, Target } from '../document.ts';
import type { AnnouncementDetail, AnnouncementType } from './announcement.ts';
import type { Telling } from './telling.ts';

export interface Sentences {
  /** One line. */
  title(detail: AnnouncementDetail): string;
  /** What happened, what to do, what comes next. Most important first. */
  text(detail: AnnouncementDetail, telling: Telling): string;
  /** What only an English sentence of the document or of AWS knows, if the text does not hold it. */
  details?(detail: AnnouncementDetail): string;
}

/** What stands beside a value. */
export type Label =
  | 'wantedBy'
  | 'heldBy'
  | 'failedCall'
  | 'startedBy'
  | 'at'
  | 'target'
  | 'notCovered'
  | 'certificate'
  | 'certificateEnds'
  | 'acmGivesUp'
  | 'nextLook'
  | 'givenUp'
  | 'settledAt'
  | 'beforeOn'
  | 'dns'
  | 'case'
  | 'subject'
  | 'status'
  | 'request'
  | 'askedBy'
  | 'for'
  | 'runsFor'
  | 'state'
  | 'error'
  | 'runbook'
  | 'since'
  | 'cloudWatch';

/** What stands above something to be copied. */
export interface Captions {
  record(zone: string): string;
  recordAgain(zone: string): string;
  serversSaid(name: string, at: string): string;
  aliasRecord(zone: string): string;
  apexRecord: string;
  /** Nothing: the zone is not known. */
  validation(zone: string | undefined): string;
  attach: string;
  customDomainName: string;
  caseToPaste: string;
  /** `byUs`: AWS Support would get it from the stack. */
  caseDrafted(byUs: boolean): string;
  calls: string;
  /** Of a case that comes after a try: for which aliases. */
  whatIsLeft: string;
  startCreated: string;
  startOmitted: string;
  /** Two commands: to see how it goes on, and to stop it. */
  follow: string;
  stop: string;
  retry: string;
  /** Of what was stopped on purpose: nothing is to be mended. */
  goOn: string;
  /** By the AWS CLI, after the same by our own command. */
  byAwsCli: string;
}

export interface Naming {
  /** Of a hundred aliases the first few. Of none, that they are not known. */
  inTitle(aliases: readonly string[]): string;
  target(target: Target): string;
  unknownTarget: string;
  /** Nobody: it is not visible to us. */
  holder(holder: Holder | undefined): string;
  /** Between several of them. */
  betweenHolders: string;
  call(action: string, caller: string): string;
  /** Of a Support case, as the API spells it. */
  caseStatus(status: string): string;
  /** As the document says where DNS leads an alias. */
  dns(record: NonNullable<NonNullable<Remediation['confirmation']>['records']>[number]): string;
}

export interface ChainWords {
  names: Record<LinkName, string>;
  /** In the place of the failed call, where there is none. */
  startedByHand: string;
  reason(link: Link, detail: AnnouncementDetail): string;
}

export interface Language {
  announcements: Record<AnnouncementType, Sentences>;
  naming: Naming;
  labels: Record<Label, string>;
  captions: Captions;
  links: { execution: string; redrive: string; supportCase: string; runbook: string; alarm: string };
  chain: ChainWords;
  /** Where the thing stands, as the title of the message that is kept up to date. */
  summary(detail: AnnouncementDetail, links: readonly Link[]): string;
  /** `before`: a text, after the sentence that tells that it is one. */
  dryRun: { mark: string; before(text: string): string };
  alarm: { title(name: string, over: boolean): string; text(description: string): string };
  /** `english`: foreign words; so that it is plain whose they are. */
  detailsIn(english: string): string;
  slack: {
    /** In place of what is too long to be copied whole. */
    tooLong: string;
    /** In place of what has no room: how much that is. */
    more(left: number): string;
  };
  /** The same in a mail. */
  mail: { more(left: number): string };
}
