/** A word of a command that is shown: in quotes where a shell would make something else of it, as of `*.example.com`. */
import { quoted } from '../remediation/announcements/shell.ts';

export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : quoted(text);
}
