/** Names in sentences, and words in what room they have. */

/** A call can ask for a hundred aliases: a sentence names the first few, lists in the document have them all. */
const NAMES_SHOWN = 6;

/** `www.example.com`, `a.example.com, b.example.com`; where there are more than `most`, `… and 94 more`. */
export function listed(names: readonly string[], most = NAMES_SHOWN): string {
  const rest = names.length - most;
  return names.slice(0, most).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** `www.example.com is`, `www.example.com, shop.example.com are` */
export function theyAre(names: readonly string[]): string {
  return `${listed(names)} ${names.length === 1 ? 'is' : 'are'}`;
}

/** Cut where it is longer, and marked as such; never through a surrogate pair, half of which no protocol takes. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Words of AWS's, before a sentence of ours: they often end without a full stop. */
export function sentence(words: string): string {
  const said = words.trim();
  return /[.!?。:]$/.test(said) ? said : `${said}.`;
}

/** `Case 1234567890`; its long id as long as AWS does not show its number. */
export function caseName(of: { caseId?: string | undefined; displayId?: string | undefined }): string {
  return `Case ${of.displayId ?? of.caseId}`;
}
