/** A command to go on with, as it is typed. */
import { DEFAULT_STAGE, type Stack } from './stack.ts';

export function suggested({ stage }: Pick<Stack, 'stage'>, ...words: string[]): string {
  return ['cname-rescue', ...words, ...(stage === DEFAULT_STAGE ? [] : ['--stage', stage])].join(' ');
}
