/** DNS as the rules need it, by packets of our own: Node's resolver tells neither TTL nor rcode of a TXT record. */
import type { Dns } from '../../remediation/ports.ts';
import { createAsk } from './ask.ts';
import { type Endpoint, parseEndpoint } from './endpoint.ts';
import { findZone } from './find-zone.ts';
import { plainName } from './message.ts';
import { createResolve } from './resolve.ts';
import type { DnsSettings } from './settings.ts';
import { survey } from './survey.ts';

export interface DnsOptions extends DnsSettings {
  /** For one try by UDP, and again for one by TCP. 2,000 unless given: far above any round trip, far below a person's patience. */
  queryTimeoutMs?: number;
}

const QUERY_TIMEOUT_MS = 2000;

/** @throws RangeError when a resolver is not an IP address with or without a port. */
export function createDns({
  resolvers,
  authoritativePort,
  queryTimeoutMs = QUERY_TIMEOUT_MS,
}: DnsOptions): Dns {
  const ask = createAsk(queryTimeoutMs);
  const resolve = createResolve(ask, resolvers.map(endpoint));
  return {
    findZone: (name) => findZone(resolve, plainName(name)),
    survey: (alias, record) => survey({ ask, resolve, port: authoritativePort }, plainName(alias), record),
  };
}

function endpoint(text: string): Endpoint {
  const parsed = parseEndpoint(text);
  if (!parsed) throw new RangeError(`${JSON.stringify(text)} is not the address of a resolver`);
  return parsed;
}
