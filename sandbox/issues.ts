/** What is wrong with a value that was parsed, in one sentence: where, and what. */
import * as v from 'valibot';

type Issue = v.BaseIssue<unknown>;

/** @param whole what the value is called where an issue concerns all of it */
export function sentence(issues: readonly Issue[], whole: string): string {
  return issues.flatMap((issue) => places(issue, whole, [])).join('; ');
}

function places(issue: Issue, whole: string, above: string[]): string[] {
  const path = [...above, v.getDotPath(issue) ?? []].flat();
  // Of a union, valibot says that the value is no member of it, and keeps for itself what is wrong inside the one that it resembles.
  const inside = issue.issues?.filter((inner) => inner.path) ?? [];
  if (inside.length > 0) return inside.flatMap((inner) => places(inner, whole, path));
  return [`${path.join('.') || whole}: ${what(issue)}`];
}

function what({ path, expected, message }: Issue): string {
  if (path?.at(-1)?.origin !== 'key') return message;
  return expected === 'never' ? 'Unknown key' : 'Missing key';
}
