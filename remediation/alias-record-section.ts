/** The section of the document about the aliases' own DNS records. */
import * as v from 'valibot';
import { instant, section, waiting } from './section.ts';

/** One line of the table: where an address of a name server says that an alias leads. */
export const PointingReport = v.object({
  server: v.string(),
  address: v.string(),
  /** `away`: to nothing that is known as a distribution. */
  verdict: v.picklist(['elsewhere', 'target', 'away', 'unreachable', 'refused']),
  detail: v.string(),
  /** Seconds. */
  ttl: v.optional(v.number()),
});
export type PointingReport = v.InferOutput<typeof PointingReport>;

/** The aliases' own records, where nobody has the aliases and only these are in the way. */
export const AliasRecord = v.object({
  ...section,
  ...waiting,
  /** `elsewhere`: some server leads to another distribution. `leaving`: a cache still can. */
  verdict: v.picklist(['elsewhere', 'leaving', 'clear']),
  /** While it is not clear: time to look whether the conflict is still the same. Only at the gate. */
  rediagnose: v.optional(v.boolean()),
  aliases: v.array(
    v.object({
      alias: v.string(),
      zone: v.string(),
      /** `unknown`: no name server has said where it leads. */
      verdict: v.picklist(['elsewhere', 'left', 'unknown']),
      servers: v.array(PointingReport),
      /** When no cache can lead to another distribution any more, as far as is known. */
      clearAt: instant,
      /** Longest TTL of what led to another distribution at this look, seconds. */
      oldTtl: v.optional(v.number()),
    }),
  ),
});
export type AliasRecord = v.InferOutput<typeof AliasRecord>;
