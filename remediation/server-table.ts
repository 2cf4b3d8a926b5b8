/** The server table: who said what about the record, a line an address, as announcement, case and command show it. */
import type { AliasProof, ResolverReport, ServerReport } from './document.ts';
import { shortened } from './wording.ts';

/** In a table a line stays a line. */
const DETAIL_IN_TABLE = 90;

interface Said {
  servers: readonly Pick<ServerReport, 'server' | 'address' | 'verdict' | 'ttl' | 'detail'>[];
  resolvers?: readonly ResolverReport[] | undefined;
  serversLeftOut?: number | undefined;
}

/** The lines as cells: server, address, verdict, TTL, what was seen. `longest`: lines at the most, that of the rest among them. */
export function serverRows(
  { servers, resolvers = [], serversLeftOut = 0 }: Said,
  longest: number,
): { rows: string[][]; leftOut: number } {
  const all = [...servers.map(serverRow), ...resolvers.map(resolverRow)];
  const rows = all.slice(0, all.length > longest ? longest - 1 : longest);
  return { rows, leftOut: all.length - rows.length + serversLeftOut };
}

/** The same as text in columns. */
export function serverTable(proof: AliasProof, longest: number): string[] {
  const { rows, leftOut } = serverRows(proof, longest);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return leftOut > 0 ? [...lines, `… and ${leftOut} more`] : lines;
}

function serverRow({ server, address, verdict, ttl, detail = '' }: Said['servers'][number]): string[] {
  return [server, address, verdict, ttlOf(ttl), shortened(detail, DETAIL_IN_TABLE)];
}

function resolverRow({ resolver, verdict, ttl, detail = '' }: ResolverReport): string[] {
  return [resolver, 'resolver', verdict, ttlOf(ttl), shortened(detail, DETAIL_IN_TABLE)];
}

function ttlOf(ttl: number | undefined): string {
  return ttl === undefined ? '' : `TTL ${ttl}`;
}
