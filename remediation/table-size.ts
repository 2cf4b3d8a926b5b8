/**
 * Tables cut to what the document has room for: a hundred aliases, dozens of servers, and whatever these say. Step Functions
 * passes 256 KiB on, and when the gates are passed again the old section of one travels beside the new one.
 */
import type { AliasProof, AliasRecord, PointingReport, ResolverReport, ServerReport } from './document.ts';
import { shortened } from './wording.ts';

/** Bytes of the tables of all aliases together. test/remediation/document-size.test.ts adds up what that comes to. */
const MOST_BYTES_OF_PROOFS = 10_000;
const MOST_BYTES_OF_RECORDS = 8_000;

/** Characters of what was seen that stay with a line where room is scarce. */
const DETAIL_WHEN_SCARCE = 60;

/** Bytes of a line, whatever its server says: 60 characters are at most three times as many bytes. */
const A_LINE = 360;

/** Of the room, where public resolvers were asked, too: they are fewer than the addresses of name servers. */
const SHARE_OF_RESOLVERS = 0.25;

interface Line {
  verdict: string;
  detail?: string | undefined;
}

interface Cut<Report> {
  lines: Report[];
  leftOut: number;
}

/** The same proofs, their tables cut. */
export function boundedProofs(aliases: readonly AliasProof[]): AliasProof[] {
  const asked = aliases.some(({ resolvers }) => resolvers);
  const forResolvers = asked ? MOST_BYTES_OF_PROOFS * SHARE_OF_RESOLVERS : 0;
  const servers = bounded(
    aliases.map((proof) => proof.servers),
    SERVERS_IN_ORDER,
    MOST_BYTES_OF_PROOFS - forResolvers,
  );
  const resolvers = bounded(
    aliases.map((proof) => proof.resolvers ?? []),
    SERVERS_IN_ORDER,
    forResolvers,
  );
  return aliases.map((proof, index) => {
    const { serversLeftOut = 0, resolvers: hasResolvers, ...rest } = proof;
    const [ofServers, ofResolvers] = [servers[index] ?? NONE, resolvers[index] ?? NONE];
    const leftOut = serversLeftOut + ofServers.leftOut + ofResolvers.leftOut;
    return {
      ...rest,
      servers: ofServers.lines,
      ...(hasResolvers && ofResolvers.lines.length > 0 && { resolvers: ofResolvers.lines }),
      ...(leftOut > 0 && { serversLeftOut: leftOut }),
    };
  });
}

/** The same of the aliases' own records. */
export function boundedPointings(aliases: readonly AliasPointing[]): AliasPointing[] {
  const tables = bounded(
    aliases.map(({ servers }) => servers),
    POINTINGS_IN_ORDER,
    MOST_BYTES_OF_RECORDS,
  );
  return aliases.map((pointing, index) => ({ ...pointing, servers: (tables[index] ?? NONE).lines }));
}

type AliasPointing = AliasRecord['aliases'][number];

/** The odd ones come first where not all have room: what most servers say, the others say as well. */
const SERVERS_IN_ORDER: (ServerReport | ResolverReport)['verdict'][] = [
  'wrong-value',
  'refused',
  'unreachable',
  'missing',
  'match',
];
const POINTINGS_IN_ORDER: PointingReport['verdict'][] = [
  'elsewhere',
  'refused',
  'unreachable',
  'away',
  'target',
];

const NONE = { lines: [], leftOut: 0 };

/**
 * The same number of bytes for each; the last ones get none where that would be too few for a line. The tables as they are
 * where there is room for all.
 */
function bounded<Report extends Line>(
  tables: readonly (readonly Report[])[],
  order: readonly Report['verdict'][],
  bytesForAll: number,
): Cut<Report>[] {
  if (bytes(tables) <= bytesForAll) return tables.map((table) => ({ lines: [...table], leftOut: 0 }));
  const share = Math.max(bytesForAll / tables.length, A_LINE);
  let left = bytesForAll;
  return tables.map((table) => {
    const sorted = table.toSorted((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict));
    const lines = firstThat(sorted.map(withShortDetail), Math.min(share, left));
    left -= bytes(lines);
    return { lines, leftOut: table.length - lines.length };
  });
}

function firstThat<Report extends Line>(lines: readonly Report[], room: number): Report[] {
  let used = 0;
  const tooMuch = lines.findIndex((line) => {
    used += bytes(line) + 1;
    return used > room;
  });
  return lines.slice(0, tooMuch < 0 ? lines.length : tooMuch);
}

function withShortDetail<Report extends Line>(line: Report): Report {
  return line.detail === undefined ? line : { ...line, detail: shortened(line.detail, DETAIL_WHEN_SCARCE) };
}

function bytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
