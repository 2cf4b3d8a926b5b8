/** Asking every address of some name servers. */
import { isIPv6 } from 'node:net';
import type { NameServer } from './name-servers.ts';
import { NoAnswer } from './transport.ts';

/** What one address said; or that it said nothing, and why. */
export interface Said<Answer> {
  server: string;
  /** Empty when no address was found for the server. */
  address: string;
  answer: Answer | NoAnswer;
  /** All addresses of the server are of a kind that this machine cannot reach. */
  noRoute?: true;
}

/** What a server does wrong is an answer of its own, never an error. */
export async function eachAddress<Answer>(
  servers: readonly NameServer[],
  ask: (address: string) => Promise<Answer>,
): Promise<Said<Answer>[]> {
  const said = servers.map(async ({ name: server, addresses, why }): Promise<Said<Answer>[]> => {
    if (addresses.length === 0) {
      return [{ server, address: '', answer: new NoAnswer(why ?? 'it has no address in DNS') }];
    }
    const answers = await Promise.all(
      addresses.map(async (address) => ({ server, address, answer: await ask(address).catch(noAnswer) })),
    );
    // That this machine has no IPv6 says nothing about the server.
    const reachable = answers.filter(({ address, answer }) => !(isIPv6(address) && hasNoRoute(answer)));
    return reachable.length > 0 ? reachable : answers.map((said) => ({ ...said, noRoute: true as const }));
  });
  return (await Promise.all(said)).flat();
}

export function noAnswer(error: unknown): NoAnswer {
  if (error instanceof NoAnswer) return error;
  throw error;
}

function hasNoRoute(answer: unknown): boolean {
  return answer instanceof NoAnswer && answer.noRoute;
}
