/** How questions go out when there are many at once. */
import { atMost } from '../at-most.ts';
import type { Endpoint } from './endpoint.ts';
import { exchange } from './exchange.ts';
import type { Message, Question } from './message.ts';

/** @throws NoAnswer */
export type Ask<Server = Endpoint> = (server: Server, question: Question) => Promise<Message>;

/** Each question is a socket, and a Lambda has 1,024 file descriptors in all. */
const MOST_AT_ONCE = 512;

export function createAsk(timeoutMs: number): Ask {
  return sharing((server, question) => exchange(server, question, timeoutMs));
}

/**
 * The same question to the same server, asked while it is on its way already, shares its answer: a hundred aliases of
 * one zone ask for its name servers once. Nothing is kept beyond that.
 */
export function sharing<Server>(ask: Ask<Server>): Ask<Server> {
  const onTheirWay = new Map<string, Promise<Message>>();
  const inTurn = atMost(MOST_AT_ONCE);
  return (server, question) => {
    const key = JSON.stringify([server, question]);
    const shared = onTheirWay.get(key);
    if (shared) return shared;
    const answer = inTurn(() => ask(server, question)).finally(() => onTheirWay.delete(key));
    onTheirWay.set(key, answer);
    return answer;
  };
}
