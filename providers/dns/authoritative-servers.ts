/** Everybody who can be asked about a zone by authority: the servers it names, and those that the zone above names besides. */
import { DnsUnavailable } from '../../remediation/errors.ts';
import { type DelegationPorts, delegationOf } from './delegation.ts';
import { type NameServer, nameServer, nameServers } from './name-servers.ts';

/**
 * Hands the zone's own servers to `ask` at once, and those that only the zone above names as soon as it has said so: most
 * zones have none, and the answers of the others need not wait.
 *
 * @throws DnsUnavailable when neither tells any.
 */
export async function askAuthorities<Answer>(
  ports: DelegationPorts,
  zone: string,
  ask: (servers: readonly NameServer[], delegatedOnly: boolean) => Promise<Answer[]>,
): Promise<Answer[]> {
  const above = delegationOf(ports, zone);
  const own = nameServers(ports.resolve, zone).catch((error: unknown) => {
    if (error instanceof DnsUnavailable) return error;
    throw error;
  });
  const fromOwn = own.then((servers) => (servers instanceof DnsUnavailable ? [] : ask(servers, false)));
  const fromAbove = Promise.all([own, above]).then(async ([servers, delegation]) => {
    const named = servers instanceof DnsUnavailable ? [] : servers.map(({ name }) => name);
    const others = (delegation?.zone === zone ? delegation.servers : []).filter(
      (name) => !named.includes(name),
    );
    if (servers instanceof DnsUnavailable && others.length === 0) throw servers;
    return ask(await Promise.all(others.map((name) => nameServer(ports.resolve, name))), true);
  });
  return (await Promise.all([fromOwn, fromAbove])).flat();
}
