/** Which DNS servers to ask, from the environment. */
import { getServers } from 'node:dns';
import * as v from 'valibot';
import { entriesOf } from '../comma-list.ts';
import { DNS_PORT, parseEndpoint } from './endpoint.ts';
import { isResolver } from './resolver.ts';

export interface DnsSettings {
  /** `ip` or `ip:port`, in the order in which they are tried. */
  resolvers: string[];
  /** Whom to ask last, for comparison: `ip`, `ip:port`, or `https://…` for DNS over HTTPS. */
  publicResolvers: string[];
  /** Where authoritative servers listen. */
  authoritativePort: number;
}

function list(isEntry: (entry: string) => boolean, error: string) {
  return v.pipe(v.string(), v.transform(entriesOf), v.array(v.pipe(v.string(), v.check(isEntry, error))));
}

const ADDRESS = 'an IP address, or an IP address and a port as in 192.0.2.1:53 or [2001:db8::1]:53';

const Environment = v.object({
  DNS_RESOLVERS: v.optional(list((entry) => parseEndpoint(entry) !== undefined, `each entry is ${ADDRESS}`)),
  DNS_PUBLIC_RESOLVERS: v.optional(
    list(
      isResolver,
      `each entry is ${ADDRESS}, or the URL of a resolver by HTTPS as in https://dns.example/dns-query`,
    ),
  ),
  DNS_PORT: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535,
        'a port number, 1 to 65535',
      ),
    ),
  ),
});

/**
 * `DNS_RESOLVERS`: a comma list, the machine's own resolvers where it is absent or empty. `DNS_PUBLIC_RESOLVERS`: a comma
 * list, nobody where it is absent or empty. `DNS_PORT`: 53 where absent.
 *
 * @throws Error that names the variable and what it may hold.
 */
export function dnsSettings(
  env: Record<string, string | undefined>,
  machinesResolvers: () => string[] = getServers,
): DnsSettings {
  // A template that has nothing to say leaves a variable empty rather than out.
  const { DNS_RESOLVERS, DNS_PUBLIC_RESOLVERS, DNS_PORT: portText } = env;
  const parsed = v.safeParse(Environment, {
    DNS_RESOLVERS: DNS_RESOLVERS || undefined,
    DNS_PUBLIC_RESOLVERS: DNS_PUBLIC_RESOLVERS || undefined,
    DNS_PORT: portText || undefined,
  });
  if (!parsed.success) throw new Error(`The DNS settings are not right:\n${v.summarize(parsed.issues)}`);
  const {
    DNS_RESOLVERS: named = [],
    DNS_PUBLIC_RESOLVERS: publicResolvers = [],
    DNS_PORT: port,
  } = parsed.output;
  return {
    resolvers: named.length > 0 ? named : machinesResolvers(),
    publicResolvers,
    authoritativePort: port === undefined ? DNS_PORT : Number(port),
  };
}
