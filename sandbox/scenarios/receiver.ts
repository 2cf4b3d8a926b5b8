/** The function that starts remediations, as its log shows it: where it fails there is no execution to look at. */
import * as v from 'valibot';
import type { Theatre } from '../rehearsal/scenario.ts';
import { messageOf } from '../rehearsal/timeline.ts';

export const RECEIVER = 'cname-rescue-sandbox-receive-failure';
const LogLines = v.array(v.object({ line: v.string() }));
const ERROR = 'ERROR Invoke Error ';
/** Lambda repeats a failed asynchronous invocation twice. */
const ATTEMPTS = 3;

/** What the function that starts remediations failed of, once it has given up. */
export async function gaveUpOn({ stage }: Theatre): Promise<string | undefined> {
  const log = v.parse(LogLines, await stage.control('GET', `logs?function=${RECEIVER}`));
  const errors = log.filter(({ line }) => line.startsWith(ERROR));
  return errors.length < ATTEMPTS ? undefined : messageOf(errors.at(-1)?.line.slice(ERROR.length));
}
