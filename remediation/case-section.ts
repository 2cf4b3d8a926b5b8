/** The section of the document about the AWS Support case. */
import * as v from 'valibot';
import { Relapse } from './relapse.ts';
import { instant, section, waiting } from './section.ts';

/** Languages that a case can be written in here, as the Support API spells them (ISO 639-1). */
export const CaseLanguage = v.picklist(['en', 'ja']);
export type CaseLanguage = v.InferOutput<typeof CaseLanguage>;

/** What AWS Support would be asked in a dry run, as far as can be told without asking for anything. */
export const Draft = v.object({
  ...section,
  /** `filed`: it has been asked already. `by-hand`: no Support API. `not-possible`: AWS offers nothing that would do. */
  verdict: v.picklist(['possible', 'filed', 'by-hand', 'not-possible']),
  /** In which the case would be written. */
  language: CaseLanguage,
});
export type Draft = v.InferOutput<typeof Draft>;

export const SupportCase = v.object({
  ...section,
  ...waiting,
  /**
   * `by-hand`: no Support API. `limit`: too many open cases. `looking`: one may have been created that AWS does not show yet.
   * `released`: nobody holds the alias any more.
   * `back-to-gates` only before a case exists.
   */
  verdict: v.picklist(['open', 'by-hand', 'limit', 'looking', 'arrived', 'released', 'back-to-gates']),
  /** As in `move`. */
  relapse: v.optional(Relapse),
  /** Something people have not been told yet: a reply, a change of status. */
  news: v.boolean(),
  /** What keeps a case from being opened, as far as people have been told. */
  told: v.optional(v.array(v.string())),
  /** Since when that has been so, whatever the obstacle, and whatever gates were passed again in between. */
  unopened: v.optional(v.object({ waitingSince: instant, redriveCount: v.number() })),
  /** Aliases that somebody was seen to hold, at the diagnosis or since. */
  held: v.optional(v.array(v.string())),
  /** How often the alias was seen to be held by nobody. */
  releases: v.optional(v.number()),
  /** Since when the case has been open, whatever was done in between. A redrive starts it anew. */
  openSince: v.optional(v.object({ caseId: v.string(), at: instant, redriveCount: v.number() })),
  caseId: v.optional(v.string()),
  displayId: v.optional(v.string()),
  subject: v.optional(v.string()),
  status: v.optional(v.string()),
  url: v.optional(v.string()),
  language: v.optional(CaseLanguage),
  /** The last words of AWS, cut to a readable length. */
  reply: v.optional(v.string()),
  repliedAt: v.optional(instant),
});
export type SupportCase = v.InferOutput<typeof SupportCase>;
