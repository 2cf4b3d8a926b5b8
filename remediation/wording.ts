/** Names in sentences. */

/** `www.example.com is`, `www.example.com, shop.example.com are` */
export function theyAre(names: readonly string[]): string {
  return `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'}`;
}

/** `Case 1234567890`; its long id as long as AWS does not show its number. */
export function caseName(of: { caseId?: string | undefined; displayId?: string | undefined }): string {
  return `Case ${of.displayId ?? of.caseId}`;
}
