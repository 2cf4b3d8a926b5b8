/** What ArnLike and StringLike compare by, in conditions of IAM policies. */

/** `*` is any run of characters, `?` any one. */
export function like(text: string, pattern: string): boolean {
  const expression = pattern
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`).test(text);
}
