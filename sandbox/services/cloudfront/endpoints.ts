/**
 * The cloudfront.net names and the addresses behind them. Unlike CloudFront's edges, which answer for every
 * distribution, each name here has an address of its own: that is how an A record (a Route 53 alias leaves nothing
 * else to see) tells which distribution it leads to.
 */
export interface Endpoints {
  /** Gives the name an address and puts it in DNS. */
  open(domainName: string): void;
  close(domainName: string): void;
  /** The name behind an address. */
  at(address: string): string | undefined;
}

export function createEndpoints(setAddress: (name: string, ipv4: string[]) => void): Endpoints {
  const byAddress = new Map<string, string>();
  let opened = 0;
  return {
    open(domainName) {
      // 198.18.0.0/15 belongs to nobody: it is set aside for tests (RFC 2544), and has room for 131,072 names.
      const address = `198.${18 + ((opened >> 16) & 1)}.${(opened >> 8) & 255}.${opened & 255}`;
      opened += 1;
      byAddress.set(address, domainName);
      setAddress(domainName, [address]);
    },
    close(domainName) {
      for (const [address, name] of byAddress) if (name === domainName) byAddress.delete(address);
      setAddress(domainName, []);
    },
    at: (address) => byAddress.get(address),
  };
}
