/** The section of the document about the aliases' own DNS records. */
import * as z from 'zod/mini';
import { instant, section, waiting } from './section.ts';

/** One line of the table: where an address of a name server says that an alias leads. */
export const PointingReport = z.object({
  server: z.string(),
  address: z.string(),
  /** `away`: to nothing that is known as a distribution. */
  verdict: z.enum(['elsewhere', 'target', 'away', 'unreachable', 'refused']),
  detail: z.string(),
  /** Seconds. */
  ttl: z.optional(z.number()),
});
export type PointingReport = z.infer<typeof PointingReport>;

/** The aliases' own records, where nobody has the aliases and only these are in the way. */
export const AliasRecord = z.object({
  ...section,
  ...waiting,
  /** `elsewhere`: some server leads to another distribution. `leaving`: a cache still can. */
  verdict: z.enum(['elsewhere', 'leaving', 'clear']),
  /** While it is not clear: time to look whether the conflict is still the same. Only at the gate. */
  rediagnose: z.optional(z.boolean()),
  aliases: z.array(
    z.object({
      alias: z.string(),
      zone: z.string(),
      /** `unknown`: no name server has said where it leads. */
      verdict: z.enum(['elsewhere', 'left', 'unknown']),
      servers: z.array(PointingReport),
      /** When no cache can lead to another distribution any more, as far as is known. */
      clearAt: instant,
      /** Longest TTL of what led to another distribution at this look, seconds. */
      oldTtl: z.optional(z.number()),
    }),
  ),
});
export type AliasRecord = z.infer<typeof AliasRecord>;
