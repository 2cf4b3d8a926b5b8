/** A command to go on with, as it is typed where this one was. */
import { commandLine } from '../remediation/announcements/commands.ts';
import { word } from '../remediation/announcements/shell.ts';
import type { Stack } from './stack.ts';

/** The stack that is meant, by whose credentials, and how one gets to the command. */
export type Place = Pick<Stack, 'stage' | 'profile' | 'byNpx'>;

export function suggested({ stage, profile, byNpx }: Place, ...words: readonly string[]): string {
  const whose = profile === undefined ? [] : ['--profile', word(profile)];
  return [...(byNpx ? ['npx'] : []), commandLine(stage, ...words), ...whose].join(' ');
}
