/** The zone example.com on loopback: its name servers, each with its own behaviour, and a resolver. */
import type { Answer } from 'dns-packet';
import { onTestFinished } from 'vitest';
import { createDns } from '../../../providers/dns/dns.ts';
import type { ServerAnswer } from '../../../remediation/ports.ts';
import {
  a,
  answering,
  type Behaviour,
  type NameServer,
  ns,
  soa,
  startNameServer,
  txt,
} from './name-server.ts';

export const ALIAS = 'www.example.com';
export const PROOF = '_www.example.com';
export const TARGET = 'd111111abcdef8.cloudfront.net';
export const record = { name: PROOF, type: 'TXT', value: TARGET };

export const zone = (...records: Answer[]) => answering([soa('example.com', 900, 300), ...records]);
/** A server that has the proof, and what a survey makes of it. */
export const published = zone(txt(PROOF, TARGET, 60));
export const values: ServerAnswer['answer'] = { kind: 'values', values: [TARGET], ttl: 60 };

/** A server that is closed when the test is over. */
export async function start(behaviour: Behaviour, port?: number): Promise<NameServer> {
  const server = await startNameServer(behaviour, port);
  onTestFinished(() => server.close());
  return server;
}

interface WorldOptions {
  queryTimeoutMs?: number;
  /** What the resolver knows besides. */
  more?: Answer[];
  /** All are addresses of ns1. */
  sameServer?: boolean;
}

/** Servers ns1, ns2, … of example.com, each with its behaviour, and a resolver that knows the zone but not the proof. */
export async function world(behaviours: Behaviour[], options: WorldOptions = {}) {
  const { queryTimeoutMs = 5000, more = [], sameServer = false } = options;
  const nameOf = (i: number) => `ns${sameServer ? 1 : i + 1}.example.net`;
  const servers: NameServer[] = [];
  for (const behaviour of behaviours) servers.push(await start(behaviour, servers[0]?.port));
  const records = [
    soa('example.com', 17, 86_400),
    a(ALIAS, '192.0.2.80'),
    ...servers.flatMap(({ address }, i) => [
      ns('example.com', nameOf(i).toUpperCase()),
      a(nameOf(i), address),
    ]),
    ...more,
  ];
  const resolver = await start(answering(records, { authoritative: false }));
  const dns = createDns({
    resolvers: [`${resolver.address}:${resolver.port}`],
    publicResolvers: [],
    authoritativePort: servers[0]?.port ?? 53,
    queryTimeoutMs,
  });
  const answers = async () => (await dns.survey(ALIAS, record)).servers.map(({ answer }) => answer);
  return { dns, servers, resolver, answers };
}
