/** DNS as the rules need it, by packets of our own: Node's resolver tells neither TTL nor rcode of a TXT record. */
import type { Dns } from '../../remediation/ports.ts';
import { createAsk } from './ask.ts';
import { type Endpoint, parseEndpoint } from './endpoint.ts';
import { plainName } from './message.ts';
import { crossCheck } from './public-resolvers.ts';
import { createResolve } from './resolve.ts';
import { parseHttpsUrl, resolverAt, resolversByHttps } from './resolver.ts';
import type { DnsSettings } from './settings.ts';
import { survey } from './survey.ts';
import { whereItLeads } from './where-it-leads.ts';
import { zoneOf } from './zone-of.ts';

export interface DnsOptions extends DnsSettings {
  /** For one try by UDP, and again for one by TCP. 2,000 unless given: far above any round trip, far below a person's patience. */
  queryTimeoutMs?: number;
}

const QUERY_TIMEOUT_MS = 2000;

/** @throws RangeError when a resolver is neither an IP address with or without a port nor an https URL. */
export function createDns({
  resolvers,
  publicResolvers,
  authoritativePort,
  queryTimeoutMs = QUERY_TIMEOUT_MS,
}: DnsOptions): Dns {
  const ask = createAsk(queryTimeoutMs);
  const urls = publicResolvers.flatMap((text) => parseHttpsUrl(text) ?? []);
  const addresses = publicResolvers.filter((text) => parseHttpsUrl(text) === undefined);
  const byHttps = resolversByHttps(urls, queryTimeoutMs);
  const byAddress = addresses.map((text) => resolverAt(ask, endpoint(text)));
  const own = resolvers.map((text) => resolverAt(ask, endpoint(text)));
  // Where not even the machine's own resolver answers, zones and their servers can still be found by HTTPS.
  const resolve = createResolve([...own, ...byHttps]);
  const ports = { ask, resolve, port: authoritativePort, byHttps };
  return {
    findZone: (name) => zoneOf(ports, plainName(name)),
    survey: (alias, record) => survey(ports, plainName(alias), record),
    whereItLeads: (alias) => whereItLeads(ports, plainName(alias)),
    crossCheck: (alias, record) => {
      const name = plainName(record.name);
      return crossCheck({ byAddress, byHttps }, name, name !== plainName(alias));
    },
  };
}

function endpoint(text: string): Endpoint {
  const parsed = parseEndpoint(text);
  if (!parsed) throw new RangeError(`${JSON.stringify(text)} is not the address of a resolver`);
  return parsed;
}
