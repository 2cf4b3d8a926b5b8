/** What the steps need of AWS Support. */
import type { CaseLanguage } from './document.ts';

/** Outcome of CreateCase. `codes`: it takes no case of this service, category or language. `limit`: too many are open. `attachments`: it does not know the set (any more). */
export type CreateOutcome =
  | { created: true; caseId: string }
  | { created: false; refused: 'codes' | 'limit' | 'attachments'; message: string };

/** Outcome of AddAttachmentsToSet. */
export type AttachmentOutcome = { attached: true; setId: string } | { attached: false; message: string };

export interface SupportService {
  code: string;
  name: string;
  categories: { code: string; name: string }[];
}

export interface CaseDraft {
  subject: string;
  body: string;
  serviceCode: string;
  categoryCode: string;
  severityCode: string;
  language: CaseLanguage;
  ccEmailAddresses: string[];
  attachmentSetId: string | undefined;
}

export interface CaseState {
  caseId: string;
  /** Unknown as long as AWS does not show the case. */
  displayId?: string | undefined;
  subject: string;
  status: string;
  /** In which we write: English where it is none that we know. */
  language: CaseLanguage;
  /** The last few, newest first. */
  communications: Communication[];
}

export interface Communication {
  body: string;
  /** Epoch milliseconds. */
  at: number;
  byAws: boolean;
}

/** Each method throws NoSupportPlan when the account's plan has no Support API. */
export interface Support {
  services(): Promise<SupportService[]>;
  severities(): Promise<string[]>;
  /** Whether AWS answers a technical case of this kind in the language, around the clock or as well as it can. */
  speaks(language: CaseLanguage, of: { serviceCode: string; categoryCode: string }): Promise<boolean>;
  /** The open case whose subject carries the marker, if any. */
  findOpen(marker: string): Promise<CaseState | undefined>;
  /** Makes a file ready to go with a case. Whatever is in the way is an outcome: a case can do without. */
  attach(fileName: string, text: string): Promise<AttachmentOutcome>;
  /** Refusals with a way on are outcomes. */
  create(draft: CaseDraft): Promise<CreateOutcome>;
  /** `undefined` when AWS does not show such a case: it has none, or it is so new that it is not listed yet. */
  describe(caseId: string): Promise<CaseState | undefined>;
  /** All that was ever said in the case, newest first. */
  communications(caseId: string): Promise<Communication[]>;
  /** Says something in the case, which opens it again if it was closed. Not repeated when the answer is lost. */
  say(caseId: string, body: string): Promise<void>;
}
