/** What every authoritative server of a zone says about a record, asked one by one and directly. */
import { isIPv6 } from 'node:net';
import type { DnsRecord } from '../../remediation/document.ts';
import type { ServerAnswer, Survey, Zone } from '../../remediation/ports.ts';
import type { Ask } from './ask.ts';
import { findZone } from './find-zone.ts';
import { plainName } from './message.ts';
import { type NameServer, nameServers } from './name-servers.ts';
import { readAnswer } from './read-answer.ts';
import type { Resolve } from './resolve.ts';
import { NoAnswer } from './transport.ts';

export interface SurveyPorts {
  ask: Ask;
  resolve: Resolve;
  /** Port of the authoritative servers. */
  port: number;
}

/**
 * The name of the record goes to the authoritative servers and nowhere else: a shared resolver would cache the miss.
 *
 * @throws DnsUnavailable
 */
export async function survey(ports: SurveyPorts, alias: string, record: DnsRecord): Promise<Survey> {
  const zone = await findZone(ports.resolve, alias);
  const servers = await nameServers(ports.resolve, zone.name);
  const [answers, soas] = await Promise.all([
    Promise.all(servers.map((server) => answersOf(ports, server, plainName(record.name)))),
    Promise.all(
      servers.flatMap(({ addresses }) => addresses.map((address) => soaAt(ports, address, zone.name))),
    ),
  ]);
  return { zone: longestKept(zone, soas), servers: answers.flat() };
}

async function answersOf(ports: SurveyPorts, server: NameServer, name: string): Promise<ServerAnswer[]> {
  if (server.addresses.length === 0) {
    const why = server.why ?? 'it has no address in DNS';
    return [{ server: server.name, address: '', answer: { kind: 'unreachable', why } }];
  }
  const answers = await Promise.all(
    server.addresses.map((address) => answerAt(ports, server.name, address, name)),
  );
  // That this machine has no IPv6 says nothing about the server, unless IPv6 is all that the server has.
  const reachable = answers.filter(({ noRoute }) => !noRoute);
  return (reachable.length > 0 ? reachable : answers).map(({ report }) => report);
}

async function answerAt(
  { ask, port }: SurveyPorts,
  server: string,
  address: string,
  name: string,
): Promise<{ report: ServerAnswer; noRoute: boolean }> {
  const outcome = await ask({ address, port }, { name, type: 'TXT', recursion: false }).catch(noAnswer);
  if (outcome instanceof NoAnswer) {
    const answer = { kind: 'unreachable' as const, why: outcome.message };
    return { report: { server, address, answer }, noRoute: outcome.noRoute && isIPv6(address) };
  }
  return { report: { server, address, answer: readAnswer(outcome, name) }, noRoute: false };
}

/** The zone's SOA as one server has it, with the TTL that a resolver would begin with. */
async function soaAt({ ask, port }: SurveyPorts, address: string, zone: string): Promise<Zone | undefined> {
  const outcome = await ask({ address, port }, { name: zone, type: 'SOA', recursion: false }).catch(noAnswer);
  if (outcome instanceof NoAnswer || !outcome.authoritative) return undefined;
  const soa = outcome.answers.find((record) => record.type === 'SOA' && record.name === zone);
  return soa?.type === 'SOA' ? { name: zone, soaTtl: soa.ttl, soaMinimum: soa.minimum } : undefined;
}

/** The largest of each, as servers can differ for a while. What a resolver has left of the TTL is too little. */
function longestKept(fromResolver: Zone, fromServers: readonly (Zone | undefined)[]): Zone {
  const soas = fromServers.filter((soa) => soa !== undefined);
  const soaMinimum = Math.max(fromResolver.soaMinimum, ...soas.map((soa) => soa.soaMinimum));
  const soaTtl = soas.length > 0 ? Math.max(...soas.map((soa) => soa.soaTtl)) : soaMinimum;
  return { name: fromResolver.name, soaTtl, soaMinimum };
}

function noAnswer(error: unknown): NoAnswer {
  if (error instanceof NoAnswer) return error;
  throw error;
}
