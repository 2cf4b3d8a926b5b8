/** What an execution's cause tells a person. */
import * as v from 'valibot';

/** Lambda's errors arrive as JSON in the cause; others as text. */
const LambdaCause = v.object({ errorMessage: v.string() });

export function messageOfCause(cause: string): string {
  try {
    return v.parse(LambdaCause, JSON.parse(cause)).errorMessage;
  } catch {
    // Not Lambda's JSON: a person reads it as it is.
    return cause;
  }
}
