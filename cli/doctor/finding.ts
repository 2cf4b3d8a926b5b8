/** What a check of the doctor finds, and what there is to do about it. */
import * as v from 'valibot';

export const Finding = v.object({
  /** The check's name: `trail`. */
  check: v.string(),
  /** `unknown`: it could not be looked at. `not-used`: it is not there, and nothing misses it. */
  state: v.picklist(['ok', 'problem', 'unknown', 'not-used']),
  /** Sentences for a person. */
  says: v.string(),
  /** What to do. */
  fix: v.optional(v.string()),
  /** The command that does it, to be copied. */
  command: v.optional(v.string()),
});
export type Finding = v.InferOutput<typeof Finding>;

/** As a check says it of itself. */
export type Judgement = Omit<Finding, 'check'>;

export interface Remedy {
  fix: string;
  command?: string;
}

export const ok = (says: string): Judgement => ({ state: 'ok', says });
export const problem = (says: string, remedy: Remedy): Judgement => ({ state: 'problem', says, ...remedy });
export const unknown = (says: string, remedy: Partial<Remedy> = {}): Judgement => ({
  state: 'unknown',
  says,
  ...remedy,
});
export const notUsed = (says: string, remedy: Partial<Remedy> = {}): Judgement => ({
  state: 'not-used',
  says,
  ...remedy,
});

/** What is wrong with some of many, or that nothing is. */
export function allOr(problems: readonly Judgement[], says: string): Judgement[] {
  return problems.length > 0 ? [...problems] : [ok(says)];
}
