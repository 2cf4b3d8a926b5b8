/** The sections of the document about what is done to the aliases: moved, or added. */
import * as v from 'valibot';
import { Relapse } from './relapse.ts';
import { section, waiting } from './section.ts';

export const AliasMove = v.object({
  alias: v.string(),
  verdict: v.picklist([
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
  refusal: v.optional(v.string()),
  /** It has moved, and people have not been told yet. */
  news: v.optional(v.literal(true)),
});
export type AliasMove = v.InferOutput<typeof AliasMove>;

export const Move = v.object({
  ...section,
  ...waiting,
  /**
   * `wait`: try again when settled. `support`: only AWS can move it. `released`: nobody holds one any more, so the conflict is
   * diagnosed anew. `back-to-gates`: proof or certificate is gone. Of a dry run:
   * `would-move` by API, `would-need-support` for one alias at least, as far as can be told.
   */
  verdict: v.picklist([
    'moved',
    'wait',
    'support',
    'released',
    'back-to-gates',
    'would-move',
    'would-need-support',
  ]),
  aliases: v.array(AliasMove),
  /** Some have moved that people have not been told of yet, while others have not. */
  partly: v.optional(v.boolean()),
  /** Once these have moved: the failed call asked for others, too, which are not on the target. */
  more: v.optional(v.boolean()),
  /** What the look right before took back of the proof, where that sent it back. */
  relapse: v.optional(Relapse),
  /** As in `case`. */
  releases: v.optional(v.number()),
  /** How often a settled proof was refused. */
  settledRefusals: v.optional(v.number()),
});
export type Move = v.InferOutput<typeof Move>;

/** The failed update made again, for exactly the aliases of the incident. */
export const Addition = v.object({
  ...section,
  ...waiting,
  /**
   * `wait`: CloudFront still sees the old record. `held`: somebody has an alias by now. `back-to-gates`: record or certificate.
   * `would-add`: it is a dry run, and `aliases` are those that would be added.
   */
  verdict: v.picklist(['added', 'wait', 'held', 'back-to-gates', 'would-add']),
  aliases: v.array(v.string()),
  /** As in `move`, once these are added. */
  more: v.optional(v.boolean()),
  /** They were on the target when that was looked at: by other hands, or by a try whose answer was lost. */
  found: v.optional(v.literal(true)),
  /** What the look right before took back of the aliases' records, where that sent it back. */
  relapse: v.optional(Relapse),
  /** CloudFront's own words when it refused. */
  refusal: v.optional(v.string()),
});
export type Addition = v.InferOutput<typeof Addition>;
