/** What servers said, in columns that fit: server, address, verdict, TTL, and what was seen. */
import { columns } from './columns.ts';

/** For what was seen. */
const LEAST = 20;
const GAP = 2;

/** @param rows of five cells each. Where there is no room for addresses of their own, as for those of IPv6, these go before what was seen. */
export function serverColumns(rows: readonly (readonly string[])[], width: number): string {
  const taken = [0, 1, 2, 3].reduce(
    (sum, column) => sum + Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)) + GAP,
    0,
  );
  if (width - taken >= LEAST) return columns(rows, width);
  const narrow = rows.map(([server = '', address = '', verdict = '', ttl = '', said = '']) => [
    server,
    verdict,
    ttl,
    [address, said].filter(Boolean).join(': '),
  ]);
  return columns(narrow, width);
}
