/**
 * What keeps the proof from being published and does not pass by waiting, each with what to do. A record that is simply
 * not there yet is no trouble: its owner has been asked for it.
 */
import type { AliasProof, Proof, ProofTrouble, ServerReport } from './document.ts';
import { behindBy, hasIt } from './server-report.ts';
import { listed } from './wording.ts';

/**
 * A change reaches the servers of a zone in seconds by NOTIFY (RFC 1996), in about a minute at Route 53. After an hour
 * something is broken, or waits for the next SOA REFRESH: worth a look in any case.
 */
const BEHIND_SECONDS = 3600;

/** Some aliases can have trouble of their own; the first few are enough to begin with. */
const TROUBLES_SHOWN = 5;
const SERVERS_SHOWN = 6;

/** `previous`: the gate's section of the look before. `now` in epoch milliseconds. */
export function proofTroubles(
  missing: readonly AliasProof[],
  previous: Proof | undefined,
  now: number,
): ProofTrouble[] {
  const found = missing.flatMap((proof) => {
    const before = previous?.aliases.find(({ alias }) => alias === proof.alias);
    return [
      unavailable(proof, before),
      wrongValue(proof),
      cname(proof),
      noAnswer(proof, before),
      behind(proof, now),
    ];
  });
  const troubles = found.filter((trouble) => trouble !== undefined);
  // What a server does concerns every alias of its zone alike.
  const distinct = new Map(troubles.map((trouble) => [trouble.problem, trouble]));
  return [...distinct.values()].slice(0, TROUBLES_SHOWN);
}

/** Once is a coincidence. */
function unavailable(proof: AliasProof, before: AliasProof | undefined): ProofTrouble | undefined {
  if (proof.unavailable === undefined || before?.unavailable === undefined) return undefined;
  return {
    kind: 'unavailable',
    problem: `DNS does not tell where ${proof.alias} lives: ${proof.unavailable}`,
    remedy: `Look at the delegation of ${proof.zone} at the registrar, and at the zone's name servers.`,
  };
}

function wrongValue({ record, servers }: AliasProof): ProofTrouble | undefined {
  // A wildcard record gives way to a record of the very name, which the owner has been asked for.
  const wrong = servers.filter(({ verdict, wildcard }) => verdict === 'wrong-value' && !wildcard);
  const [first] = wrong;
  if (!first) return undefined;
  return {
    kind: 'wrong-value',
    problem: `${record.name} has another value at ${names(wrong)}: ${first.detail ?? ''}.`,
    remedy: `Correct it to "${record.value}", or add that as a second value.`,
  };
}

function cname({ record, servers }: AliasProof): ProofTrouble | undefined {
  const found = servers.filter(
    ({ verdict, cname: target, wildcard }) => verdict === 'missing' && target !== undefined && !wildcard,
  );
  const [first] = found;
  if (!first) return undefined;
  return {
    kind: 'cname',
    problem: `At ${record.name} stands a CNAME to ${first.cname} (${names(found)}), and no TXT record can be beside it.`,
    remedy: `Replace the CNAME at ${record.name} by the TXT record.`,
  };
}

/** Silence keeps it back, at two looks in a row: of some while others have it, or of all. */
function noAnswer(proof: AliasProof, before: AliasProof | undefined): ProofTrouble | undefined {
  const having = proof.servers.some(({ verdict }) => verdict === 'match');
  const silent = silentServers(proof.servers);
  const again = silent.filter(({ server }) =>
    silentServers(before?.servers ?? []).some((report) => report.server === server),
  );
  const [first] = again;
  if (!first || proof.decidedBy === 'https' || (!having && silent.length < proof.servers.length))
    return undefined;
  const what = `${first.verdict === 'refused' ? 'no authority' : 'no answer'} (${first.detail ?? ''})`;
  return {
    kind: 'no-answer',
    problem: having
      ? `${names(again)} of ${proof.zone}: ${what}. Others have the record.`
      : `No name server of ${proof.zone} says anything about the record: ${names(again)}: ${what}.`,
    remedy: having
      ? 'As long as the zone is delegated to such a server, CloudFront may ask it. Mend it, or take it out of the delegation.'
      : `Look at the name servers of ${proof.zone}, and at its delegation at the registrar.`,
  };
}

/** Reports of the servers of which no address says anything about the record, though there is a way to them. */
function silentServers(servers: readonly ServerReport[]): ServerReport[] {
  const quiet = (name: string) =>
    servers
      .filter(({ server }) => server === name)
      .every(({ verdict, noRoute }) => !noRoute && (verdict === 'unreachable' || verdict === 'refused'));
  return servers.filter(({ server }) => quiet(server));
}

function behind({ seenAt, servers, zone }: AliasProof, now: number): ProofTrouble | undefined {
  if (seenAt === undefined || now - Date.parse(seenAt) < BEHIND_SECONDS * 1000) return undefined;
  const lacking = servers.filter(({ verdict }) => verdict === 'missing');
  if (lacking.length === 0) return undefined;
  const having = servers.filter((report) => hasIt([report]));
  return {
    kind: 'behind',
    problem: `${names(lacking)} of ${zone} still lacks the record that ${names(having)} has had for over an hour${behindBy(lacking, having)}.`,
    remedy:
      'Look whether the zone reaches that server: zone transfer, NOTIFY, or a copy that nobody updates.',
  };
}

function names(reports: readonly ServerReport[]): string {
  return listed([...new Set(reports.map(({ server }) => server))], SERVERS_SHOWN);
}
