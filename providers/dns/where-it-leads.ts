/** Where an alias's own address record leads, as every authoritative server of its zone has it. */
import type { Pointing, PointingAnswer } from '../../remediation/ports.ts';
import { askAuthorities } from './authoritative-servers.ts';
import type { DelegationPorts } from './delegation.ts';
import { eachAddress } from './each-address.ts';
import type { Message } from './message.ts';
import { followCnames, refusal } from './read-answer.ts';
import type { Resolve } from './resolve.ts';
import { NoAnswer } from './transport.ts';
import { zoneOf } from './zone-of.ts';

/**
 * The alias is a name that everybody asks for all the time, so asking a resolver for what its CNAME leads to harms no cache.
 *
 * @throws DnsUnavailable
 */
export async function whereItLeads(ports: DelegationPorts, alias: string): Promise<Pointing> {
  const { name: zone } = await zoneOf(ports, alias);
  const question = { name: alias, type: 'A' as const, recursion: false };
  const { answers } = await askAuthorities(ports, zone, async (servers) => {
    const said = await eachAddress(servers, (address) => ports.ask({ address, port: ports.port }, question));
    return said.map((each) => ({ ...each, names: [] }));
  });
  const servers = answers.map(async ({ server, address, answer }): Promise<PointingAnswer> => {
    if (answer instanceof NoAnswer) {
      return { server, address, answer: { kind: 'unreachable', why: answer.message } };
    }
    return { server, address, answer: await readPointing(ports.resolve, answer, alias) };
  });
  return { zone, servers: await Promise.all(servers) };
}

async function readPointing(
  resolve: Resolve,
  message: Message,
  alias: string,
): Promise<PointingAnswer['answer']> {
  const refused = refusal(message);
  if (refused) return refused;
  const { names, end, ttl } = followCnames(message.answers, alias);
  const own = message.answers.flatMap((record) =>
    record.type === 'A' && record.name === end ? [record] : [],
  );
  if (names.length > 0) {
    if (own.length > 0) return { kind: 'names', names, ttl };
    // Where the chain leaves the zone, this server need not know how it goes on.
    const beyond = await resolve(end, 'A').catch((error: Error) => error);
    if (beyond instanceof Error) return { kind: 'unreachable', why: beyond.message };
    const rest = followCnames(beyond.answers, end);
    return { kind: 'names', names: [...names, ...rest.names], ttl: Math.max(ttl, rest.ttl) };
  }
  if (own.length === 0) return { kind: 'nothing' };
  return {
    kind: 'addresses',
    addresses: own.map(({ value }) => value),
    ttl: Math.max(...own.map((record) => record.ttl)),
  };
}
