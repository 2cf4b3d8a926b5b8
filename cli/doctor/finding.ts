/** What a check of the doctor finds, and what there is to do about it. */
import * as v from 'valibot';
import * as described from '../described.ts';

/** Published as part of docs/schemas/doctor.json. */
export const Finding = v.object({
  check: described.text('What was looked at: `trail`. One check can find several things.'),
  state: described.oneOf(
    ['ok', 'problem', 'unknown', 'not-used'],
    '`unknown`: it could not be looked at. `not-used`: it is not there, and nothing depends on it.',
  ),
  says: described.text('Sentences for a person.'),
  fix: v.optional(described.text('What to do.')),
  command: v.optional(described.text('The command that does it.')),
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
