/**
 * The zone above, and whom it delegates to. A resolver begins with the servers that the zone above names, at the addresses
 * that it gives for them, so those count even where the zone itself does not know of them any more.
 */
import { isIP } from 'node:net';
import type { Ask } from './ask.ts';
import type { Message, ResourceRecord } from './message.ts';
import { nameServer } from './name-servers.ts';
import { ancestorsOf } from './names.ts';
import { refusal } from './read-answer.ts';
import type { Resolve } from './resolve.ts';

export interface DelegationPorts {
  ask: Ask;
  resolve: Resolve;
  /** Port of the authoritative servers. */
  port: number;
}

export type Above =
  | { kind: 'delegates'; zone: string; servers: { name: string; glue: string[] }[] }
  /** The name lies in the zone above itself: nothing is cut in between. */
  | { kind: 'holds'; zone: string }
  /** None of its servers says anything. */
  | { kind: 'silent' }
  /** No zone above is known. */
  | { kind: 'none' };

/** All servers of a zone have the same delegations: two are asked at first, and the others where both are silent. */
const ASKED_FIRST = 2;

/** What the nearest zone above says about `name`. Never throws. */
export async function above(ports: DelegationPorts, name: string): Promise<Above> {
  const parent = await zoneAbove(ports.resolve, name);
  if (!parent) return { kind: 'none' };
  const said = async (servers: readonly string[]): Promise<Above> => {
    const asked = servers.map((server) => askServer(ports, server, name, parent.zone));
    return Promise.any(asked).catch(() => ({ kind: 'silent' as const }));
  };
  const first = await said(parent.servers.slice(0, ASKED_FIRST));
  return first.kind === 'silent' ? said(parent.servers.slice(ASKED_FIRST)) : first;
}

/** The nearest zone above, with its servers, as the resolver knows them. All candidates are asked at once. */
async function zoneAbove(
  resolve: Resolve,
  name: string,
): Promise<{ zone: string; servers: string[] } | undefined> {
  const candidates = await Promise.all(
    ancestorsOf(name).map(async (zone) => {
      const message = await resolve(zone, 'NS').catch(() => undefined);
      return { zone, servers: namesIn(message?.answers ?? [], zone) };
    }),
  );
  return candidates.find(({ servers }) => servers.length > 0);
}

/** @throws Error when it says nothing that helps. */
async function askServer(
  { ask, resolve, port }: DelegationPorts,
  server: string,
  name: string,
  parent: string,
): Promise<Above> {
  const { addresses } = await nameServer(resolve, server);
  const question = { name, type: 'NS' as const, recursion: false };
  const asked = addresses.map(async (address) => {
    const message = await ask({ address, port }, question);
    const delegation = delegationIn(message, name, parent);
    if (delegation) return delegation;
    if (refusal(message)) throw new Error('no authority');
    return { kind: 'holds' as const, zone: parent };
  });
  return Promise.any(asked);
}

/** A referral has it in the authority section; a server that has both zones answers for the lower one. */
function delegationIn(
  { answers, authorities, additionals }: Message,
  name: string,
  parent: string,
): Above | undefined {
  const records = [...answers, ...authorities];
  // On the way to the name, that is; a server may add what it knows of other zones.
  const leads = (zone: string) => zone.endsWith(`.${parent}`) && `.${name}`.endsWith(`.${zone}`);
  const zone = records.find((record) => record.type === 'NS' && leads(record.name))?.name;
  if (zone === undefined) return undefined;
  const servers = namesIn(records, zone).map((server) => ({
    name: server,
    glue: addressesIn(additionals, server),
  }));
  return { kind: 'delegates', zone, servers };
}

/** The name servers that a section names for a zone. */
export function namesIn(records: readonly ResourceRecord[], zone: string): string[] {
  const names = records.flatMap((record) =>
    record.type === 'NS' && record.name === zone ? [record.value] : [],
  );
  return [...new Set(names)].sort();
}

function addressesIn(records: readonly ResourceRecord[], server: string): string[] {
  return records.flatMap((record) =>
    (record.type === 'A' || record.type === 'AAAA') && record.name === server && isIP(record.value)
      ? [record.value]
      : [],
  );
}
