/** What the sections of the document are made of. */
import * as z from 'zod/mini';

/** ISO 8601 in UTC, as `Date.prototype.toISOString` writes it. */
export const instant = z.string();

/** What every section carries: a verdict to choose by, and a sentence for a person. */
export const section = { reason: z.string(), checkedAt: instant };

/** What a section carries when its verdict is a wait. */
export const waiting = {
  /** Whole seconds, at least 1: Step Functions reads it by SecondsPath. */
  waitSeconds: z.optional(z.number()),
  nextCheckAt: z.optional(instant),
  /** Since when this gate has been waiting; a redrive starts it anew (see `deadline.ts`). */
  waitingSince: z.optional(instant),
  deadlineAt: z.optional(instant),
  /** Redrive count of the execution at `waitingSince`. */
  redriveCount: z.optional(z.number()),
};

/** A DNS record in the form a person copies: name without trailing dot, value without quotes. */
export const DnsRecord = z.object({ name: z.string(), type: z.string(), value: z.string() });
export type DnsRecord = z.infer<typeof DnsRecord>;
