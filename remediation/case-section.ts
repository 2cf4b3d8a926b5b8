/** The section of the document about the AWS Support case. */
import * as z from 'zod/mini';
import { Relapse } from './relapse.ts';
import { instant, section, waiting } from './section.ts';

/** Languages that a case can be written in here, as the Support API spells them (ISO 639-1). */
export const CaseLanguage = z.enum(['en', 'ja']);
export type CaseLanguage = z.infer<typeof CaseLanguage>;

/** What AWS Support would be asked in a dry run, as far as can be told without asking for anything. */
export const Draft = z.object({
  ...section,
  /** `filed`: it has been asked already. `by-hand`: no Support API. `not-possible`: AWS offers nothing that would do. */
  verdict: z.enum(['possible', 'filed', 'by-hand', 'not-possible']),
  /** In which the case would be written. */
  language: CaseLanguage,
});
export type Draft = z.infer<typeof Draft>;

export const SupportCase = z.object({
  ...section,
  ...waiting,
  /**
   * `by-hand`: no Support API. `limit`: too many open cases. `looking`: one may have been created that AWS does not show yet.
   * `released`: nobody holds the alias any more.
   * `back-to-gates` only before a case exists.
   */
  verdict: z.enum(['open', 'by-hand', 'limit', 'looking', 'arrived', 'released', 'back-to-gates']),
  /** As in `move`. */
  relapse: z.optional(Relapse),
  /** Something people have not been told yet: a reply, a change of status. */
  news: z.boolean(),
  /** What keeps a case from being opened, as far as people have been told. */
  told: z.optional(z.array(z.string())),
  /** Since when that has been so, whatever the obstacle, and whatever gates were passed again in between. */
  unopened: z.optional(z.object({ waitingSince: instant, redriveCount: z.number() })),
  /** Aliases that somebody was seen to hold, at the diagnosis or since. */
  held: z.optional(z.array(z.string())),
  /** How often the alias was seen to be held by nobody. */
  releases: z.optional(z.number()),
  /** Since when the case has been open, whatever was done in between. A redrive starts it anew. */
  openSince: z.optional(z.object({ caseId: z.string(), at: instant, redriveCount: z.number() })),
  caseId: z.optional(z.string()),
  displayId: z.optional(z.string()),
  subject: z.optional(z.string()),
  status: z.optional(z.string()),
  url: z.optional(z.string()),
  language: z.optional(CaseLanguage),
  /** The last words of AWS, cut to a readable length. */
  reply: z.optional(z.string()),
  repliedAt: z.optional(instant),
});
export type SupportCase = z.infer<typeof SupportCase>;
