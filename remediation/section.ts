/** What the sections of the document are made of. */
import * as v from 'valibot';

/** ISO 8601 in UTC, as `Date.prototype.toISOString` writes it. */
export const instant = v.string();

/** What every section carries: a verdict to choose by, and a sentence for a person. */
export const section = { reason: v.string(), checkedAt: instant };

/** What a section carries when its verdict is a wait. */
export const waiting = {
  /** Whole seconds, at least 1: Step Functions reads it by SecondsPath. */
  waitSeconds: v.optional(v.number()),
  nextCheckAt: v.optional(instant),
  /** Since when this gate has been waiting; a redrive starts it anew (see `deadline.ts`). */
  waitingSince: v.optional(instant),
  deadlineAt: v.optional(instant),
  /** Redrive count of the execution at `waitingSince`. */
  redriveCount: v.optional(v.number()),
};

/** A DNS record in the form a person copies: name without trailing dot, value without quotes. */
export const DnsRecord = v.object({ name: v.string(), type: v.string(), value: v.string() });
export type DnsRecord = v.InferOutput<typeof DnsRecord>;
