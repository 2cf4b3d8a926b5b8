/** Every address of some name servers, asked for a TXT record and for what tells how to read the answer. */
import type { ServerAnswer, TxtAnswer } from '../../remediation/ports.ts';
import type { Ask } from './ask.ts';
import type { Answered, Listed } from './authoritative-servers.ts';
import { namesIn } from './delegation.ts';
import { eachAddress, noAnswer } from './each-address.ts';
import type { Message, QuestionType, ResourceRecord } from './message.ts';
import type { NameServer } from './name-servers.ts';
import { parentOf } from './names.ts';
import { readAnswer, refusal } from './read-answer.ts';
import { NoAnswer } from './transport.ts';

type Soa = Extract<ResourceRecord, { type: 'SOA' }>;

export interface AddressAnswer extends Answered {
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
  { ask, port }: Ports,
  servers: readonly NameServer[],
  zone: string,
  name: string,
  listed: Listed,
): Promise<AddressAnswer[]> {
  // The wildcard record itself is no answer by a wildcard.
  const sibling = name.startsWith('*.') ? '' : `${NOBODYS_LABEL}.${parentOf(name)}`;
  const said = await eachAddress(servers, async (address) => {
    const question = (of: string, type: QuestionType) =>
      ask({ address, port }, { name: of, type, recursion: false });
    const [message, beside, apex, named] = await Promise.all([
      question(name, 'TXT'),
      question(sibling, 'TXT').catch(noAnswer),
      question(zone, 'SOA').catch(noAnswer),
      question(zone, 'NS').catch(noAnswer),
    ]);
    const own = readAnswer(message, name);
    return {
      answer: beside instanceof NoAnswer ? own : compared(own, readAnswer(beside, sibling)),
      soa: apex instanceof NoAnswer ? undefined : soaIn(apex, zone),
      names: named instanceof NoAnswer || refusal(named) ? [] : namesIn(named.answers, zone),
    };
  });
  return said.map(({ server, address, answer: outcome, noRoute }): AddressAnswer => {
    const { answer, soa, names } =
      outcome instanceof NoAnswer ? { answer: unreachable(outcome), soa: undefined, names: [] } : outcome;
    const report = {
      server,
      address,
      answer,
      ...(soa && { serial: soa.serial }),
      ...(listed && { listed }),
      ...(noRoute && { noRoute }),
    };
    return { report, soa, names };
  });
}

function unreachable({ message }: NoAnswer): TxtAnswer {
  return { kind: 'unreachable', why: message };
}

/** A name that has what any other name beside it has, has it by a wildcard. */
function compared(answer: TxtAnswer, beside: TxtAnswer): TxtAnswer {
  if (answer.kind === 'values' && beside.kind === 'values') {
    const same = answer.values.toSorted().join('\0') === beside.values.toSorted().join('\0');
    return same ? { ...answer, wildcard: true } : answer;
  }
  const same = answer.kind === 'cname' && beside.kind === 'cname' && answer.target === beside.target;
  return same ? { ...answer, wildcard: true } : answer;
}

function soaIn({ authoritative, answers }: Message, zone: string): Soa | undefined {
  const soa = answers.find((record) => record.type === 'SOA' && record.name === zone);
  return authoritative && soa?.type === 'SOA' ? soa : undefined;
}
