/** Tables cut to what the document has room for: a hundred aliases, dozens of servers, and whatever these say. */
import type { AliasProof, Proof, ServerReport } from './document.ts';

/**
 * Bytes for the tables of all aliases together. Step Functions passes 256 KiB on, the document has other sections, and a
 * section can stand in it twice while it is passed on.
 */
const MOST_BYTES = 60_000;

/** Characters of what was seen that stay with a line where room is scarce. */
const DETAIL_WHEN_SCARCE = 60;

interface Line {
  verdict: string;
  detail?: string | undefined;
}

/**
 * As many lines for each as there is room, at least one. The odd ones come first then: what most servers say, the others say
 * as well. Returns the tables as they are where there is room for all.
 */
export function bounded<Report extends Line>(
  tables: readonly (readonly Report[])[],
  order: readonly Report['verdict'][],
): { lines: Report[]; leftOut: number }[] {
  if (bytes(tables) <= MOST_BYTES) return tables.map((table) => ({ lines: [...table], leftOut: 0 }));
  const room = MOST_BYTES / tables.length;
  return tables.map((table) => {
    const sorted = table
      .toSorted((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict))
      .map((line) =>
        line.detail === undefined ? line : { ...line, detail: line.detail.slice(0, DETAIL_WHEN_SCARCE) },
      );
    let used = 0;
    const fits = sorted.findIndex((line) => {
      used += bytes(line) + 1;
      return used > room;
    });
    const lines = sorted.slice(0, fits < 0 ? sorted.length : Math.max(1, fits));
    return { lines, leftOut: table.length - lines.length };
  });
}

const ORDER: ServerReport['verdict'][] = ['wrong-value', 'refused', 'unreachable', 'missing', 'match'];

/** The same of a proof, with its tables cut. */
export function boundedProofs(aliases: readonly AliasProof[]): AliasProof[] {
  const tables = bounded(
    aliases.map(({ servers }) => servers),
    ORDER,
  );
  return aliases.map((proof, index) => {
    const { lines = [], leftOut = 0 } = tables[index] ?? {};
    return { ...proof, servers: lines, ...(leftOut > 0 && { serversLeftOut: leftOut }) };
  });
}

/** What has to be remembered of a look, and no more. */
export function withoutTables(proof: Proof): Proof {
  const aliases = proof.aliases.map((alias) => {
    const { serversLeftOut: _left, resolvers: _resolvers, ...rest } = alias;
    return { ...rest, servers: [] };
  });
  return { ...proof, aliases };
}

function bytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
