/** Which DNS servers to ask, from the environment. */
import { getServers } from 'node:dns';
import * as z from 'zod/mini';
import { DNS_PORT, parseEndpoint } from './endpoint.ts';

export interface DnsSettings {
  /** `ip` or `ip:port`, in the order in which they are tried. */
  resolvers: string[];
  /** Where authoritative servers listen. */
  authoritativePort: number;
}

const resolverList = z.pipe(
  z.pipe(
    z.string(),
    z.transform((list: string) =>
      list
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    ),
  ),
  z.array(
    z.string().check(
      z.refine((entry) => parseEndpoint(entry) !== undefined, {
        error:
          'each entry is an IP address, or an IP address and a port as in 192.0.2.1:53 or [2001:db8::1]:53',
      }),
    ),
  ),
);

const Environment = z.object({
  DNS_RESOLVERS: z.optional(resolverList),
  DNS_PORT: z.optional(
    z.string().check(
      z.refine((text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535, {
        error: 'a port number, 1 to 65535',
      }),
    ),
  ),
});

/**
 * `DNS_RESOLVERS`: a comma list, the machine's own resolvers where it is absent or empty. `DNS_PORT`: 53 where absent.
 *
 * @throws Error that names the variable and what it may hold.
 */
export function dnsSettings(
  env: Record<string, string | undefined>,
  machinesResolvers: () => string[] = getServers,
): DnsSettings {
  // A template that has nothing to say leaves a variable empty rather than out.
  const { DNS_RESOLVERS, DNS_PORT: portText } = env;
  const parsed = Environment.safeParse({
    DNS_RESOLVERS: DNS_RESOLVERS || undefined,
    DNS_PORT: portText || undefined,
  });
  if (!parsed.success) throw new Error(`The DNS settings are not right:\n${z.prettifyError(parsed.error)}`);
  const { DNS_RESOLVERS: named = [], DNS_PORT: port } = parsed.data;
  return {
    resolvers: named.length > 0 ? named : machinesResolvers(),
    authoritativePort: port === undefined ? DNS_PORT : Number(port),
  };
}
