/** A command to go on with, as it is typed where this one was. */
import { word } from '../remediation/announcements/shell.ts';
import { DEFAULT_STAGE, type Stack } from './stack.ts';

/** The stack that is meant, by whose credentials, and how one gets to the command. */
export type Place = Pick<Stack, 'stage' | 'profile' | 'byNpx'>;

export function suggested({ stage, profile, byNpx }: Place, ...words: readonly string[]): string {
  const where = stage === DEFAULT_STAGE ? [] : ['--stage', stage];
  const whose = profile === undefined ? [] : ['--profile', profile];
  const program = byNpx ? ['npx', 'cname-rescue'] : ['cname-rescue'];
  return [...program, ...words, ...where, ...whose].map(word).join(' ');
}
