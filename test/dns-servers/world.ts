/** The name servers of a few zones, one of each kind, and a resolver that knows where they are. */
import { createWatch, type Watch } from './look.ts';
import { createNetwork, type Network } from './network.ts';
import type { Endpoint } from './question.ts';
import type { RunningServer } from './running-server.ts';
import type { AuthoritativeServer, SecondaryZone } from './servers/authoritative.ts';
import { KINDS, type Kind, START } from './servers/kinds.ts';
import { startUnbound } from './servers/unbound.ts';
import type { ZoneFile } from './zone-file.ts';

export interface Plan {
  network: Network;
  endpoints: Record<Kind, Endpoint>;
  /** `bind.example.com` and so on: the NS records of zones that all of them serve. */
  nameServers: string[];
  /** Their addresses, as lines for the zone file of example.com. */
  hosts: string[];
}

export interface World extends Plan {
  servers: Record<Kind, AuthoritativeServer>;
  resolver: RunningServer;
  watch: Watch;
}

export async function createPlan(): Promise<Plan> {
  const network = await createNetwork();
  const at = (kind: Kind) => endpointFor(network, kind);
  const endpoints = { bind: at('bind'), knot: at('knot'), nsd: at('nsd'), powerdns: at('powerdns') };
  return {
    network,
    endpoints,
    nameServers: KINDS.map(hostOf),
    hosts: KINDS.map((kind) => `${kind} IN A ${endpoints[kind].address}`),
  };
}

/** See `network.ts` for what is special about BIND. */
export function endpointFor(network: Network, kind: Kind): Endpoint {
  return kind === 'bind' ? network.interfaceEndpoint : network.endpoint();
}

/**
 * Starts one server of each kind with `zones`, and Unbound, which asks them for these. Of the zones in `others` Unbound
 * asks the servers that are named there instead.
 */
export async function startWorld(
  plan: Plan,
  zones: readonly ZoneFile[],
  others: Record<string, readonly Endpoint[]> = {},
  secondaryZones: readonly SecondaryZone[] = [],
): Promise<World> {
  const start = (kind: Kind) => START[kind]({ endpoint: plan.endpoints[kind], zones, secondaryZones });
  const [bind, knot, nsd, powerdns] = await Promise.all([
    start('bind'),
    start('knot'),
    start('nsd'),
    start('powerdns'),
  ]);
  const all = Object.values(plan.endpoints);
  const resolver = await startResolver(plan.network, {
    ...Object.fromEntries(zones.map(({ name }) => [name, all])),
    ...others,
  });
  const watch = createWatch(resolver, plan.network.port);
  return { ...plan, servers: { bind, knot, nsd, powerdns }, resolver, watch };
}

export function startResolver(
  { endpoint }: Network,
  zones: Record<string, readonly Endpoint[]>,
): Promise<RunningServer> {
  return startUnbound({ endpoint: endpoint(), zones });
}

export function hostOf(kind: Kind): string {
  return `${kind}.example.com`;
}

/** The same for each of the four. */
export function everywhere<T>(value: T): Record<string, T> {
  return Object.fromEntries(KINDS.map((kind) => [hostOf(kind), value]));
}
