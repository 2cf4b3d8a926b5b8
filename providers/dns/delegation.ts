/**
 * The zone above, and whom it delegates to. A resolver begins with the servers that the zone above names, so those count
 * even where the zone itself does not name them: one that was forgotten there can still answer a miss.
 */
import type { Ask } from './ask.ts';
import type { Message, ResourceRecord } from './message.ts';
import { type NameServer, nameServer } from './name-servers.ts';
import { ancestorsOf } from './names.ts';
import type { Resolve } from './resolve.ts';

export interface DelegationPorts {
  ask: Ask;
  resolve: Resolve;
  /** Port of the authoritative servers. */
  port: number;
}

export interface Delegation {
  /** The zone that is delegated. */
  zone: string;
  /** Names of its servers. */
  servers: string[];
}

/** All servers of a zone have the same delegations; a second one is asked in case the first is silent. */
const SERVERS_ASKED = 2;

/**
 * The delegation towards `name`, as the servers of the nearest zone above say it. `undefined` where there is none, or
 * nobody above can be asked: then the zone's own list is all there is to go by.
 */
export async function delegationOf(ports: DelegationPorts, name: string): Promise<Delegation | undefined> {
  const above = await zoneAbove(ports.resolve, name);
  if (!above) return undefined;
  const servers = await Promise.all(
    above.servers.slice(0, SERVERS_ASKED).map((server) => nameServer(ports.resolve, server)),
  );
  const asked = firstAddresses(servers).map(async (address) => {
    const question = { name, type: 'NS' as const, recursion: false };
    const found = delegationIn(await ports.ask({ address, port: ports.port }, question), above.zone);
    if (!found) throw new Error('no delegation');
    return found;
  });
  return Promise.any(asked).catch(() => undefined);
}

/** The nearest zone above, with its servers, as the resolver knows them. All candidates are asked at once. */
export async function zoneAbove(resolve: Resolve, name: string): Promise<Delegation | undefined> {
  const candidates = await Promise.all(
    ancestorsOf(name).map(async (zone) => {
      const message = await resolve(zone, 'NS').catch(() => undefined);
      return { zone, servers: namesIn(message?.answers ?? [], zone) };
    }),
  );
  return candidates.find(({ servers }) => servers.length > 0);
}

/** A referral has it in the authority section; a server that has both zones answers for the lower one. */
function delegationIn({ answers, authorities }: Message, above: string): Delegation | undefined {
  const records = [...answers, ...authorities];
  const zone = records.find(({ type, name }) => type === 'NS' && name.endsWith(`.${above}`))?.name;
  return zone === undefined ? undefined : { zone, servers: namesIn(records, zone) };
}

function namesIn(records: readonly ResourceRecord[], zone: string): string[] {
  const names = records.flatMap((record) =>
    record.type === 'NS' && record.name === zone ? [record.value] : [],
  );
  return [...new Set(names)].sort();
}

function firstAddresses(servers: readonly NameServer[]): string[] {
  return servers.flatMap(({ addresses }) => addresses.slice(0, 1));
}
