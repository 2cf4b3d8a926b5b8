/**
 * Everybody who can be asked about a zone by authority: the servers that a resolver knows, those that they name themselves, and
 * those that the zone above names, at the addresses that it gives.
 */
import { DnsUnavailable } from '../../remediation/errors.ts';
import { type Above, above, type DelegationPorts } from './delegation.ts';
import { type NameServer, nameServer, nameServers } from './name-servers.ts';

/** How a server came to be asked: `undefined` where the zone itself names it. */
export type Listed = 'above' | 'glue' | undefined;

export interface Answered {
  /** Name servers that this one names for the zone. */
  names: readonly string[];
}

/**
 * Hands the servers that the resolver knows to `ask` at once. What their answers and the zone above add is asked when they have
 * said so: most add nobody.
 *
 * @throws DnsUnavailable when neither tells any.
 */
export async function askAuthorities<Answer extends Answered>(
  ports: DelegationPorts,
  zone: string,
  ask: (servers: readonly NameServer[], listed: Listed) => Promise<Answer[]>,
): Promise<{ answers: Answer[]; above: Above }> {
  const said = above(ports, zone);
  const known = await nameServers(ports.resolve, zone).catch((error: unknown) => {
    if (error instanceof DnsUnavailable) return error;
    throw error;
  });
  const own = known instanceof DnsUnavailable ? [] : known;
  const [first, parent] = await Promise.all([ask(own, undefined), said]);
  const delegated = parent.kind === 'delegates' && parent.zone === zone ? parent.servers : [];
  if (known instanceof DnsUnavailable && delegated.length === 0) throw known;

  const names = new Set(own.map(({ name }) => name));
  const told = new Set(first.flatMap((answer) => answer.names).filter((name) => !names.has(name)));
  const forgotten = delegated.filter(({ name }) => !names.has(name) && !told.has(name));
  const [byZone, byAbove] = await Promise.all([
    addressed(ports, [...told]),
    addressed(
      ports,
      forgotten.map(({ name }) => name),
    ),
  ]);
  const byGlue = otherAddresses(delegated, [...own, ...byZone, ...byAbove]);
  const later = await Promise.all([ask(byZone, undefined), ask(byAbove, 'above'), ask(byGlue, 'glue')]);
  return { answers: [...first, ...later.flat()], above: parent };
}

function addressed({ resolve }: DelegationPorts, names: readonly string[]): Promise<NameServer[]> {
  return Promise.all(names.map((name) => nameServer(resolve, name)));
}

/** Addresses that only the zone above has for a server: of a machine that it may have moved from. */
function otherAddresses(
  delegated: readonly { name: string; glue: string[] }[],
  asked: readonly NameServer[],
): NameServer[] {
  return delegated.flatMap(({ name, glue }) => {
    const known = new Set(asked.find((server) => server.name === name)?.addresses);
    const addresses = glue.filter((address) => !known.has(address));
    return addresses.length > 0 ? [{ name, addresses }] : [];
  });
}
