/** The sections of the document about what is done to the aliases: moved, or added. */
import * as z from 'zod/mini';
import { Relapse } from './relapse.ts';
import { section, waiting } from './section.ts';

export const AliasMove = z.object({
  alias: z.string(),
  verdict: z.enum([
    'moved',
    'txt-not-seen',
    'holder-enabled',
    'certificate-missing',
    /** Only the plain TXT record is there: no call was made. */
    'plain-proof',
    /** The operator leaves moves to AWS Support: no call was made. */
    'self-service-off',
    /** Refused, and listed on nothing any more: its holder has let it go since the diagnosis. */
    'released',
    /** Of a dry run: the call would move it, since its holder is of this account. */
    'would-be-moved',
    /** Of a dry run: only the call tells whether it moves it, or whether AWS Support has to. */
    'would-be-tried',
    'pending',
  ]),
  /** CloudFront's own words when it refused. */
  refusal: z.optional(z.string()),
  /** It has moved, and people have not been told yet. */
  news: z.optional(z.literal(true)),
});
export type AliasMove = z.infer<typeof AliasMove>;

export const Move = z.object({
  ...section,
  ...waiting,
  /**
   * `wait`: try again when settled. `support`: only AWS can move it. `released`: nobody holds one any more, so the conflict is
   * diagnosed anew. `back-to-gates`: proof or certificate is gone. Of a dry run:
   * `would-move` by API, `would-need-support` for one alias at least, as far as can be told.
   */
  verdict: z.enum([
    'moved',
    'wait',
    'support',
    'released',
    'back-to-gates',
    'would-move',
    'would-need-support',
  ]),
  aliases: z.array(AliasMove),
  /** Some have moved that people have not been told of yet, while others have not. */
  partly: z.optional(z.boolean()),
  /** Once these have moved: the failed call asked for others, too, which are not on the target. */
  more: z.optional(z.boolean()),
  /** What the look right before took back of the proof, where that sent it back. */
  relapse: z.optional(Relapse),
  /** As in `case`. */
  releases: z.optional(z.number()),
  /** How often a settled proof was refused. */
  settledRefusals: z.optional(z.number()),
});
export type Move = z.infer<typeof Move>;

/** The failed update made again, for exactly the aliases of the incident. */
export const Addition = z.object({
  ...section,
  ...waiting,
  /**
   * `wait`: CloudFront still sees the old record. `held`: somebody has an alias by now. `back-to-gates`: record or certificate.
   * `would-add`: it is a dry run, and `aliases` are those that would be added.
   */
  verdict: z.enum(['added', 'wait', 'held', 'back-to-gates', 'would-add']),
  aliases: z.array(z.string()),
  /** As in `move`, once these are added. */
  more: z.optional(z.boolean()),
  /** What the look right before took back of the aliases' records, where that sent it back. */
  relapse: z.optional(Relapse),
  /** CloudFront's own words when it refused. */
  refusal: z.optional(z.string()),
});
export type Addition = z.infer<typeof Addition>;
