/** What a shell offers besides commands and options: the names of remediations, where one is asked for. */
import { callerArn } from '../providers/operator/caller.ts';
import { listRemediations } from '../providers/operator/remediations.ts';
import type { Command } from './command.ts';
import { stackOf } from './stack.ts';

/** A shell waits for it: the newest are enough. */
const NAMES = 50;

/** @param words typed so far, the one that is being typed at the end */
export async function remediationNames(
  words: readonly string[],
  stage: string,
  commands: readonly Command[],
): Promise<string[]> {
  const [, , command] = words;
  const asked = commands.some(({ usage }) => usage.startsWith(`${command} <name>`));
  const current = words.at(-1) ?? '';
  if (!asked || words.length > 4 || current.startsWith('-')) return [];
  try {
    const { stateMachineArn } = stackOf(stage, await callerArn());
    const listed = (await listRemediations(stateMachineArn, { most: NAMES })) ?? [];
    return listed.map(({ name }) => name).filter((name) => name.startsWith(current));
  } catch {
    // Whoever presses Tab wants words, not what is wrong with the credentials: the command itself will say it.
    return [];
  }
}
