/** Every address of some name servers, asked for a TXT record and for what tells how to read the answer. */
import { isIPv6 } from 'node:net';
import type { ServerAnswer, TxtAnswer } from '../../remediation/ports.ts';
import type { Ask } from './ask.ts';
import type { Message, QuestionType, ResourceRecord } from './message.ts';
import type { NameServer } from './name-servers.ts';
import { parentOf } from './names.ts';
import { readAnswer } from './read-answer.ts';
import { NoAnswer } from './transport.ts';

type Soa = Extract<ResourceRecord, { type: 'SOA' }>;

export interface AddressAnswer {
  report: ServerAnswer;
  /** The zone's SOA as this address has it, with the TTL that a resolver would begin with. */
  soa: Soa | undefined;
}

interface Ports {
  ask: Ask;
  /** Of the authoritative servers. */
  port: number;
}

/** A name beside the one that is asked for. Nobody has it: who answers nevertheless has a wildcard record (RFC 4592). */
const NOBODYS_LABEL = '_cname-rescue-looks-for-a-wildcard';

/** `zone` and `name` in lower case. What a server does wrong is an answer of its own, never an error. */
export async function askServers(
  ports: Ports,
  servers: readonly NameServer[],
  zone: string,
  name: string,
): Promise<AddressAnswer[]> {
  return (await Promise.all(servers.map((server) => askServer(ports, server, zone, name)))).flat();
}

async function askServer(
  ports: Ports,
  { name: server, addresses, why = 'it has no address in DNS' }: NameServer,
  zone: string,
  name: string,
): Promise<AddressAnswer[]> {
  if (addresses.length === 0) {
    return [{ report: { server, address: '', answer: { kind: 'unreachable', why } }, soa: undefined }];
  }
  const answers = await Promise.all(
    addresses.map((address) => askAddress(ports, server, address, zone, name)),
  );
  // That this machine has no IPv6 says nothing about the server, unless IPv6 is all that the server has.
  const reachable = answers.filter(({ noRoute }) => !noRoute);
  return reachable.length > 0 ? reachable : answers;
}

async function askAddress(
  { ask, port }: Ports,
  server: string,
  address: string,
  zone: string,
  name: string,
): Promise<AddressAnswer & { noRoute: boolean }> {
  const question = (of: string, type: QuestionType) =>
    ask({ address, port }, { name: of, type, recursion: false }).catch(noAnswer);
  // The wildcard record itself is no answer by a wildcard.
  const sibling = name.startsWith('*.') ? '' : `${NOBODYS_LABEL}.${parentOf(name)}`;
  const [message, beside, apex] = await Promise.all([
    question(name, 'TXT'),
    question(sibling, 'TXT'),
    question(zone, 'SOA'),
  ]);
  const soa = apex instanceof NoAnswer ? undefined : soaIn(apex, zone);
  if (message instanceof NoAnswer) {
    const report = { server, address, answer: { kind: 'unreachable' as const, why: message.message } };
    return { report, soa, noRoute: message.noRoute && isIPv6(address) };
  }
  const own = readAnswer(message, name);
  const answer = beside instanceof NoAnswer ? own : compared(own, readAnswer(beside, sibling));
  return { report: { server, address, answer, ...(soa && { serial: soa.serial }) }, soa, noRoute: false };
}

/** A name that has what any other name beside it has, has it by a wildcard. */
function compared(answer: TxtAnswer, beside: TxtAnswer): TxtAnswer {
  if (answer.kind === 'values' && beside.kind === 'values') {
    const same = answer.values.toSorted().join('\0') === beside.values.toSorted().join('\0');
    return same ? { ...answer, wildcard: true } : answer;
  }
  const same = answer.kind === 'cname' && beside.kind === 'cname' && answer.end === beside.end;
  return same ? { ...answer, wildcard: true } : answer;
}

function soaIn({ authoritative, answers }: Message, zone: string): Soa | undefined {
  const soa = answers.find((record) => record.type === 'SOA' && record.name === zone);
  return authoritative && soa?.type === 'SOA' ? soa : undefined;
}

function noAnswer(error: unknown): NoAnswer {
  if (error instanceof NoAnswer) return error;
  throw error;
}
