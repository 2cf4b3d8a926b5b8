/** One question to one server, by UDP, and by TCP where UDP does not do. */
import { randomInt } from 'node:crypto';
import type { Endpoint } from './endpoint.ts';
import { canBeAsked, encodeQuestion, type Message, type Question, readMessage } from './message.ts';
import { askByTcp, askByUdp, NoAnswer, type Read } from './transport.ts';

type Answer = Message | 'truncated';

/** RFC 6891 sections 6.1.3 and 7: what a server answers that does not know EDNS, or not ours. It is to be asked without. */
const WITHOUT_EDNS = new Set(['FORMERR', 'NOTIMP', 'BADVERS']);

/**
 * UDP first; TCP when the answer is truncated or none comes, since some networks lose large or all DNS datagrams.
 * `timeoutMs` holds for each of the two, and for each of two more when the server does not know EDNS.
 *
 * @throws NoAnswer
 */
export async function exchange(server: Endpoint, question: Question, timeoutMs: number): Promise<Message> {
  if (!canBeAsked(question.name))
    throw new NoAnswer(`${JSON.stringify(question.name)} is no name to ask for`);
  const message = await attempt(server, question, timeoutMs, true);
  return WITHOUT_EDNS.has(message.rcode) ? attempt(server, question, timeoutMs, false) : message;
}

async function attempt(
  server: Endpoint,
  question: Question,
  timeoutMs: number,
  edns: boolean,
): Promise<Message> {
  const byUdp = await ask(askByUdp, server, question, timeoutMs, edns).catch(failure);
  if (byUdp instanceof NoAnswer && byUdp.noRoute) throw byUdp;
  if (byUdp !== 'truncated' && !(byUdp instanceof NoAnswer)) return byUdp;
  const byTcp = await ask(askByTcp, server, question, timeoutMs, edns).catch(failure);
  if (byTcp !== 'truncated' && !(byTcp instanceof NoAnswer)) return byTcp;
  throw new NoAnswer(`UDP: ${why(byUdp)}; TCP: ${why(byTcp)}`);
}

function ask(
  transport: typeof askByUdp<Answer>,
  server: Endpoint,
  question: Question,
  timeoutMs: number,
  edns: boolean,
): Promise<Answer> {
  const id = randomInt(0x1_0000);
  const read: Read<Answer> = (bytes) => {
    const received = readMessage(bytes, id, question);
    if (received.kind === 'garbage') return undefined;
    return received.kind === 'truncated' ? 'truncated' : received.message;
  };
  return transport(server, encodeQuestion(id, question, edns), timeoutMs, read);
}

function failure(error: unknown): NoAnswer {
  if (error instanceof NoAnswer) return error;
  throw error;
}

function why(outcome: NoAnswer | 'truncated'): string {
  return outcome instanceof NoAnswer ? outcome.message : 'truncated';
}
