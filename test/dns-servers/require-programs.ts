/** Before anything else: without the servers there is nothing to test, and that is a failure, not a skip. */
import { missingPrograms } from './programs.ts';

export function setup(): void {
  const missing = missingPrograms();
  if (missing === undefined) return;
  // Thrown, the one sentence that matters would stand below "No test files found" and above a stack.
  console.error(missing);
  process.exit(1);
}
