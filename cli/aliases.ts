/** Aliases as people type them. */
import { existsSync } from 'node:fs';
import { normaliseAlias } from '../remediation/alias.ts';
import { InvalidAlias } from '../remediation/errors.ts';
import { listed } from '../remediation/wording.ts';
import type { Terminal } from './terminal/terminal.ts';
import { UsageError } from './trouble.ts';

/**
 * Those of a command, with a warning where the shell may have put others in their place.
 *
 * @throws UsageError
 */
export function aliasesGiven(words: readonly string[], terminal: Terminal): string[] {
  const warning = expandedByShell(words, existsSync);
  if (warning) terminal.error(terminal.paint.yellow(warning));
  return aliasesTyped(words);
}

/**
 * In the form in which they are compared, each once.
 *
 * @throws UsageError
 */
export function aliasesTyped(words: readonly string[]): string[] {
  try {
    return [...new Set(words.map(normaliseAlias))];
  } catch (error) {
    if (error instanceof InvalidAlias) throw new UsageError(error.message);
    throw error;
  }
}

/**
 * A shell puts the files that fit in the place of `*.example.com`, and nobody sees that it did.
 *
 * @param isFile whether a word is also the name of a file
 * @returns a warning, where that may have happened
 */
export function expandedByShell(
  words: readonly string[],
  isFile: (word: string) => boolean,
): string | undefined {
  const files = words.filter(isFile);
  if (files.length === 0) return undefined;
  const are = files.length === 1 ? 'is also a file' : 'are also files';
  return `${listed(files)} ${are} in this folder. If you typed a wildcard, the shell has replaced it: put it in quotes, as in '*.example.com'.`;
}
