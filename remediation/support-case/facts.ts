/** What a case says, whatever the language: taken from the document once, so that a language holds nothing but words. */
import { isStartedByHand } from '../by-hand.ts';
import type { AliasProof, ContestedAlias, Holder, Incident, Move, Proof, Target } from '../document.ts';
import { recordLine } from '../proof-record.ts';
import { serverTable } from '../server-table.ts';
import { shortened } from '../wording.ts';

/** CloudTrail cuts an error message at 1 KB; one given by hand may be longer. */
const LONGEST_ERROR = 2000;

/** The tables come last and may be cut. Those of the first aliases show what the others look like. */
const TABLES = 3;
const TABLE_LINES = 12;

export interface CaseInput {
  incident: Incident;
  target: Target;
  aliases: ContestedAlias[];
  proof: Proof;
  certificate: {
    id: string | undefined;
    status: string | undefined;
    reason: string;
    /** ISO 8601. */
    notAfter: string | undefined;
  };
  move: Move | undefined;
}

/** `none`: a case that somebody pastes has nothing beside it. */
export type EvidenceState = 'attached' | 'left-out' | 'none';

export interface CaseFacts extends Pick<CaseInput, 'target' | 'certificate'> {
  aliases: string[];
  /** Absent where a person started it: no call failed that AWS could look up. */
  failure?: { error: string; action: string; requestId: string; time: string };
  holders: { alias: string; holder: Holder | undefined }[];
  records: RecordFacts[];
  refusals: { alias: string; refusal: string }[];
  /** Aliases of which only the plain TXT record is there: the move APIs were not called. */
  plain: string[];
  /** Aliases that our operator leaves to AWS Support: the move APIs were not called. */
  left: string[];
  /** CloudFront said that the holder is enabled in another account. */
  foreignHolder: boolean;
  /** CloudFront does not see a record that is published and settled. */
  unseen: boolean;
  evidence: EvidenceState;
  tables: { name: string; at: string; lines: string[] }[];
}

export interface RecordFacts {
  /** As in a zone file. */
  text: string;
  zone: string;
  /** Names of the servers and resolvers that confirm it; empty when there are none. */
  servers: string;
  resolvers: string;
  /** ISO 8601. */
  since: string | undefined;
  /** No name server could be reached: the public resolvers decided. */
  byHttps: boolean;
}

export function caseFacts(
  { incident, target, aliases, proof, certificate, move }: CaseInput,
  evidence: EvidenceState,
): CaseFacts {
  const wanted = new Set(aliases.map(({ alias }) => alias));
  const moves = (move?.aliases ?? []).filter(({ alias }) => wanted.has(alias));
  const refused = moves.flatMap(({ alias, refusal, verdict }) =>
    refusal ? [{ alias, refusal, verdict }] : [],
  );
  return {
    target,
    certificate,
    aliases: [...wanted],
    ...(!isStartedByHand(incident) && { failure: failureOf(incident) }),
    holders: aliases.map(({ alias, holder }) => ({ alias, holder })),
    records: proof.aliases.map(recordFacts),
    refusals: refused.map(({ alias, refusal }) => ({ alias, refusal })),
    plain: moves.filter(({ verdict }) => verdict === 'plain-proof').map(({ alias }) => alias),
    left: moves.filter(({ verdict }) => verdict === 'self-service-off').map(({ alias }) => alias),
    foreignHolder: refused.some(({ verdict }) => verdict === 'holder-enabled'),
    unseen: refused.some(({ verdict }) => verdict === 'txt-not-seen'),
    evidence,
    tables: proof.aliases.slice(0, TABLES).map((each) => ({
      name: each.record.name,
      at: proof.checkedAt,
      lines: serverTable(each, TABLE_LINES).map(oneLine),
    })),
  };
}

function failureOf({ errorCode, errorMessage, action, requestId, time }: Incident) {
  return { error: `${errorCode}: ${shortened(errorMessage, LONGEST_ERROR)}`, action, requestId, time };
}

function recordFacts(proof: AliasProof): RecordFacts {
  const { record, zone, servers, resolvers = [], publishedAt, decidedBy } = proof;
  return {
    text: recordLine(record),
    zone,
    servers: confirming(servers.map(({ server, verdict }) => ({ name: server, verdict }))),
    resolvers: confirming(resolvers.map(({ resolver, verdict }) => ({ name: resolver, verdict }))),
    since: publishedAt,
    byHttps: decidedBy === 'https',
  };
}

function confirming(reports: readonly { verdict: string; name: string }[]): string {
  const names = reports.filter(({ verdict }) => verdict === 'match').map(({ name }) => name);
  return [...new Set(names)].join(', ');
}

/** What stands in somebody's zone cannot write lines of its own into the case. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
}
