/** What a shell offers besides commands and options: the names of remediations, where one is asked for. */
import { callerArn } from '../providers/operator/caller.ts';
import { listRemediations } from '../providers/operator/remediations.ts';
import type { Command } from './command.ts';
import { stackOf } from './stack.ts';

/** A shell waits for it: the newest are enough. */
const NAMES = 50;

/** Options that are followed by a value. */
const WITH_VALUE = /^--(stage|profile)$/;

/** @param words typed so far, without the name of the program, the one that is being typed at the end */
export async function remediationNames(
  words: readonly string[],
  stage: string,
  commands: readonly Command[],
): Promise<string[]> {
  const named = words.filter((word, at) => !word.startsWith('-') && !WITH_VALUE.test(words[at - 1] ?? ''));
  const [command, current, ...more] = named;
  const asked = commands.some(({ usage }) => usage.startsWith(`${command} <name>`));
  if (!asked || current === undefined || more.length > 0 || current !== words.at(-1)) return [];
  try {
    const { stateMachineArn } = stackOf(stage, await callerArn());
    const listed = (await listRemediations(stateMachineArn, { most: NAMES })) ?? [];
    return listed.map(({ name }) => name).filter((name) => name.startsWith(current));
  } catch {
    // Whoever presses Tab wants words, not what is wrong with the credentials: the command itself will say it.
    return [];
  }
}
