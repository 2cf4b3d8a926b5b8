/** The server table: who said what about the record, a line an address, as announcement, case and command show it. */
import type { AliasProof, ResolverReport, ServerReport } from './document.ts';

/** In a table a line stays a line. */
const DETAIL_IN_TABLE = 90;

/** As text in columns: server, address, verdict, TTL, what was seen. `longest`: lines at the most. */
export function serverTable(
  { servers, resolvers = [], serversLeftOut = 0 }: AliasProof,
  longest: number,
): string[] {
  const rows = [...servers.map(serverRow), ...resolvers.map(resolverRow)];
  const kept = rows.slice(0, rows.length > longest ? longest - 1 : longest);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...kept.map((row) => row[column]?.length ?? 0)));
  const lines = kept.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const leftOut = rows.length - kept.length + serversLeftOut;
  return leftOut > 0 ? [...lines, `… and ${leftOut} more`] : lines;
}

function serverRow({ server, address, verdict, ttl, detail = '' }: ServerReport): string[] {
  return [server, address, verdict, ttlOf(ttl), cut(detail)];
}

function resolverRow({ resolver, verdict, ttl, detail = '' }: ResolverReport): string[] {
  return [resolver, 'resolver', verdict, ttlOf(ttl), cut(detail)];
}

function ttlOf(ttl: number | undefined): string {
  return ttl === undefined ? '' : `TTL ${ttl}`;
}

function cut(detail: string): string {
  return detail.length > DETAIL_IN_TABLE ? `${detail.slice(0, DETAIL_IN_TABLE - 1)}…` : detail;
}
