/**
 * What policies allow: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html, as far as
 * the policies of roles and their boundaries go. Nothing in the sandbox is refused by it; it is what SimulatePrincipalPolicy says.
 */

import * as v from 'valibot';
import { like } from '../like.ts';

const list = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((one) => [one].flat()),
);
const Statement = v.object({
  Effect: v.picklist(['Allow', 'Deny']),
  Action: list,
  Resource: list,
  Condition: v.optional(v.record(v.string(), v.record(v.string(), list)), {}),
});
export const PolicyDocument = v.object({
  Statement: v.pipe(
    v.union([Statement, v.array(Statement)]),
    v.transform((one) => [one].flat()),
  ),
});
export type PolicyDocument = v.InferOutput<typeof PolicyDocument>;
type Statement = v.InferOutput<typeof Statement>;

export interface Request {
  action: string;
  resource: string;
  /** Condition keys, in lower case, with their values. */
  context: ReadonlyMap<string, readonly string[]>;
}

export type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny';

/** @throws Error for an operator of conditions that is not known here */
export function decide(policies: readonly PolicyDocument[], request: Request): Decision {
  const matching = policies.flatMap(({ Statement: all }) => all).filter((one) => matches(one, request));
  if (matching.some(({ Effect }) => Effect === 'Deny')) return 'explicitDeny';
  return matching.length > 0 ? 'allowed' : 'implicitDeny';
}

function matches(
  { Action, Resource, Condition }: Statement,
  { action, resource, context }: Request,
): boolean {
  return (
    Action.some((pattern) => like(action.toLowerCase(), pattern.toLowerCase())) &&
    Resource.some((pattern) => like(resource, pattern)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) =>
        holds(operator, context.get(key.toLowerCase()) ?? [], wanted),
      ),
    )
  );
}

function holds(operator: string, values: readonly string[], wanted: readonly string[]): boolean {
  const some = (pattern: (value: string, wanted: string) => boolean) => (value: string) =>
    wanted.some((each) => pattern(value, each));
  switch (operator) {
    case 'StringEquals':
      return values.some(some((value, each) => value === each));
    case 'StringLike':
    case 'ArnLike':
      return values.some(some(like));
    // True also where there is no value at all.
    case 'ForAllValues:StringLike':
      return values.every(some(like));
    default:
      throw new Error(`The sandbox knows no condition operator ${operator}.`);
  }
}
