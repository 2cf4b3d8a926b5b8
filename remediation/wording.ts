/** Names in sentences. */

/** `www.example.com is`, `www.example.com, shop.example.com are` */
export function theyAre(names: readonly string[]): string {
  return `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'}`;
}
