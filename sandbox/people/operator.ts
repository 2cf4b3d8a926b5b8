/** Who starts a remediation by hand: takes the command from the Slack message, fills in what it asks for, and runs it in a shell. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as v from 'valibot';
import type { DeliveredMessage } from '../parts.ts';
import { unescaped } from './case-filer.ts';

const SlackBody = v.object({
  blocks: v.array(v.object({ text: v.optional(v.object({ text: v.string() })) })),
});

/** The `aws` commands that a Slack message holds to be copied. */
export function commandsIn({ channel, body }: DeliveredMessage): string[] {
  if (channel !== 'slack') return [];
  return v.parse(SlackBody, body).blocks.flatMap(({ text }) => {
    const [, command] = /^```(aws [\s\S]*)```$/.exec(text?.text ?? '') ?? [];
    return command === undefined ? [] : [unescaped(command)];
  });
}

/** Puts each value in place of what stands in angle brackets. @throws Error when there is no such place, or one is left. */
export function filledIn(command: string, values: Readonly<Record<string, string>>): string {
  let filled = command;
  for (const [place, value] of Object.entries(values)) {
    if (!filled.includes(`<${place}>`))
      throw new Error(`The command has no place for <${place}>: ${command}`);
    filled = filled.replaceAll(`<${place}>`, value);
  }
  if (/<[^>]*>/.test(filled)) throw new Error(`Something is left to fill in: ${filled}`);
  return filled;
}

/** The arguments that `aws` gets from a POSIX shell. The CLI itself is not on every machine. */
export async function argumentsOf(command: string): Promise<string[]> {
  const script = `aws() { printf '%s\\0' "$@"; }\n${command}`;
  const { stdout } = await promisify(execFile)('sh', ['-c', script]);
  return stdout.split('\0').slice(0, -1);
}
