/** How a stage tells what it tells. */
import * as v from 'valibot';

/** Languages that there are words in (ISO 639-1). */
export const AnnouncementLanguage = v.picklist(['en', 'ja']);
export type AnnouncementLanguage = v.InferOutput<typeof AnnouncementLanguage>;

export interface Telling {
  language: AnnouncementLanguage;
  /** Where the pages of the runbook can be read, with a slash at the end; empty: they are named by their paths. */
  runbookUrl: string;
  /** Of a look at DNS; and how long it is gone on with. Seconds. */
  longestCheckSeconds: number;
  proofDeadlineSeconds: number;
}

/** As the stack is shipped: infra/parameters.ts. */
export const AS_SHIPPED: Telling = {
  language: 'en',
  runbookUrl: '',
  longestCheckSeconds: 900,
  proofDeadlineSeconds: 864_000,
};
