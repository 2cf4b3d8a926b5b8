/** The server table: who said what about the record, a line an address, as announcement, case and command show it. */
import type { AliasProof, ResolverReport, ServerReport } from './document.ts';

/** Of all aliases together. Step Functions passes 256 KiB on; a line is a few hundred bytes at the most. */
const MOST_LINES = 200;

/** So much of what was seen stays with a line when there are many. */
const DETAIL_WHEN_MANY = 80;
const MANY_LINES = 100;

/** The odd ones come first when not all can be kept: what most servers say, the others say as well. */
const ORDER: ServerReport['verdict'][] = ['wrong-value', 'refused', 'unreachable', 'missing', 'match'];

/** Cuts the tables so that the document stays far below what Step Functions passes on, with a hundred aliases, too. */
export function bounded(aliases: readonly AliasProof[]): AliasProof[] {
  const lines = aliases.reduce((sum, { servers }) => sum + servers.length, 0);
  if (lines <= MANY_LINES) return [...aliases];
  const each = Math.max(2, Math.floor(MOST_LINES / aliases.length));
  return aliases.map((proof) => {
    const kept = proof.servers
      .toSorted((one, other) => ORDER.indexOf(one.verdict) - ORDER.indexOf(other.verdict))
      .slice(0, each)
      .map(({ detail, ...report }) => ({
        ...report,
        ...(detail !== undefined && { detail: detail.slice(0, DETAIL_WHEN_MANY) }),
      }));
    const leftOut = proof.servers.length - kept.length;
    return { ...proof, servers: kept, ...(leftOut > 0 && { serversLeftOut: leftOut }) };
  });
}

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
