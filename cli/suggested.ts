/** A command to go on with, as it is typed where this one was. */
import { word } from '../remediation/announcements/shell.ts';
import { DEFAULT_STAGE, type Stack } from './stack.ts';

/** The stack that is meant, and by whose credentials. */
export type Place = Pick<Stack, 'stage' | 'profile'>;

export function suggested({ stage, profile }: Place, ...words: readonly string[]): string {
  const where = stage === DEFAULT_STAGE ? [] : ['--stage', stage];
  const whose = profile === undefined ? [] : ['--profile', profile];
  return ['cname-rescue', ...words, ...where, ...whose].map(word).join(' ');
}
